//! The list of clients: by state, by adviser, by name or age, and by search.
//!
//! The data that a list shows of a client is a **row**. It is written with every change of the
//! client, into the client's own item, from which four indexes project it, and into the items of
//! the client's **terms** (`terms.rs`). So one round of parallel queries answers every request, and
//! the number of queries does not depend on the number of clients. Indexes lag behind the table by
//! moments: a list may show the state of a second ago.

mod pages;

pub use crate::terms::Search;
pub use pages::{Contact, Cursor, Listed, Shared, Sort, Sought, Wanted};

use crate::keys::{self, Key, LIST_ADVISER, LIST_AGE, LIST_NAME, LIST_OF, LIST_SHARDS, ROW};
use crate::{TableFault, terms};
use aws_sdk_dynamodb::types::AttributeValue;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeSet, HashMap};
use vestibule_domain::access::{Access, Help, SecurityLevel, Standing};
use vestibule_domain::clients::{Adviser, Client, ClientKind, Relation};
use vestibule_domain::kernel::{ClientId, FirmId};
use vestibule_domain::messaging::Notice;
use vestibule_domain::values::{Email, Mobile, Name};

type Attributes = HashMap<String, AttributeValue>;

/// Whether a client needs help, without its time and kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Needs {
    /// No help.
    Nothing,
    /// The client is stuck.
    Help,
    /// The client is blocked and needs a new PIN.
    NewPin,
}

/// The one list that a client is in. A client who can reach nothing is not stuck.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ListState {
    /// Not invited.
    NotInvited,
    /// Invited, without a password yet.
    Invited(Needs),
    /// With a password.
    Active(Needs),
    /// Revoked.
    Revoked,
    /// Archived.
    Archived,
    /// A rehearsal.
    Rehearsal,
}

/// The filter of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Filter {
    /// All current clients: neither archived nor rehearsals.
    Current,
    /// Stuck clients.
    Stuck,
    /// Clients who are blocked for PIN entry.
    Blocked,
    /// Clients who were never invited.
    NotInvited,
    /// Clients who were invited and have no password yet.
    Invited,
    /// Clients with a password.
    Active,
    /// Clients whose access was revoked.
    Revoked,
    /// Archived clients.
    Archived,
    /// Rehearsals.
    Rehearsals,
}

/// Where a client is kept.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Shelf {
    /// Current clients.
    #[default]
    Current,
    /// Archived.
    Archived,
    /// Rehearsals.
    Rehearsal,
}

/// The data that a list shows of a client.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The client.
    pub id: ClientId,
    /// The name.
    pub name: Name,
    /// The preferred e-mail.
    pub email: Option<Email>,
    /// The mobile chosen for the PIN.
    pub mobile: Option<Mobile>,
    /// The standing of the client's access.
    pub standing: Standing,
    /// The security level.
    pub security_level: SecurityLevel,
    /// Whether the client needs help, since when, and of which kind.
    pub help: Help,
    /// Where the client is kept.
    pub shelf: Shelf,
    /// The responsible adviser.
    pub adviser: Adviser,
    /// Person or company.
    pub kind: ClientKind,
    /// Prospect or client.
    pub relation: Relation,
    /// When the client was added.
    pub created_at: Timestamp,
}

impl Needs {
    const ALL: [Self; 3] = [Self::Nothing, Self::Help, Self::NewPin];

    fn of(help: Help) -> Self {
        match help {
            Help::None => Self::Nothing,
            Help::Stuck { .. } => Self::Help,
            Help::Blocked { .. } => Self::NewPin,
        }
    }
}

impl ListState {
    /// The state of this client.
    #[must_use]
    pub fn of(client: &Client) -> Self {
        match shelf(client) {
            Shelf::Rehearsal => Self::Rehearsal,
            Shelf::Archived => Self::Archived,
            Shelf::Current => {
                let needs = Needs::of(client.access.help());
                match client.access.standing() {
                    Standing::NotInvited => Self::NotInvited,
                    Standing::Invited => Self::Invited(needs),
                    Standing::Active => Self::Active(needs),
                    Standing::Revoked => Self::Revoked,
                }
            }
        }
    }

    /// Its name in keys.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::NotInvited => "not-invited",
            Self::Invited(Needs::Nothing) => "invited",
            Self::Invited(Needs::Help) => "invited-stuck",
            Self::Invited(Needs::NewPin) => "invited-blocked",
            Self::Active(Needs::Nothing) => "active",
            Self::Active(Needs::Help) => "active-stuck",
            Self::Active(Needs::NewPin) => "active-blocked",
            Self::Revoked => "revoked",
            Self::Archived => "archived",
            Self::Rehearsal => "rehearsal",
        }
    }
}

fn shelf(client: &Client) -> Shelf {
    if client.profile.rehearsal.is_some() {
        Shelf::Rehearsal
    } else if client.access.archived_at().is_some() {
        Shelf::Archived
    } else {
        Shelf::Current
    }
}

impl Filter {
    /// The states that match: at most eight.
    #[must_use]
    pub fn states(self) -> Vec<ListState> {
        match self {
            Self::Current => [Self::NotInvited, Self::Invited, Self::Active, Self::Revoked]
                .into_iter()
                .flat_map(Self::states)
                .collect(),
            Self::Stuck => vec![ListState::Invited(Needs::Help), ListState::Active(Needs::Help)],
            Self::Blocked => {
                vec![ListState::Invited(Needs::NewPin), ListState::Active(Needs::NewPin)]
            }
            Self::NotInvited => vec![ListState::NotInvited],
            Self::Invited => Needs::ALL.map(ListState::Invited).into(),
            Self::Active => Needs::ALL.map(ListState::Active).into(),
            Self::Revoked => vec![ListState::Revoked],
            Self::Archived => vec![ListState::Archived],
            Self::Rehearsals => vec![ListState::Rehearsal],
        }
    }
}

/// A client's entries in the lists. Personal data, so it has no `Debug`.
#[derive(Clone, PartialEq)]
pub struct ListEntry {
    firm: FirmId,
    id: ClientId,
    state: ListState,
    partition: String,
    adviser_partition: String,
    name: String,
    age: String,
    row: AttributeValue,
    terms: BTreeSet<String>,
}

/// The changes of the lists that follow from a change of a client.
pub struct ListChanges {
    /// Attributes of the client's own item, always all of them: the item is written as a whole.
    pub attributes: HashMap<String, AttributeValue>,
    /// Whole term items to put.
    pub puts: Vec<HashMap<String, AttributeValue>>,
    /// Term items that the client no longer has. None of them is among `puts`.
    pub deletes: Vec<Key>,
}

/// Computes a client's list entries.
///
/// # Errors
/// The row cannot be stored: a bug.
pub fn entry(firm: FirmId, id: ClientId, client: &Client) -> Result<ListEntry, TableFault> {
    entry_in(LIST_SHARDS, firm, id, client)
}

fn entry_in(
    shards: u8,
    firm: FirmId,
    id: ClientId,
    client: &Client,
) -> Result<ListEntry, TableFault> {
    let profile = &client.profile;
    let state = ListState::of(client);
    let shard = keys::list_shard(id, shards);
    let partition = |adviser| keys::list_partition(firm, adviser, state.as_str(), shard);
    Ok(ListEntry {
        firm,
        id,
        state,
        partition: partition(None),
        adviser_partition: partition(Some(profile.adviser.id)),
        name: keys::list_place(&terms::sort_name(profile.name.as_str()), id),
        age: keys::list_age(profile.created_at.as_millisecond(), id),
        row: serde_dynamo::to_attribute_value(StoredRow::of(client))?,
        terms: terms::of(profile),
    })
}

/// Computes the writes when a client changes from `before` (`None`: new) to `after`. Term items are
/// written whenever their row changed, because a search reads only them.
#[must_use]
pub fn changes(before: Option<&ListEntry>, after: &ListEntry) -> ListChanges {
    let same = before.is_some_and(|before| {
        before.row == after.row && before.state == after.state && before.terms == after.terms
    });
    let former = before.into_iter().flat_map(|before| before.terms.difference(&after.terms));
    ListChanges {
        attributes: after.attributes(),
        puts: if same { Vec::new() } else { after.term_items() },
        deletes: former.map(|term| Key::term(after.firm, term, after.id)).collect(),
    }
}

impl ListEntry {
    /// The keys of everything besides the client's own item, for erasing the client.
    #[must_use]
    pub fn keys(&self) -> Vec<Key> {
        self.terms.iter().map(|term| Key::term(self.firm, term, self.id)).collect()
    }

    fn attributes(&self) -> Attributes {
        let text = |text: &String| AttributeValue::S(text.clone());
        HashMap::from([
            (LIST_OF.to_owned(), text(&self.partition)),
            (LIST_ADVISER.to_owned(), text(&self.adviser_partition)),
            (LIST_NAME.to_owned(), text(&self.name)),
            (LIST_AGE.to_owned(), text(&self.age)),
            (ROW.to_owned(), self.row.clone()),
        ])
    }

    fn term_items(&self) -> Vec<Attributes> {
        let search = terms::searched(&self.terms);
        let item = |key: Key| {
            let mut item = key.attributes();
            item.insert("kind".to_owned(), AttributeValue::S("term".to_owned()));
            item.insert(STATE.to_owned(), AttributeValue::S(self.state.as_str().to_owned()));
            item.insert(SEARCH.to_owned(), AttributeValue::S(search.clone()));
            item.insert(ROW.to_owned(), self.row.clone());
            item
        };
        self.keys().into_iter().map(item).collect()
    }
}

/// The attribute of a term item with all the client's terms.
const SEARCH: &str = "search";
/// The attribute of a term item with the client's state.
const STATE: &str = "state";

/// A row as stored, without the fields in its sort key.
#[derive(Serialize, Deserialize)]
struct StoredRow {
    name: Name,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    email: Option<Email>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    mobile: Option<Mobile>,
    standing: Standing,
    level: SecurityLevel,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    help: Option<StoredHelp>,
    #[serde(default, skip_serializing_if = "is_current")]
    shelf: Shelf,
    adviser: Adviser,
    kind: ClientKind,
    relation: Relation,
    added: Timestamp,
}

#[derive(Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "kebab-case")]
enum StoredHelp {
    Stuck { since: Timestamp, notice: Notice },
    Blocked { since: Timestamp },
}

fn is_current(shelf: &Shelf) -> bool {
    *shelf == Shelf::Current
}

impl StoredRow {
    fn of(client: &Client) -> Self {
        let Client { profile, access, .. } = client;
        Self {
            name: profile.name.clone(),
            email: profile.emails.first().cloned(),
            mobile: profile.mobiles.first().cloned(),
            standing: access.standing(),
            level: access.security_level(),
            help: StoredHelp::of(access),
            shelf: shelf(client),
            adviser: profile.adviser.clone(),
            kind: profile.kind,
            relation: profile.relation,
            added: profile.created_at,
        }
    }

    fn row(self, id: ClientId) -> Row {
        Row {
            id,
            name: self.name,
            email: self.email,
            mobile: self.mobile,
            standing: self.standing,
            security_level: self.level,
            help: self.help.map_or(Help::None, StoredHelp::help),
            shelf: self.shelf,
            adviser: self.adviser,
            kind: self.kind,
            relation: self.relation,
            created_at: self.added,
        }
    }
}

impl StoredHelp {
    fn of(access: &Access) -> Option<Self> {
        match access.help() {
            Help::None => None,
            Help::Stuck { since, notice } => Some(Self::Stuck { since, notice }),
            Help::Blocked { since } => Some(Self::Blocked { since }),
        }
    }

    fn help(self) -> Help {
        match self {
            Self::Stuck { since, notice } => Help::Stuck { since, notice },
            Self::Blocked { since } => Help::Blocked { since },
        }
    }
}

#[cfg(test)]
mod tests;
