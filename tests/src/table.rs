//! The whole table, as only a test may see it: no policy of the product allows a scan, and no flow
//! makes one. Items are plain JSON, because nothing here uses the code under test.

use crate::http::Visitor;
use crate::runner::{PATIENCE, Runner};
use serde_json::{Map, Value, json};
use std::time::{Duration, Instant};

/// A well-formed signature: the runner's table checks no more.
const SIGNED: &str = "AWS4-HMAC-SHA256 Credential=test/20200101/eu-west-1/dynamodb/aws4_request, \
     SignedHeaders=host;x-amz-date, Signature=test";

/// Every item of the table, or of one of its indexes.
#[derive(Debug, Clone, Default)]
pub struct Table {
    /// The items, in no order.
    pub items: Vec<Item>,
}

/// An item.
#[derive(Debug, Clone)]
pub struct Item {
    /// The item's own kind; without one, the start of its sort key in small letters.
    pub kind: String,
    /// The partition.
    pub pk: String,
    /// The place within it.
    pub sk: String,
    /// All attributes, the keys among them, as plain JSON.
    pub attributes: Value,
}

impl Runner {
    /// Every item.
    pub async fn whole_table(&self) -> Table {
        self.scans(None).await
    }

    /// Every item of an index, with its projected attributes.
    pub async fn whole_index(&self, index: &str) -> Table {
        self.scans(Some(index)).await
    }

    /// Waits until nothing is left to send or to follow up. Only for a runner of the test's own.
    ///
    /// # Panics
    /// Something is still pending after a minute.
    pub async fn comes_to_rest(&self) {
        let started = Instant::now();
        loop {
            let left = self.whole_index("unsent").await.items;
            if left.is_empty() {
                return;
            }
            assert!(started.elapsed() < PATIENCE, "still unsent: {left:?}");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    async fn scans(&self, index: Option<&str>) -> Table {
        let mut request = json!({});
        if let Some(index) = index {
            request["IndexName"] = json!(index);
        }
        Table { items: self.raw_items(request).await.iter().map(Item::read).collect() }
    }

    /// Every item that a scan finds, in DynamoDB's form.
    pub(crate) async fn raw_items(&self, mut request: Value) -> Vec<Value> {
        let mut items = Vec::new();
        loop {
            let page = self.dynamodb("Scan", &request).await;
            items.extend(page["Items"].as_array().expect("items").iter().cloned());
            let last = &page["LastEvaluatedKey"];
            if last.is_null() {
                return items;
            }
            request["ExclusiveStartKey"] = last.clone();
        }
    }

    /// Sends a request to the database itself.
    pub(crate) async fn dynamodb(&self, operation: &str, request: &Value) -> Value {
        let endpoints = self.folder().join("endpoints.json");
        let text = std::fs::read_to_string(endpoints).expect("endpoints.json");
        let told: Value = serde_json::from_str(&text).expect("endpoints.json is JSON");
        let database = Visitor::new(told["dynamodb_url"].as_str().expect("the table's address"));
        let target = format!("DynamoDB_20120810.{operation}");
        let headers = [
            ("content-type", "application/x-amz-json-1.0"),
            ("x-amz-target", target.as_str()),
            ("authorization", SIGNED),
            ("x-amz-date", "20200101T000000Z"),
        ];
        let mut request = request.clone();
        request["TableName"] = told["table_name"].clone();
        let body = request.to_string().into_bytes();
        database.send("POST", "/", &headers, body).await.is(200).body
    }
}

impl Table {
    /// The items of this kind.
    pub fn of_kind<'a>(&'a self, kind: &'a str) -> impl Iterator<Item = &'a Item> {
        self.items.iter().filter(move |item| item.kind == kind)
    }

    /// The item with this key.
    #[must_use]
    pub fn get(&self, pk: &str, sk: &str) -> Option<&Item> {
        self.items.iter().find(|item| item.pk == pk && item.sk == sk)
    }
}

impl Item {
    fn read(attributes: &Value) -> Self {
        let attributes = plain_map(attributes);
        let text = |name: &str| attributes[name].as_str().unwrap_or_default().to_owned();
        let (pk, sk, mut kind) = (text("pk"), text("sk"), text("kind"));
        if kind.is_empty() {
            kind = sk.split('#').next().unwrap_or_default().to_lowercase();
        }
        Self { kind, pk, sk, attributes }
    }

    /// The value at this path, such as `/access/standing`; null if there is none.
    #[must_use]
    pub fn at(&self, path: &str) -> &Value {
        self.attributes.pointer(path).unwrap_or(&Value::Null)
    }

    /// The text at this path; empty if there is none.
    #[must_use]
    pub fn text(&self, path: &str) -> &str {
        self.at(path).as_str().unwrap_or_default()
    }

    /// The part of the partition key after this prefix, up to the next `#`.
    #[must_use]
    pub fn in_partition(&self, sign: &str) -> Option<&str> {
        let mut parts = self.pk.split('#');
        parts.by_ref().find(|part| *part == sign)?;
        parts.next()
    }
}

fn plain_map(attributes: &Value) -> Value {
    let fields = attributes.as_object().into_iter().flatten();
    Value::Object(fields.map(|(name, value)| (name.clone(), plain(value))).collect::<Map<_, _>>())
}

/// DynamoDB's `{"S": "x"}` as JSON's `"x"`.
fn plain(typed: &Value) -> Value {
    let Some((kind, value)) = typed.as_object().and_then(|typed| typed.iter().next()) else {
        return Value::Null;
    };
    match kind.as_str() {
        "N" => value
            .as_str()
            .and_then(|digits| serde_json::from_str(digits).ok())
            .unwrap_or_else(|| value.clone()),
        "M" => plain_map(value),
        "L" => value.as_array().into_iter().flatten().map(plain).collect(),
        "NULL" => Value::Null,
        _ => value.clone(),
    }
}
