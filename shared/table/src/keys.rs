//! The only place that spells keys.
//!
//! | item | read by | key |
//! |---|---|---|
//! | a firm by its slug | Get | `SLUG#<slug>` / `SLUG` |
//! | all firms, by slug | Query | `FIRMS` / `<slug>` |
//! | a firm | Get | `FIRM#<firm>` / `FIRM` |
//! | a client with profile and access | Get | `FIRM#<firm>#CLIENT#<client>` / `CLIENT` |
//! | a client's timeline, newest first | Query | the client's partition / `EVENT#<ms>#<place>#<id>` |
//! | a client's session | Get | the client's partition / `SESSION#<digest>` |
//! | a message to a client | Get | the client's partition / `MESSAGE#<id>` |
//! | the order to erase a client's remaining items | Query on the index `due` | the client's partition / `ERASE` |
//! | a firm's logo | Get | `FIRM#<firm>` / `LOGO` |
//! | the newest text that AWS refused to send for the account | Get | `FIRM#<firm>` / `TEXT-TROUBLE` |
//! | a member of staff; all of a firm's | Get; Query | `FIRM#<firm>#STAFF` / `STAFF#<staff>` |
//! | a staff session, a message to staff | Get | `FIRM#<firm>#STAFF#<staff>` / `SESSION#…`, `MESSAGE#…` |
//! | the outcome of a request with an idempotency key | Get | the same partition / `ONCE#<key>` |
//! | the client of a member of staff's rehearsal | Get | the same partition / `REHEARSAL` |
//! | the order to hand over a member of staff's clients | from the stream | the same partition / `HAND-OVER` |
//! | the credential of an e-mail | Get | `FIRM#<firm>#CREDENTIAL#<realm>#<digest of the e-mail>` / `CREDENTIAL` |
//! | a known device | Get | the credential's partition / `DEVICE#<digest>` |
//! | a forgotten password, once in a window | from the stream | the credential's partition / `RECOVERY#<window>` |
//! | texts of a firm, or to one number, in a day | Update | `FIRM#<firm>#TEXTS#<day>` or `…#<day>#<digest of the number>` / `TEXTS` |
//! | the message with a provider's id | Get | `TEXT#<provider's name>` / `TEXT` |
//! | requests of one source in a window | Update | `RATE#<digest of source and flow>#<window>` / `RATE` |
//! | a data key, wrapped by KMS | Get | `KEY#<purpose>` / `KEY` |
//! | clients by a word, an e-mail, a number | Query | `FIRM#<firm>#TERMS#<first letter>` / `<term>#<client>` |
//! | unsent messages and orders, oldest first | Query on the index `unsent` | `unsent_shard` / `unsent_since_ms` |
//! | a firm's clients in a state, by name, newest first | Query on `by-name`, `by-age` | `list_of` / `list_name`, `list_age` |
//! | an adviser's, the same | Query on `by-adviser`, `by-adviser-age` | `list_adviser` / `list_name`, `list_age` |
//! | clients for whom something is due | Query on the index `due` | `due_shard` / `due_at_ms` |
//!
//! Link and session tokens contain firm and owner, so no index lookup is needed first.

use aws_sdk_dynamodb::types::AttributeValue;
use std::collections::HashMap;
use vestibule_domain::kernel::{ClientId, Digest, FirmId, MessageId, StaffId};
use vestibule_domain::values::Slug;

/// The partition key's attribute.
pub const PARTITION: &str = "pk";
/// The sort key's attribute.
pub const SORT: &str = "sk";
/// The TTL attribute, in seconds since 1970.
pub const TTL: &str = "ttl_s";
/// The sparse index of unsent messages and orders.
pub const UNSENT_INDEX: &str = "unsent";
/// Its partition key.
pub const UNSENT_SHARD: &str = "unsent_shard";
/// Its sort key, in milliseconds since 1970.
pub const UNSENT_SINCE: &str = "unsent_since_ms";
/// The sparse index of clients for whom something is due on a date.
pub const DUE_INDEX: &str = "due";
/// Its partition key.
pub const DUE_SHARD: &str = "due_shard";
/// Its sort key, in milliseconds since 1970.
pub const DUE_AT: &str = "due_at_ms";
/// Shards of that index, of all firms together.
pub const DUE_SHARDS: u8 = 4;
/// Shards of that index: it holds what waits for seconds, of all firms together.
pub const UNSENT_SHARDS: u8 = 4;

/// The index of a firm's clients in one state, by name.
pub const BY_NAME_INDEX: &str = "by-name";
/// The index of a firm's clients in one state, by when they were added.
pub const BY_AGE_INDEX: &str = "by-age";
/// The index of an adviser's clients in one state, by name.
pub const BY_ADVISER_INDEX: &str = "by-adviser";
/// The index of an adviser's clients in one state, by when they were added.
pub const BY_ADVISER_AGE_INDEX: &str = "by-adviser-age";
/// The firm, the state and the shard: the partition of the first two.
pub const LIST_OF: &str = "list_of";
/// The adviser, the state and the shard: the partition of the last two.
pub const LIST_ADVISER: &str = "list_adviser";
/// The place by name, with the client's identifier.
pub const LIST_NAME: &str = "list_name";
/// The place by when the client was added, with the client's identifier.
pub const LIST_AGE: &str = "list_age";
/// A client's list row: the one attribute that the four indexes project.
pub const ROW: &str = "row";
/// Shards of each state's list. Readers query all of them, so the number may rise, never fall: a
/// client moves to the new shard at the next write.
pub const LIST_SHARDS: u8 = 1;

/// The key of an item.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Key {
    /// The partition.
    pub pk: String,
    /// The place within it.
    pub sk: String,
}

/// Who signs in: clients and staff have separate credentials.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Realm {
    /// Clients, at the portal.
    Client,
    /// Staff, at the console.
    Staff,
}

impl Realm {
    /// Its name in keys and digests.
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

    /// A key from an event's record.
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

    /// A firm's entry in the list of all firms.
    #[must_use]
    pub fn listed_firm(slug: &Slug) -> Self {
        Self::new(FIRMS.to_owned(), slug.as_str())
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

    /// A timeline line of the client whose partition `self` is in.
    #[must_use]
    pub fn event_beside(&self, at_ms: i64, id: &str) -> Self {
        Self::new(self.pk.clone(), event_sort(at_ms, 0, id))
    }

    /// A client's session.
    #[must_use]
    pub fn client_session(firm: FirmId, client: ClientId, session: &Digest) -> Self {
        Self::new(client_partition(firm, client), format!("SESSION#{}", session.as_str()))
    }

    /// A message about a client.
    #[must_use]
    pub fn client_message(firm: FirmId, client: ClientId, message: MessageId) -> Self {
        Self::new(client_partition(firm, client), format!("{MESSAGE}{message}"))
    }

    /// A member of staff.
    #[must_use]
    pub fn staff(firm: FirmId, staff: StaffId) -> Self {
        Self::new(all_staff_partition(firm), format!("{STAFF}{staff}"))
    }

    /// The order to hand over this member of staff's clients.
    #[must_use]
    pub fn hand_over(firm: FirmId, staff: StaffId) -> Self {
        Self::new(staff_partition(firm, staff), "HAND-OVER")
    }

    /// The rehearsal of this member of staff.
    #[must_use]
    pub fn rehearsal(firm: FirmId, staff: StaffId) -> Self {
        Self::new(staff_partition(firm, staff), "REHEARSAL")
    }

    /// The order to erase this client's remaining items.
    #[must_use]
    pub fn erasure(firm: FirmId, client: ClientId) -> Self {
        Self::new(client_partition(firm, client), "ERASE")
    }

    /// A firm's logo.
    #[must_use]
    pub fn logo(firm: FirmId) -> Self {
        Self::new(format!("FIRM#{firm}"), "LOGO")
    }

    /// The device of this digest, which signed in with this e-mail.
    #[must_use]
    pub fn device(firm: FirmId, realm: Realm, email: &Digest, device: &Digest) -> Self {
        Self::new(credential_partition(firm, realm, email), format!("DEVICE#{}", device.as_str()))
    }

    /// A recovery request for this e-mail within a window.
    #[must_use]
    pub fn recovery_request(firm: FirmId, realm: Realm, email: &Digest, window: i64) -> Self {
        Self::new(credential_partition(firm, realm, email), format!("RECOVERY#{window}"))
    }

    /// The texts of a firm on a day, counted from 1970.
    #[must_use]
    pub fn texts_of_firm(firm: FirmId, day: i64) -> Self {
        Self::new(format!("FIRM#{firm}#TEXTS#{day}"), "TEXTS")
    }

    /// Whether this is a message of the firm: to a client, or to a member of staff.
    #[must_use]
    pub fn is_message_of(&self, firm: FirmId) -> bool {
        self.pk.starts_with(&format!("FIRM#{firm}#")) && self.sk.starts_with(MESSAGE)
    }

    /// The texts of a firm to one number on a day, counted from 1970.
    #[must_use]
    pub fn texts_to_number(firm: FirmId, day: i64, number: &Digest) -> Self {
        Self::new(format!("FIRM#{firm}#TEXTS#{day}#{}", number.as_str()), "TEXTS")
    }

    /// The newest text of a firm that failed because AWS lets the account send none.
    #[must_use]
    pub fn text_trouble(firm: FirmId) -> Self {
        Self::new(format!("FIRM#{firm}"), "TEXT-TROUBLE")
    }

    /// Maps the provider's message id to our text.
    #[must_use]
    pub fn text_name(provider_id: &str) -> Self {
        Self::new(format!("TEXT#{provider_id}"), "TEXT")
    }

    /// A staff session.
    #[must_use]
    pub fn staff_session(firm: FirmId, staff: StaffId, session: &Digest) -> Self {
        Self::new(staff_partition(firm, staff), format!("SESSION#{}", session.as_str()))
    }

    /// A message to staff that is not about a client.
    #[must_use]
    pub fn staff_message(firm: FirmId, staff: StaffId, message: MessageId) -> Self {
        Self::new(staff_partition(firm, staff), format!("{MESSAGE}{message}"))
    }

    /// The outcome of a request with this idempotency key.
    #[must_use]
    pub fn once(firm: FirmId, staff: StaffId, key: &str) -> Self {
        Self::new(staff_partition(firm, staff), format!("ONCE#{key}"))
    }

    /// The credential of the e-mail with this digest.
    #[must_use]
    pub fn credential(firm: FirmId, realm: Realm, email: &Digest) -> Self {
        Self::new(credential_partition(firm, realm, email), "CREDENTIAL")
    }

    /// The requests of one source within a window.
    #[must_use]
    pub fn rate(source: &str, window: i64) -> Self {
        Self::new(format!("RATE#{source}#{window}"), "RATE")
    }

    /// The term item that finds a client: a word of the name, an e-mail, a number.
    #[must_use]
    pub fn term(firm: FirmId, term: &str, client: ClientId) -> Self {
        Self::new(terms_partition(firm, term), list_place(term, client))
    }

    /// A wrapped data key.
    #[must_use]
    pub fn data_key(purpose: &str) -> Self {
        Self::new(format!("KEY#{purpose}"), "KEY")
    }

    /// The firm and client whose partition this is, if it is a client's.
    #[must_use]
    pub fn client_of(&self) -> Option<(FirmId, ClientId)> {
        let (firm, client) = self.pk.strip_prefix("FIRM#")?.split_once("#CLIENT#")?;
        Some((firm.parse().ok()?, client.parse().ok()?))
    }

    pub(crate) fn attributes(&self) -> HashMap<String, AttributeValue> {
        HashMap::from([
            (PARTITION.to_owned(), AttributeValue::S(self.pk.clone())),
            (SORT.to_owned(), AttributeValue::S(self.sk.clone())),
        ])
    }
}

/// The partition of the list of all firms. It grows by one item for each firm and is written when a
/// firm is created or changes its slug, so one partition is enough.
pub(crate) const FIRMS: &str = "FIRMS";
/// The prefix of messages' sort keys.
const MESSAGE: &str = "MESSAGE#";
/// The prefix of events' sort keys.
const EVENTS: &str = "EVENT#";

fn event_sort(at_ms: i64, place: usize, id: &str) -> String {
    format!("{EVENTS}{at_ms:013}#{place:02}#{id}")
}

/// The range of sort keys of the events before the one with this key, or of all events.
pub(crate) fn events_before(event: Option<&str>) -> (String, String) {
    // `~` sorts after every digit.
    (EVENTS.to_owned(), event.map_or_else(|| format!("{EVENTS}~"), str::to_owned))
}

/// What follows the prefix in the sort key of an event.
pub(crate) fn event_place(sort: &str) -> Option<&str> {
    sort.strip_prefix(EVENTS)
}

/// The sort key of an event, from untrusted text in the place of [`event_place`]: 13 digits, 2 digits,
/// then letters, digits, `-` and `_`.
pub(crate) fn event_at(place: &str) -> Option<String> {
    let mut parts = place.splitn(3, '#');
    let is_number = |part: &str, digits: usize| {
        part.len() == digits && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    let is_id = |part: &str| {
        (1..=80).contains(&part.len())
            && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte))
    };
    let fits = is_number(parts.next()?, 13) && is_number(parts.next()?, 2) && is_id(parts.next()?);
    fits.then(|| format!("{EVENTS}{place}"))
}

pub(crate) fn client_partition(firm: FirmId, client: ClientId) -> String {
    format!("FIRM#{firm}#CLIENT#{client}")
}

fn credential_partition(firm: FirmId, realm: Realm, email: &Digest) -> String {
    format!("FIRM#{firm}#CREDENTIAL#{}#{}", realm.as_str(), email.as_str())
}

/// The prefix of staff sort keys.
pub(crate) const STAFF: &str = "STAFF#";

pub(crate) fn all_staff_partition(firm: FirmId) -> String {
    format!("FIRM#{firm}#STAFF")
}

/// The list of a firm's clients in this state, or of one adviser's.
pub(crate) fn list_partition(
    firm: FirmId,
    adviser: Option<StaffId>,
    state: &str,
    shard: u8,
) -> String {
    match adviser {
        None => format!("FIRM#{firm}#LIST#{state}#{shard}"),
        Some(adviser) => format!("FIRM#{firm}#ADVISER#{adviser}#LIST#{state}#{shard}"),
    }
}

/// The shard of a client, of this many (0 counts as 1).
pub(crate) fn list_shard(client: ClientId, shards: u8) -> u8 {
    client.0.as_bytes().last().copied().unwrap_or_default() % shards.max(1)
}

/// The partition of all terms that begin with `prefix`. A prefix includes its first letter, so a
/// firm's terms are spread over many partitions and a search reads one.
pub(crate) fn terms_partition(firm: FirmId, prefix: &str) -> String {
    let first = prefix.chars().next().map(String::from).unwrap_or_default();
    format!("FIRM#{firm}#TERMS#{first}")
}

/// A sort key in a list or among terms: the sorted text, and the client's identifier, which keeps
/// it unique.
pub(crate) fn list_place(text: &str, client: ClientId) -> String {
    format!("{text}#{client}")
}

/// A sort key by time: milliseconds since 1970, in 13 digits.
pub(crate) fn list_age(at_ms: i64, client: ClientId) -> String {
    list_place(&format!("{:013}", at_ms.max(0)), client)
}

/// The client of this sort key.
pub(crate) fn client_at(place: &str) -> Option<ClientId> {
    place.rsplit_once('#').and_then(|(_, id)| id.parse().ok())
}

fn staff_partition(firm: FirmId, staff: StaffId) -> String {
    format!("FIRM#{firm}#STAFF#{staff}")
}

/// The shard of the index `unsent` that this message is in.
#[must_use]
pub fn unsent_shard(message: MessageId) -> String {
    let byte = message.0.as_bytes().last().copied().unwrap_or_default();
    shard_name(byte % UNSENT_SHARDS)
}

/// The shard of the index `due` that this client is in.
#[must_use]
pub fn due_shard(client: ClientId) -> String {
    let byte = client.0.as_bytes().last().copied().unwrap_or_default();
    due_shard_name(byte % DUE_SHARDS)
}

pub(crate) fn due_shard_name(shard: u8) -> String {
    format!("DUE#{shard}")
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
            Key::rehearsal(firm, staff),
            Key::erasure(firm, client),
            Key::credential(firm, Realm::Client, &digest),
            Key::term(firm, "ivy", client),
            Key::term(firm, "", client),
            Key::logo(firm),
            Key::hand_over(firm, staff),
            Key::device(firm, Realm::Staff, &digest, &digest),
            Key::recovery_request(firm, Realm::Client, &digest, 1),
            Key::texts_of_firm(firm, 1),
            Key::texts_to_number(firm, 1, &digest),
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
    fn a_message_is_distinguished_from_other_unsent_items_and_other_firms() {
        let [firm, other] = [1, 2].map(|byte| FirmId::from_random([byte; 16]));
        let (client, staff) = (ClientId::from_random([2; 16]), StaffId::from_random([3; 16]));
        let message = MessageId::from_random([4; 16]);
        for key in
            [Key::client_message(firm, client, message), Key::staff_message(firm, staff, message)]
        {
            assert!(key.is_message_of(firm), "{key:?}");
            assert!(!key.is_message_of(other), "{key:?}");
        }
        assert!(!Key::hand_over(firm, staff).is_message_of(firm));
        assert!(!Key::client(firm, client).is_message_of(firm));
    }

    #[test]
    fn every_list_of_a_firm_names_the_firm_in_its_partition() {
        let (firm, staff) = (FirmId::from_random([1; 16]), StaffId::from_random([3; 16]));
        for adviser in [None, Some(staff)] {
            let partition = list_partition(firm, adviser, "active", 0);
            assert!(partition.starts_with(&format!("FIRM#{firm}#")), "{partition}");
        }
    }

    #[test]
    fn a_sort_key_ends_in_its_client() {
        let client = ClientId::from_random([2; 16]);
        for text in ["ivy", "", "odd#sign@mail.example", "#"] {
            assert_eq!(client_at(&list_place(text, client)), Some(client), "{text}");
        }
        assert_eq!(client_at("ivy"), None);
        assert!(list_age(-5, client) < list_age(999, client));
        assert!(list_age(999, client) < list_age(1_000_000_000_000, client));
    }

    #[test]
    fn terms_of_one_first_letter_share_a_partition() {
        let (firm, client) = (FirmId::from_random([1; 16]), ClientId::from_random([2; 16]));
        let key = Key::term(firm, "éva", client);
        assert_eq!(key.pk, terms_partition(firm, "é"));
        assert_ne!(key.pk, terms_partition(firm, "e"));
    }

    #[test]
    fn events_sort_as_they_happened() {
        let (firm, client) = (FirmId::from_random([1; 16]), ClientId::from_random([2; 16]));
        let at = |ms, place| Key::event(firm, client, ms, place, "x").sk;
        assert!(at(999_999_999_999, 0) < at(1_000_000_000_000, 0));
        assert!(at(5, 2) < at(5, 10));
    }

    #[test]
    fn only_the_place_of_an_event_has_a_sort_key() {
        let (firm, client) = (FirmId::from_random([1; 16]), ClientId::from_random([2; 16]));
        let sort = Key::event(firm, client, 1_700_000_000_000, 3, "aB-_9").sk;
        let place = event_place(&sort).expect("an event");
        assert_eq!(event_at(place).as_ref(), Some(&sort));
        assert_eq!(event_place("CLIENT"), None);
        let long = format!("{}{}", "1700000000000#03#", "x".repeat(81));
        for odd in
            ["", "0", "~", "1700000000000#03", "1700000000000#03#", "170000000000#03#a", &long]
        {
            assert_eq!(event_at(odd), None, "{odd}");
        }
    }
}
