//! Reads the list: pages in any order, searches, and clients who share a contact.

mod cursor;
mod search;
mod sharing;

pub use cursor::Cursor;
pub use search::Sought;
pub use sharing::{Contact, Shared};

use super::{ListState, Row, StoredRow};
use crate::keys::{
    self, BY_ADVISER_AGE_INDEX, BY_ADVISER_INDEX, BY_AGE_INDEX, BY_NAME_INDEX, LIST_ADVISER,
    LIST_AGE, LIST_NAME, LIST_OF, PARTITION, ROW, SORT,
};
use crate::{Table, TableFault};
use aws_sdk_dynamodb::operation::query::builders::QueryFluentBuilder;
use aws_sdk_dynamodb::types::AttributeValue;
use cursor::Along;
use futures_util::future::try_join_all;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashMap};
use vestibule_domain::kernel::{FirmId, StaffId};

type Attributes = HashMap<String, AttributeValue>;

/// The order of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Sort {
    /// By name, ignoring accents and capitals.
    Name,
    /// By name, in reverse.
    NameBackwards,
    /// The newest first.
    Newest,
}

/// A page of clients.
#[derive(Debug, Clone)]
pub struct Listed {
    /// At most as many as requested. A page of a search may hold fewer even if more follow.
    pub rows: Vec<Row>,
    /// Where the next page starts; `None` at the end.
    pub next: Option<Cursor>,
}

/// A request for a page of a list.
#[derive(Clone, Copy)]
pub struct Wanted<'a> {
    /// The firm.
    pub firm: FirmId,
    /// How many shards each state's list has ([`keys::LIST_SHARDS`]).
    pub shards: u8,
    /// The states to include: see [`Filter::states`](super::Filter::states).
    pub states: &'a [ListState],
    /// Only this adviser's clients.
    pub adviser: Option<StaffId>,
    /// The order.
    pub sort: Sort,
    /// How many rows, 1 to 200.
    pub page: usize,
    /// The start; from the beginning if `None`.
    pub after: Option<&'a Cursor>,
}

/// The most rows of a page: even with the longest names and addresses they stay well below the 1 MB
/// limit of a DynamoDB response.
const PAGE_MOST: usize = 200;

impl Sort {
    fn along(self) -> Along {
        match self {
            Self::Name | Self::NameBackwards => Along::Names,
            Self::Newest => Along::Ages,
        }
    }

    fn direction(self) -> Direction {
        match self {
            Self::Name => Direction::Up,
            Self::NameBackwards | Self::Newest => Direction::Down,
        }
    }

    fn index(self, adviser: Option<StaffId>) -> Index {
        let partition = if adviser.is_some() { LIST_ADVISER } else { LIST_OF };
        let (place, name) = match (self.along(), adviser) {
            (Along::Ages, None) => (LIST_AGE, BY_AGE_INDEX),
            (Along::Ages, Some(_)) => (LIST_AGE, BY_ADVISER_AGE_INDEX),
            (Along::Names | Along::Terms, None) => (LIST_NAME, BY_NAME_INDEX),
            (Along::Names | Along::Terms, Some(_)) => (LIST_NAME, BY_ADVISER_INDEX),
        };
        Index { name, partition, place }
    }
}

/// An index, with its keys' attributes.
struct Index {
    name: &'static str,
    partition: &'static str,
    place: &'static str,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Direction {
    Up,
    Down,
}

/// The results of one of several parallel queries.
struct Part<T> {
    /// With their sort keys.
    found: Vec<(String, T)>,
    /// Where it stopped; `None`: it has read everything.
    stopped_at: Option<String>,
}

/// Merges the first `page` results of all parts in order, and returns where the next page starts.
/// Nothing beyond the point where any part stopped is taken: that part may still have results
/// before it.
fn merged<T>(
    parts: Vec<Part<T>>,
    direction: Direction,
    page: usize,
) -> (Vec<(String, T)>, Option<String>) {
    let stops = parts.iter().filter_map(|part| part.stopped_at.clone());
    let stop = match direction {
        Direction::Up => stops.min(),
        Direction::Down => stops.max(),
    };
    let within = |place: &String| match (&stop, direction) {
        (None, _) => true,
        (Some(stop), Direction::Up) => place <= stop,
        (Some(stop), Direction::Down) => place >= stop,
    };
    // A client who is just changing state may be in both lists, at the same position.
    let ordered: BTreeMap<String, T> =
        parts.into_iter().flat_map(|part| part.found).filter(|(place, _)| within(place)).collect();
    let more = ordered.len() > page;
    let found: Vec<_> = match direction {
        Direction::Up => ordered.into_iter().take(page).collect(),
        Direction::Down => ordered.into_iter().rev().take(page).collect(),
    };
    let next = if more { found.last().map(|(place, _)| place.clone()) } else { stop };
    (found, next)
}

fn listed(
    parts: Vec<Part<Attributes>>,
    direction: Direction,
    along: Along,
    page: usize,
) -> Result<Listed, TableFault> {
    let (found, next) = merged(parts, direction, page);
    let rows = found.into_iter().map(|(place, item)| row_of(&place, item));
    Ok(Listed {
        rows: rows.collect::<Result<_, _>>()?,
        next: next.map(|place| Cursor { along, place }),
    })
}

fn row_of(place: &str, mut item: Attributes) -> Result<Row, TableFault> {
    let broken = || TableFault::Broken("a row of a list is not as it should be".to_owned());
    let id = keys::client_at(place).ok_or_else(broken)?;
    let row = item.remove(ROW).ok_or_else(broken)?;
    let row: StoredRow = serde_dynamo::from_attribute_value(row)?;
    Ok(row.row(id))
}

fn text_of<'a>(item: &'a Attributes, attribute: &str) -> Option<&'a str> {
    item.get(attribute).and_then(|value| value.as_s().ok()).map(String::as_str)
}

fn bounded(page: usize) -> usize {
    page.clamp(1, PAGE_MOST)
}

impl Table {
    /// Returns a page of the list, in one round: one query for each state and shard.
    ///
    /// # Errors
    /// The table is not available.
    pub async fn list_clients(&self, wanted: &Wanted<'_>) -> Result<Listed, TableFault> {
        let page = bounded(wanted.page);
        let shards = wanted.shards.max(1);
        let partitions = wanted.states.iter().flat_map(|state| {
            (0..shards).map(move |shard| {
                keys::list_partition(wanted.firm, wanted.adviser, state.as_str(), shard)
            })
        });
        let parts = try_join_all(partitions.map(|at| self.list_part(wanted, at, page))).await?;
        listed(parts, wanted.sort.direction(), wanted.sort.along(), page)
    }

    async fn list_part(
        &self,
        wanted: &Wanted<'_>,
        partition: String,
        page: usize,
    ) -> Result<Part<Attributes>, TableFault> {
        let index = wanted.sort.index(wanted.adviser);
        let direction = wanted.sort.direction();
        let query = self
            .client
            .query()
            .table_name(&self.name)
            .index_name(index.name)
            .expression_attribute_names("#partition", index.partition)
            .expression_attribute_names("#place", index.place)
            .expression_attribute_names("#row", ROW)
            .expression_attribute_values(":partition", AttributeValue::S(partition))
            .projection_expression("#place, #row")
            .scan_index_forward(direction == Direction::Up)
            // One more than the page shows whether more follow.
            .limit(i32::try_from(page + 1).unwrap_or(i32::MAX));
        let after = wanted.after.and_then(|cursor| cursor.place(wanted.sort.along()));
        let query = match (after, direction) {
            (None, _) => query.key_condition_expression("#partition = :partition"),
            (Some(after), Direction::Up) => query
                .key_condition_expression("#partition = :partition AND #place > :after")
                .expression_attribute_values(":after", AttributeValue::S(after.to_owned())),
            (Some(after), Direction::Down) => query
                .key_condition_expression("#partition = :partition AND #place < :after")
                .expression_attribute_values(":after", AttributeValue::S(after.to_owned())),
        };
        part(query, index.place).await
    }

    fn terms_between(&self, partition: String, from: String, to: String) -> QueryFluentBuilder {
        self.client
            .query()
            .table_name(&self.name)
            .key_condition_expression("#pk = :pk AND #sk BETWEEN :from AND :to")
            .expression_attribute_names("#pk", PARTITION)
            .expression_attribute_names("#sk", SORT)
            .expression_attribute_names("#row", ROW)
            .expression_attribute_values(":pk", AttributeValue::S(partition))
            .expression_attribute_values(":from", AttributeValue::S(from))
            .expression_attribute_values(":to", AttributeValue::S(to))
    }
}

async fn part(
    query: QueryFluentBuilder,
    place: &'static str,
) -> Result<Part<Attributes>, TableFault> {
    let got = query.send().await?;
    let stopped_at =
        got.last_evaluated_key().and_then(|key| text_of(key, place)).map(str::to_owned);
    let placed = |item: Attributes| text_of(&item, place).map(str::to_owned).zip(Some(item));
    let found = got.items.unwrap_or_default().into_iter().filter_map(placed).collect();
    Ok(Part { found, stopped_at })
}

/// The last of all sort keys with this prefix.
fn end_of(prefix: &str) -> String {
    format!("{prefix}{}", char::MAX)
}

#[cfg(test)]
mod tests;
