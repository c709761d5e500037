//! Reads the list: pages in any order, searches, and clients who share a contact.

use super::{Filter, ListState, Row, SEARCH, STATE, Shelf, StoredRow};
use crate::keys::{
    self, BY_ADVISER_AGE_INDEX, BY_ADVISER_INDEX, BY_AGE_INDEX, BY_NAME_INDEX, LIST_ADVISER,
    LIST_AGE, LIST_NAME, LIST_OF, PARTITION, ROW, SORT,
};
use crate::terms::{self, Search};
use crate::{Table, TableFault};
use aws_sdk_dynamodb::operation::query::builders::QueryFluentBuilder;
use aws_sdk_dynamodb::types::AttributeValue;
use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use futures_util::future::try_join_all;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashMap};
use vestibule_domain::kernel::{FirmId, StaffId};
use vestibule_domain::values::{Email, Name};

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

/// The position in a list or a search where the next page starts. It contains a name or a term,
/// which is personal data: `Debug` shows nothing of it. It grants nothing: firm and filter come
/// with each request.
#[derive(Clone, PartialEq, Eq)]
pub struct Cursor {
    along: Along,
    place: String,
}

/// The kind of a cursor's position.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Along {
    Names,
    Ages,
    Terms,
}

/// A request for a page of a list.
#[derive(Clone, Copy)]
pub struct Wanted<'a> {
    /// The firm.
    pub firm: FirmId,
    /// How many shards each state's list has ([`keys::LIST_SHARDS`]).
    pub shards: u8,
    /// The states to include: see [`Filter::states`].
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

/// A request for a page of search results.
#[derive(Clone, Copy)]
pub struct Sought<'a> {
    /// The firm.
    pub firm: FirmId,
    /// The typed text.
    pub search: &'a Search,
    /// The states to include: see [`Filter::states`].
    pub states: &'a [ListState],
    /// Only this adviser's clients.
    pub adviser: Option<StaffId>,
    /// How many rows, 1 to 200.
    pub page: usize,
    /// The start; from the beginning if `None`.
    pub after: Option<&'a Cursor>,
}

/// Something that two clients may share. Personal data, so it has no `Debug`.
#[derive(Clone, PartialEq, Eq)]
pub enum Contact {
    /// An e-mail.
    Email(Email),
    /// A phone number in E.164.
    Number(String),
    /// A name, ignoring accents, capitals and the characters between its words.
    Name(Name),
}

/// A client who shares something.
#[derive(Clone, PartialEq, Eq)]
pub struct Shared {
    /// What is shared.
    pub contact: Contact,
    /// The client.
    pub row: Row,
}

/// The most rows of a page: even with the longest names and addresses they stay well below the 1 MB
/// limit of a DynamoDB response.
const PAGE_MOST: usize = 200;

/// Items that a search reads in one request if it filters much: some 400 kB, 50 read units. Clients
/// beyond them appear on the next page.
const LOOKS_AT: usize = 1000;

/// The most clients reported as sharing one thing: more would not help.
const SHARING: usize = 10;

/// Clients checked for the same name, of those who share its longest word: 20 read units.
const NAMESAKES: usize = 200;

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

impl Along {
    fn letter(self) -> char {
        match self {
            Self::Names => 'n',
            Self::Ages => 'a',
            Self::Terms => 't',
        }
    }
}

/// The most bytes of a cursor's position: the longest is an e-mail's, with 254 and 37. DynamoDB
/// refuses to compare a sort key with more than 1024.
const PLACE_BYTES: usize = 400;

impl Cursor {
    /// Reads an untrusted cursor of a list in this order. `None` for anything else.
    #[must_use]
    pub fn for_list(text: &str, sort: Sort) -> Option<Self> {
        Self::read(text, sort.along())
    }

    /// Reads an untrusted cursor of a search. `None` for anything else.
    #[must_use]
    pub fn for_search(text: &str) -> Option<Self> {
        Self::read(text, Along::Terms)
    }

    fn read(text: &str, along: Along) -> Option<Self> {
        // Base64 turns three bytes into four characters.
        if text.len() > PLACE_BYTES / 3 * 4 {
            return None;
        }
        let bytes = BASE64_URL_SAFE_NO_PAD.decode(text).ok()?;
        let place = str::from_utf8(&bytes).ok()?.strip_prefix(along.letter())?;
        keys::client_at(place)?;
        Some(Self { along, place: place.to_owned() })
    }

    /// The cursor for callers, in base64url.
    #[must_use]
    pub fn to_text(&self) -> String {
        BASE64_URL_SAFE_NO_PAD.encode(format!("{}{}", self.along.letter(), self.place))
    }

    /// The position, if it is of this kind.
    fn place(&self, along: Along) -> Option<&str> {
        (self.along == along).then_some(self.place.as_str())
    }
}

impl std::fmt::Debug for Cursor {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("Cursor(…)")
    }
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

impl Contact {
    /// Whether a client with the term may have the contact: names have more than one word.
    fn may_be(&self, row: &Row) -> bool {
        match self {
            Self::Email(_) | Self::Number(_) => true,
            Self::Name(name) => {
                terms::sort_name(name.as_str()) == terms::sort_name(row.name.as_str())
            }
        }
    }
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

    /// Returns a page of search results, in the order of the terms that found them, in one round:
    /// one query for each of the at most two readings of the typed text.
    ///
    /// # Errors
    /// The table is not available.
    pub async fn search_clients(&self, sought: &Sought<'_>) -> Result<Listed, TableFault> {
        if sought.states.is_empty() {
            return Ok(Listed { rows: Vec::new(), next: None });
        }
        let page = bounded(sought.page);
        let after = sought.after.and_then(|cursor| cursor.place(Along::Terms));
        let ways = sought.search.ways().iter().filter_map(|way| {
            let (from, to) = stretch(&way.prefix, after)?;
            Some(self.search_part(sought, way, from, to, page))
        });
        let mut parts = try_join_all(ways).await?;
        for part in &mut parts {
            part.found.retain(|(place, item)| {
                text_of(item, SEARCH).is_some_and(|search| sought.search.shows_at(place, search))
            });
        }
        listed(parts, Direction::Up, Along::Terms, page)
    }

    async fn search_part(
        &self,
        sought: &Sought<'_>,
        way: &terms::Way,
        from: String,
        to: String,
        page: usize,
    ) -> Result<Part<Attributes>, TableFault> {
        let partition = keys::terms_partition(sought.firm, &way.prefix);
        let mut query = self
            .terms_between(partition, from, to)
            .expression_attribute_names("#search", SEARCH)
            .expression_attribute_names("#state", STATE)
            .projection_expression("#sk, #row, #search");
        let mut names = Vec::new();
        for (at, state) in sought.states.iter().enumerate() {
            let name = format!(":state{at}");
            let state = AttributeValue::S(state.as_str().to_owned());
            query = query.expression_attribute_values(&name, state);
            names.push(name);
        }
        let mut filter = vec![format!("#state IN ({})", names.join(", "))];
        for (at, other) in way.others.iter().enumerate() {
            let name = format!(":other{at}");
            let other = AttributeValue::S(terms::beginning(other));
            query = query.expression_attribute_values(&name, other);
            filter.push(format!("contains(#search, {name})"));
        }
        if let Some(adviser) = sought.adviser {
            query = query
                .expression_attribute_names("#adviser", "adviser")
                .expression_attribute_names("#id", "id")
                .expression_attribute_values(":adviser", AttributeValue::S(adviser.to_string()));
            filter.push("#row.#adviser.#id = :adviser".to_owned());
        }
        let limit = i32::try_from(looks_at(sought, way, page)).unwrap_or(i32::MAX);
        part(query.filter_expression(filter.join(" AND ")).limit(limit), SORT).await
    }

    /// Returns clients who have one of these contacts, each contact in the given order, in one
    /// round: one query for each, and at most ten clients. Rehearsals are left out, because they
    /// use staff's own contacts. Committed changes are visible at once.
    ///
    /// # Errors
    /// The table is not available.
    pub async fn find_sharing(
        &self,
        firm: FirmId,
        contacts: &[Contact],
    ) -> Result<Vec<Shared>, TableFault> {
        let queries = contacts.iter().map(|contact| match contact {
            Contact::Email(email) => self.sharing(firm, terms::email(email), Vec::new(), SHARING),
            Contact::Number(number) => {
                self.sharing(firm, terms::number(number), Vec::new(), SHARING)
            }
            Contact::Name(name) => {
                let (word, others) = terms::longest(name.as_str());
                self.sharing(firm, word, others, NAMESAKES)
            }
        });
        let found = try_join_all(queries).await?;
        let mut sharing = Vec::new();
        for (contact, part) in contacts.iter().zip(found) {
            let mut rows = Vec::new();
            for (place, item) in part.found {
                let row = row_of(&place, item)?;
                if row.shelf != Shelf::Rehearsal && contact.may_be(&row) {
                    rows.push(Shared { contact: contact.clone(), row });
                }
            }
            rows.truncate(SHARING);
            sharing.extend(rows);
        }
        Ok(sharing)
    }

    /// The first clients who have this whole term, without those who lack another one.
    async fn sharing(
        &self,
        firm: FirmId,
        term: String,
        others: Vec<String>,
        looks_at: usize,
    ) -> Result<Part<Attributes>, TableFault> {
        if term.is_empty() {
            return Ok(Part { found: Vec::new(), stopped_at: None });
        }
        let whole = terms::whole(&term);
        let mut query = self
            .terms_between(keys::terms_partition(firm, &term), whole.clone(), end_of(&whole))
            .projection_expression("#sk, #row")
            .consistent_read(true)
            .limit(i32::try_from(looks_at).unwrap_or(i32::MAX));
        let mut filter = Vec::new();
        for (at, other) in others.iter().enumerate() {
            let name = format!(":other{at}");
            let other = AttributeValue::S(terms::beginning(other));
            query = query.expression_attribute_values(&name, other);
            filter.push(format!("contains(#search, {name})"));
        }
        if !filter.is_empty() {
            query = query
                .expression_attribute_names("#search", SEARCH)
                .filter_expression(filter.join(" AND "));
        }
        part(query, SORT).await
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

/// The range of sort keys with this prefix after the given one. `None` if it is empty, which
/// DynamoDB would refuse.
fn stretch(prefix: &str, after: Option<&str>) -> Option<(String, String)> {
    let to = end_of(prefix);
    let from = match after {
        // A sort key ends in an identifier, so none is a prefix of another.
        Some(after) if after >= prefix => format!("{after}!"),
        Some(_) | None => prefix.to_owned(),
    };
    (from <= to).then_some((from, to))
}

/// How many items a search reads: few if nearly all of them are shown.
fn looks_at(sought: &Sought<'_>, way: &terms::Way, page: usize) -> usize {
    let current = Filter::Current.states();
    let shows_most = way.others.is_empty()
        && sought.adviser.is_none()
        && current.iter().all(|state| sought.states.contains(state));
    if shows_most { (2 * (page + 1)).min(LOOKS_AT) } else { LOOKS_AT }
}

#[cfg(test)]
mod tests;
