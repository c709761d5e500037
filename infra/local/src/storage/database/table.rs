//! The table as the template describes it, created once.
//!
//! A table from an earlier run is used if keys and indexes are the same; otherwise the start is
//! refused, because nothing here can migrate its items.

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::error::BuildError;
use aws_sdk_dynamodb::types::{
    AttributeDefinition, BillingMode, GlobalSecondaryIndex, KeySchemaElement, KeyType, Projection,
    StreamSpecification, TableDescription, TimeToLiveSpecification, TimeToLiveStatus,
};

use super::DatabaseError;
use crate::account::names::TABLE_NAME;
use crate::template::{Index, Key, Table};

/// Creates the table if it is missing, and checks that it is the described one.
pub async fn ensure(client: &Client, table: &Table) -> Result<(), DatabaseError> {
    let there = client.list_tables().send().await.map_err(DatabaseError::unusable)?;
    if there.table_names().iter().any(|name| name == TABLE_NAME) {
        let described = client
            .describe_table()
            .table_name(TABLE_NAME)
            .send()
            .await
            .map_err(DatabaseError::unusable)?;
        let described = described
            .table()
            .ok_or(DatabaseError::Unusable { reason: "it describes no table".to_owned() })?;
        compare(described, table)?;
    } else {
        create(client, table).await?;
    }
    expire(client, table).await
}

async fn create(client: &Client, table: &Table) -> Result<(), DatabaseError> {
    let mut request = client
        .create_table()
        .table_name(TABLE_NAME)
        .billing_mode(BillingMode::PayPerRequest)
        .set_key_schema(Some(key_schema(&table.key).map_err(DatabaseError::unusable)?));
    for (name, kind) in &table.attributes {
        let attribute = AttributeDefinition::builder()
            .attribute_name(name)
            .attribute_type(kind.as_str().into())
            .build();
        request = request.attribute_definitions(attribute.map_err(DatabaseError::unusable)?);
    }
    for index in &table.indexes {
        request =
            request.global_secondary_indexes(global_index(index).map_err(DatabaseError::unusable)?);
    }
    if let Some(view) = &table.stream_view {
        let stream = StreamSpecification::builder()
            .stream_enabled(true)
            .stream_view_type(view.as_str().into())
            .build();
        request = request.stream_specification(stream.map_err(DatabaseError::unusable)?);
    }
    request.send().await.map_err(DatabaseError::unusable)?;
    Ok(())
}

async fn expire(client: &Client, table: &Table) -> Result<(), DatabaseError> {
    let Some(attribute) = &table.ttl_attribute else {
        return Ok(());
    };
    let told = client
        .describe_time_to_live()
        .table_name(TABLE_NAME)
        .send()
        .await
        .map_err(DatabaseError::unusable)?;
    let on = |status: &TimeToLiveStatus| {
        [TimeToLiveStatus::Enabled, TimeToLiveStatus::Enabling].contains(status)
    };
    if told.time_to_live_description().and_then(|ttl| ttl.time_to_live_status()).is_some_and(on) {
        return Ok(());
    }
    let ttl = TimeToLiveSpecification::builder().attribute_name(attribute).enabled(true).build();
    let ttl = ttl.map_err(DatabaseError::unusable)?;
    let request =
        client.update_time_to_live().table_name(TABLE_NAME).time_to_live_specification(ttl);
    request.send().await.map_err(DatabaseError::unusable)?;
    Ok(())
}

fn key_schema(key: &Key) -> Result<Vec<KeySchemaElement>, BuildError> {
    let element = |name: &str, kind: KeyType| {
        KeySchemaElement::builder().attribute_name(name).key_type(kind).build()
    };
    let range = key.range.iter().map(|range| element(range, KeyType::Range));
    std::iter::once(element(&key.hash, KeyType::Hash)).chain(range).collect()
}

fn global_index(index: &Index) -> Result<GlobalSecondaryIndex, BuildError> {
    let included = (!index.included.is_empty()).then(|| index.included.clone());
    let projection = Projection::builder()
        .projection_type(index.projection.as_str().into())
        .set_non_key_attributes(included)
        .build();
    GlobalSecondaryIndex::builder()
        .index_name(&index.name)
        .set_key_schema(Some(key_schema(&index.key)?))
        .projection(projection)
        .build()
}

fn compare(described: &TableDescription, table: &Table) -> Result<(), DatabaseError> {
    let other = |difference: String| Err(DatabaseError::OtherTable { difference });
    if key_of(described.key_schema()) != Some(table.key.clone()) {
        return other("its key is another".to_owned());
    }
    let there = described.global_secondary_indexes();
    for index in &table.indexes {
        let found = there.iter().find(|found| found.index_name() == Some(&index.name));
        if found.and_then(|found| key_of(found.key_schema())) != Some(index.key.clone()) {
            return other(format!("its index {} is missing or another", index.name));
        }
        if !found.and_then(|found| found.projection()).is_some_and(|there| carries(there, index)) {
            return other(format!("its index {} carries other attributes", index.name));
        }
    }
    if there.len() != table.indexes.len() {
        return other("it has more indexes".to_owned());
    }
    let view = described.stream_specification().and_then(|stream| stream.stream_view_type());
    if view.map(|view| view.as_str()) != table.stream_view.as_deref() {
        return other("its stream is another".to_owned());
    }
    Ok(())
}

/// Whether an index has the requested projection, in any order.
fn carries(there: &Projection, index: &Index) -> bool {
    let mut carried = there.non_key_attributes().to_vec();
    let mut wanted = index.included.clone();
    carried.sort_unstable();
    wanted.sort_unstable();
    there.projection_type().map(|kind| kind.as_str()) == Some(index.projection.as_str())
        && carried == wanted
}

fn key_of(elements: &[KeySchemaElement]) -> Option<Key> {
    let named = |kind: &KeyType| elements.iter().find(|element| element.key_type() == kind);
    let hash = named(&KeyType::Hash)?.attribute_name().to_owned();
    Some(Key {
        hash,
        range: named(&KeyType::Range).map(|element| element.attribute_name().to_owned()),
    })
}
