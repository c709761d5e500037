//! A queue's batch: records of the table's stream. Each is handled separately, so a failing one
//! delays no other.

use crate::flow::EventFailure;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use vestibule_table::Key;

/// A batch of a queue: each body is a record of the table's stream.
#[derive(Debug, Deserialize)]
pub struct QueueEvent {
    #[serde(rename = "Records")]
    records: Vec<QueueRecord>,
}

#[derive(Debug, Deserialize)]
struct QueueRecord {
    #[serde(rename = "messageId")]
    message_id: String,
    body: String,
}

/// The records to retry.
#[derive(Debug, Default, Serialize)]
pub struct BatchReply {
    #[serde(rename = "batchItemFailures")]
    failures: Vec<BatchFailure>,
}

#[derive(Debug, Serialize)]
struct BatchFailure {
    #[serde(rename = "itemIdentifier")]
    id: String,
}

/// Handles the records of a batch, one after the other.
///
/// # Errors
/// None for the whole batch: the reply names failed records, which are retried.
pub async fn one_by_one<F, Fut, E>(event: QueueEvent, handle: F) -> Result<BatchReply, EventFailure>
where
    F: Fn(String) -> Fut,
    Fut: Future<Output = Result<(), E>>,
    E: std::fmt::Display,
{
    let mut reply = BatchReply::default();
    for QueueRecord { message_id, body } in event.records {
        if let Err(cause) = handle(body).await {
            tracing::warn!(queue_message = message_id, %cause, "a record comes again");
            reply.failures.push(BatchFailure { id: message_id });
        }
    }
    Ok(reply)
}

/// An item of the table, from a record of its stream.
pub struct Image(Value);

impl Image {
    /// The written item, from the body of a queue's record. `None`: not such a record.
    #[must_use]
    pub fn parse(body: &str) -> Option<Self> {
        let mut record: Value = serde_json::from_str(body).ok()?;
        Some(Self(record.get_mut("dynamodb")?.get_mut("NewImage")?.take()))
    }

    /// The item's key.
    #[must_use]
    pub fn key(&self) -> Option<Key> {
        Some(Key::from_parts(self.text("pk")?, self.text("sk")?))
    }

    /// A text attribute.
    #[must_use]
    pub fn text(&self, name: &str) -> Option<String> {
        text_of(self.0.get(name)?)
    }

    /// An identifier.
    #[must_use]
    pub fn id<T: std::str::FromStr>(&self, name: &str) -> Option<T> {
        self.text(name)?.parse().ok()
    }

    /// A text attribute within a map.
    #[must_use]
    pub fn text_within(&self, map: &str, name: &str) -> Option<String> {
        text_of(self.0.get(map)?.get("M")?.get(name)?)
    }
}

fn text_of(value: &Value) -> Option<String> {
    value.get("S").and_then(Value::as_str).map(str::to_owned)
}
