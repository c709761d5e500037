//! Reads a client's timeline, a page at a time.

use crate::keys::{Key, PARTITION, SORT, client_partition};
use crate::transaction::{Transaction, Unique};
use crate::{Table, TableFault};
use aws_sdk_dynamodb::types::AttributeValue;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use vestibule_domain::kernel::{Actor, ClientId, FirmId};
use vestibule_domain::timeline::Event;

/// A line of the timeline.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// When it happened.
    pub at: Timestamp,
    /// The actor.
    pub actor: Actor,
    /// The flow that caused it.
    pub cause: String,
    /// The event.
    #[serde(flatten)]
    pub event: Event,
}

impl Transaction {
    /// Adds a line to a client's timeline.
    #[must_use]
    pub fn put_line(self, key: &Key, line: &Line) -> Self {
        self.put(key, line, "event", None, Unique::No)
    }
}

/// Lines of a page.
const PAGE: i32 = 50;

/// Some lines, newest first.
#[derive(Debug, Clone)]
pub struct TimelinePage {
    /// Each line with its position, which `before` takes.
    pub lines: Vec<(String, Line)>,
    /// Whether there are older ones.
    pub more: bool,
}

impl Table {
    /// Returns the newest lines of a client's timeline, or those older than the line at `before`.
    ///
    /// # Errors
    /// The table is not available.
    pub async fn timeline(
        &self,
        firm: FirmId,
        client: ClientId,
        before: Option<&str>,
    ) -> Result<TimelinePage, TableFault> {
        let (from, to) = Key::events_before(before);
        let got = self
            .client
            .query()
            .table_name(&self.name)
            .key_condition_expression("#pk = :pk AND #sk BETWEEN :from AND :to")
            .expression_attribute_names("#pk", PARTITION)
            .expression_attribute_names("#sk", SORT)
            .expression_attribute_values(":pk", AttributeValue::S(client_partition(firm, client)))
            .expression_attribute_values(":from", AttributeValue::S(from))
            .expression_attribute_values(":to", AttributeValue::S(to.clone()))
            .scan_index_forward(false)
            .consistent_read(true)
            // The line at `before` itself comes first and is left out.
            .limit(PAGE + i32::from(before.is_some()))
            .send()
            .await?;
        let more = got.last_evaluated_key.is_some();
        let mut lines = Vec::new();
        for item in got.items.unwrap_or_default() {
            let Some(sk) = item.get(SORT).and_then(|sk| sk.as_s().ok()).cloned() else { continue };
            if sk == to {
                continue;
            }
            let place = Key::event_place(&sk).to_owned();
            lines.push((place, serde_dynamo::from_item(item)?));
        }
        Ok(TimelinePage { lines, more })
    }
}
