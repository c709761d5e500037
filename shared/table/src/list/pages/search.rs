//! Pages of a search.

use super::cursor::{Along, Cursor};
use super::{Attributes, Direction, Listed, Part, bounded, end_of, listed, part, text_of};

use crate::keys::{self, SORT};
use crate::list::{Filter, ListState, SEARCH, STATE};
use crate::terms::{self, Search};
use crate::{Table, TableFault};
use aws_sdk_dynamodb::types::AttributeValue;
use futures_util::future::try_join_all;
use vestibule_domain::kernel::{FirmId, StaffId};

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

/// Items that a search reads in one request if it filters much: some 400 kB, 50 read units. Clients
/// beyond them appear on the next page.
pub(super) const LOOKS_AT: usize = 1000;

impl Table {
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
}

/// The range of sort keys with this prefix after the given one. `None` if it is empty, which
/// DynamoDB would refuse.
pub(super) fn stretch(prefix: &str, after: Option<&str>) -> Option<(String, String)> {
    let to = end_of(prefix);
    let from = match after {
        // A sort key ends in an identifier, so none is a prefix of another.
        Some(after) if after >= prefix => format!("{after}!"),
        Some(_) | None => prefix.to_owned(),
    };
    (from <= to).then_some((from, to))
}

/// How many items a search reads: few if nearly all of them are shown.
pub(super) fn looks_at(sought: &Sought<'_>, way: &terms::Way, page: usize) -> usize {
    let current = Filter::Current.states();
    let shows_most = way.others.is_empty()
        && sought.adviser.is_none()
        && current.iter().all(|state| sought.states.contains(state));
    if shows_most { (2 * (page + 1)).min(LOOKS_AT) } else { LOOKS_AT }
}
