//! The only place that spells a key.
//!
//! | what is asked | how | where |
//! |---|---|---|
//! | a firm by its slug | Get | `SLUG#<slug>` / `SLUG` |
//! | a firm | Get | `FIRM#<firm>` / `FIRM` |
//! | a client with profile and access | Get | `FIRM#<firm>#CLIENT#<client>` / `CLIENT` |
//! | a client's timeline, newest first | Query | the client's partition / `EVENT#<ms>#<place>#<id>` |
//! | a client's session | Get | the client's partition / `SESSION#<digest>` |
//! | a message to a client | Get | the client's partition / `MESSAGE#<id>` |
//! | a member of staff | Get | `FIRM#<firm>#STAFF#<staff>` / `STAFF` |
//! | a staff session, a message to staff | Get | the staff member's partition / `SESSION#…`, `MESSAGE#…` |
//! | what a request with an idempotency key did | Get | the staff member's partition / `ONCE#<key>` |
//! | who signs in with this e-mail, and its wait | Get | `FIRM#<firm>#CREDENTIAL#<realm>#<digest of the e-mail>` / `CREDENTIAL` |
//! | requests of one source in a window | Update | `RATE#<digest of source and flow>#<window>` / `RATE` |
//! | a data key, wrapped by KMS | Get | `KEY#<purpose>` / `KEY` |
//! | what is unsent, oldest first | Query on the index `unsent` | `unsent_shard` / `unsent_since_ms` |
//!
//! Link and session tokens carry firm and owner, so no index lookup comes first.

use aws_sdk_dynamodb::types::AttributeValue;
use std::collections::HashMap;
use vestibule_domain::digest::Digest;
use vestibule_domain::ids::{ClientId, FirmId, MessageId, StaffId};
use vestibule_domain::values::Slug;

/// The partition key's attribute.
pub const PARTITION: &str = "pk";
/// The sort key's attribute.
pub const SORT: &str = "sk";
/// The TTL attribute, in seconds since 1970.
pub const TTL: &str = "ttl_s";
/// The sparse index of what is unsent.
pub const UNSENT_INDEX: &str = "unsent";
/// Its partition key.
pub const UNSENT_SHARD: &str = "unsent_shard";
/// Its sort key, in milliseconds since 1970.
pub const UNSENT_SINCE: &str = "unsent_since_ms";
/// Shards of that index: it holds what waits for seconds, of all firms together.
pub const UNSENT_SHARDS: u8 = 4;

/// The key of an item.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Key {
    /// The partition.
    pub pk: String,
    /// The place within it.
    pub sk: String,
}

/// Who signs in: clients and staff have credentials of their own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Realm {
    /// Clients, at the portal.
    Client,
    /// Staff, at the console.
    Staff,
}

impl Realm {
    /// As spelled in keys and digests.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Client => "client",
            Self::Staff => "staff",
        }
    }
}

impl Key {
    fn new(pk: String, sk: impl Into<String>) -> Self {
        Self { pk, sk: sk.into() }
    }

    /// A key as it came in an event.
    #[must_use]
    pub fn from_parts(pk: String, sk: String) -> Self {
        Self { pk, sk }
    }

    /// A firm.
    #[must_use]
    pub fn firm(firm: FirmId) -> Self {
        Self::new(format!("FIRM#{firm}"), "FIRM")
    }

    /// The claim on a slug.
    #[must_use]
    pub fn slug(slug: &Slug) -> Self {
        Self::new(format!("SLUG#{}", slug.as_str()), "SLUG")
    }

    /// A client.
    #[must_use]
    pub fn client(firm: FirmId, client: ClientId) -> Self {
        Self::new(client_partition(firm, client), "CLIENT")
    }

    /// A line of a client's timeline; `at_ms` and `place` order it, `id` keeps it unique.
    #[must_use]
    pub fn event(firm: FirmId, client: ClientId, at_ms: i64, place: usize, id: &str) -> Self {
        Self::new(client_partition(firm, client), event_sort(at_ms, place, id))
    }

    /// A line of the timeline of the client in whose partition `self` lies.
    #[must_use]
    pub fn event_beside(&self, at_ms: i64, id: &str) -> Self {
        Self::new(self.pk.clone(), event_sort(at_ms, 0, id))
    }

    /// The sort keys of the events before the one at this place, or of all events: from, to.
    #[must_use]
    pub fn events_before(place: Option<&str>) -> (String, String) {
        // `~` sorts after every digit.
        (EVENTS.to_owned(), format!("{EVENTS}{}", place.unwrap_or("~")))
    }

    /// The place of an event in its timeline, from its sort key.
    #[must_use]
    pub fn event_place(sort: &str) -> &str {
        sort.trim_start_matches(EVENTS)
    }

    /// A client's session.
    #[must_use]
    pub fn client_session(firm: FirmId, client: ClientId, session: &Digest) -> Self {
        Self::new(client_partition(firm, client), format!("SESSION#{}", session.as_str()))
    }

    /// A message about a client.
    #[must_use]
    pub fn client_message(firm: FirmId, client: ClientId, message: MessageId) -> Self {
        Self::new(client_partition(firm, client), format!("MESSAGE#{message}"))
    }

    /// A member of staff.
    #[must_use]
    pub fn staff(firm: FirmId, staff: StaffId) -> Self {
        Self::new(staff_partition(firm, staff), "STAFF")
    }

    /// A staff session.
    #[must_use]
    pub fn staff_session(firm: FirmId, staff: StaffId, session: &Digest) -> Self {
        Self::new(staff_partition(firm, staff), format!("SESSION#{}", session.as_str()))
    }

    /// A message to staff that is about no client.
    #[must_use]
    pub fn staff_message(firm: FirmId, staff: StaffId, message: MessageId) -> Self {
        Self::new(staff_partition(firm, staff), format!("MESSAGE#{message}"))
    }

    /// What a request with this idempotency key did.
    #[must_use]
    pub fn once(firm: FirmId, staff: StaffId, key: &str) -> Self {
        Self::new(staff_partition(firm, staff), format!("ONCE#{key}"))
    }

    /// Who signs in with an e-mail of this digest.
    #[must_use]
    pub fn credential(firm: FirmId, realm: Realm, email: &Digest) -> Self {
        Self::new(
            format!("FIRM#{firm}#CREDENTIAL#{}#{}", realm.as_str(), email.as_str()),
            "CREDENTIAL",
        )
    }

    /// The requests of one source within a window.
    #[must_use]
    pub fn rate(source: &str, window: i64) -> Self {
        Self::new(format!("RATE#{source}#{window}"), "RATE")
    }

    /// A wrapped data key.
    #[must_use]
    pub fn data_key(purpose: &str) -> Self {
        Self::new(format!("KEY#{purpose}"), "KEY")
    }

    pub(crate) fn attributes(&self) -> HashMap<String, AttributeValue> {
        HashMap::from([
            (PARTITION.to_owned(), AttributeValue::S(self.pk.clone())),
            (SORT.to_owned(), AttributeValue::S(self.sk.clone())),
        ])
    }
}

/// How the sort keys of events begin.
const EVENTS: &str = "EVENT#";

fn event_sort(at_ms: i64, place: usize, id: &str) -> String {
    format!("{EVENTS}{at_ms:013}#{place:02}#{id}")
}

pub(crate) fn client_partition(firm: FirmId, client: ClientId) -> String {
    format!("FIRM#{firm}#CLIENT#{client}")
}

fn staff_partition(firm: FirmId, staff: StaffId) -> String {
    format!("FIRM#{firm}#STAFF#{staff}")
}

/// The shard of the index of unsent messages that this message stands in.
#[must_use]
pub fn unsent_shard(message: MessageId) -> String {
    let byte = message.0.as_bytes().last().copied().unwrap_or_default();
    shard_name(byte % UNSENT_SHARDS)
}

pub(crate) fn shard_name(shard: u8) -> String {
    format!("UNSENT#{shard}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_of_a_firm_names_the_firm_in_its_partition() {
        let firm = FirmId::from_random([1; 16]);
        let client = ClientId::from_random([2; 16]);
        let staff = StaffId::from_random([3; 16]);
        let message = MessageId::from_random([4; 16]);
        let digest = Digest::new("d".to_owned());
        let keys = [
            Key::firm(firm),
            Key::client(firm, client),
            Key::event(firm, client, 1, 0, "x"),
            Key::client_session(firm, client, &digest),
            Key::client_message(firm, client, message),
            Key::staff(firm, staff),
            Key::staff_session(firm, staff, &digest),
            Key::staff_message(firm, staff, message),
            Key::once(firm, staff, "k"),
            Key::credential(firm, Realm::Client, &digest),
        ];
        for key in keys {
            assert!(key.pk.starts_with(&format!("FIRM#{firm}")), "{key:?}");
        }
        assert_ne!(
            Key::credential(firm, Realm::Client, &digest),
            Key::credential(firm, Realm::Staff, &digest)
        );
    }

    #[test]
    fn events_sort_as_they_happened() {
        let (firm, client) = (FirmId::from_random([1; 16]), ClientId::from_random([2; 16]));
        let at = |ms, place| Key::event(firm, client, ms, place, "x").sk;
        assert!(at(999_999_999_999, 0) < at(1_000_000_000_000, 0));
        assert!(at(5, 2) < at(5, 10));
    }
}
