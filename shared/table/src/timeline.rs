//! Reads a client's timeline, a page at a time.

use crate::keys::{self, Key, PARTITION, SORT, client_partition};
use crate::transaction::{Transaction, Unique};
use crate::{Table, TableFault};
use aws_sdk_dynamodb::types::AttributeValue;
use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
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
    /// The lines.
    pub lines: Vec<Line>,
    /// The place of the last one, if there are older ones.
    pub older: Option<Place>,
}

/// The place of a line on its timeline. Callers get it in base64url, which no address has to escape.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    sort: String,
}

impl Place {
    /// The most characters of a place as callers have it.
    pub const MOST: u16 = 140;

    /// Reads an untrusted place. `None` for anything else.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        if text.len() > usize::from(Self::MOST) {
            return None;
        }
        let bytes = BASE64_URL_SAFE_NO_PAD.decode(text).ok()?;
        let sort = keys::event_at(str::from_utf8(&bytes).ok()?)?;
        Some(Self { sort })
    }

    /// The place for callers.
    #[must_use]
    pub fn to_text(&self) -> String {
        BASE64_URL_SAFE_NO_PAD.encode(keys::event_place(&self.sort).unwrap_or_default())
    }
}

impl Table {
    /// Returns the newest lines of a client's timeline, or those older than the line at this place.
    ///
    /// # Errors
    /// The table is not available.
    pub async fn timeline(
        &self,
        firm: FirmId,
        client: ClientId,
        before: Option<&Place>,
    ) -> Result<TimelinePage, TableFault> {
        let (from, to) = keys::events_before(before.map(|place| place.sort.as_str()));
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
        let (mut lines, mut last) = (Vec::new(), None);
        for item in got.items.unwrap_or_default() {
            let Some(sk) = item.get(SORT).and_then(|sk| sk.as_s().ok()).cloned() else { continue };
            if sk == to {
                continue;
            }
            lines.push(serde_dynamo::from_item(item)?);
            last = Some(Place { sort: sk });
        }
        Ok(TimelinePage { lines, older: last.filter(|_| more) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_comes_back_as_it_went_out_and_needs_no_escaping() {
        let (firm, client) = (FirmId::from_random([1; 16]), ClientId::from_random([2; 16]));
        let id = "x".repeat(80);
        let place = Place { sort: Key::event(firm, client, 1_700_000_000_000, 12, &id).sk };
        let text = place.to_text();
        assert!(text.len() <= usize::from(Place::MOST), "{}", text.len());
        assert!(text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte)));
        assert_eq!(Place::read(&text), Some(place));
    }

    #[test]
    fn anything_else_is_no_place() {
        let of = |text: &str| BASE64_URL_SAFE_NO_PAD.encode(text);
        for odd in ["", "0", "~", "1700000000000#00#a", "%00", &of("z"), &of("1#00#a"), &of("")] {
            assert_eq!(Place::read(odd), None, "{odd}");
        }
    }
}
