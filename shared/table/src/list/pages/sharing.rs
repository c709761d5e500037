//! Clients who share a contact.

use super::{Attributes, Part, end_of, part, row_of};
use crate::keys::{self, SORT};
use crate::list::{Row, SEARCH, Shelf};
use crate::{Table, TableFault, terms};
use aws_sdk_dynamodb::types::AttributeValue;
use futures_util::future::try_join_all;
use vestibule_domain::kernel::FirmId;
use vestibule_domain::values::{Email, Name};

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

/// The most clients reported as sharing one thing: more would not help.
const SHARING: usize = 10;

/// Clients checked for the same name, of those who share its longest word: 20 read units.
const NAMESAKES: usize = 200;

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
}
