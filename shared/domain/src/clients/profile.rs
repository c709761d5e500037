//! What is on record of a client besides access.

use crate::kernel::{Language, StaffId};
use crate::values::{Email, Mobile, Name, Phone};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// A person or a company.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ClientKind {
    /// A person.
    Person,
    /// A company.
    Company,
}

/// How far the relation has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Relation {
    /// Not yet a client.
    Prospect,
    /// A client.
    Client,
}

/// Who is responsible for a client.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Adviser {
    /// The member of staff.
    pub id: StaffId,
    /// Their name, as the client reads it.
    pub name: Name,
}

/// What is on record of a client besides access.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Profile {
    /// The name.
    pub name: Name,
    /// Person or company.
    pub kind: ClientKind,
    /// Prospect or client.
    pub relation: Relation,
    /// E-mail addresses, the preferred one first.
    pub emails: Vec<Email>,
    /// Phone numbers that can receive texts, the one chosen for the PIN first.
    pub mobiles: Vec<Mobile>,
    /// Other numbers, to call.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub phones: Vec<Phone>,
    /// The language of messages and pages, where it is not the firm's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<Language>,
    /// Who is responsible.
    pub adviser: Adviser,
    /// A member of staff tries the product as a client.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rehearsal: Option<Rehearsal>,
    /// Rises when what is on record changes, so that a form knows what it was filled from.
    #[serde(default)]
    pub revision: u32,
    /// When the client was added.
    pub created_at: Timestamp,
}

/// A client who is a member of staff, trying the product: swept away after.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rehearsal {
    /// Who tries it.
    pub by: StaffId,
    /// When all of it is swept away.
    pub until: Timestamp,
}
