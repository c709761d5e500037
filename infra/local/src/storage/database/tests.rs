//! The database keeps its items, and refuses a table of another shape.

mod lists;

use super::*;
use crate::account::names::TABLE_NAME;
use crate::storage::temporary_folder::TemporaryFolder;
use crate::template::Template;
use aws_sdk_dynamodb::types::AttributeValue;

fn text(text: &str) -> AttributeValue {
    AttributeValue::S(text.to_owned())
}

#[tokio::test]
async fn an_item_survives_a_restart() {
    let folder = TemporaryFolder::new();
    let file = folder.path().join("db.sqlite");
    let table = Template::of_this_product().unwrap().table;
    let database = Database::start(&file, &table).await.unwrap();
    let put = database
        .client()
        .put_item()
        .table_name(TABLE_NAME)
        .item("pk", text("a"))
        .item("sk", text("b"));
    put.item("unsent_shard", text("0"))
        .item("unsent_since_ms", AttributeValue::N("5".to_owned()))
        .send()
        .await
        .unwrap();
    database.stop().await;
    let database = Database::start(&file, &table).await.unwrap();
    let query = database.client().query().table_name(TABLE_NAME).index_name("unsent");
    let query = query
        .key_condition_expression("unsent_shard = :s")
        .expression_attribute_values(":s", text("0"));
    assert_eq!(query.send().await.unwrap().items()[0]["sk"], text("b"));
    let ttl =
        database.client().describe_time_to_live().table_name(TABLE_NAME).send().await.unwrap();
    assert_eq!(ttl.time_to_live_description().unwrap().attribute_name(), Some("ttl_s"));
    database.stop().await;
}

#[tokio::test]
async fn a_table_of_another_shape_is_refused() {
    let folder = TemporaryFolder::new();
    let file = folder.path().join("db.sqlite");
    let table = Template::of_this_product().unwrap().table;
    Database::start(&file, &table).await.unwrap().stop().await;
    let mut other = table.clone();
    other.indexes[0].name = "another".to_owned();
    assert!(matches!(Database::start(&file, &other).await, Err(DatabaseError::OtherTable { .. })));
    let mut other = table.clone();
    let by_name = other.indexes.iter_mut().find(|index| index.name == "by-name").unwrap();
    by_name.included.push("profile".to_owned());
    assert!(matches!(Database::start(&file, &other).await, Err(DatabaseError::OtherTable { .. })));
}

#[tokio::test]
async fn an_invalid_database_file_is_reported() {
    let folder = TemporaryFolder::new();
    let file = folder.path().join("db.sqlite");
    std::fs::write(&file, vec![b'x'; 4096]).unwrap();
    let table = Template::of_this_product().unwrap().table;
    assert!(matches!(Database::start(&file, &table).await, Err(DatabaseError::Unusable { .. })));
}
