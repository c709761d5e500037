//! What the items hold.

use crate::keys::{self, Key, Realm};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use vestibule_domain::access::{Access, Admission};
use vestibule_domain::event::{Actor, Event};
use vestibule_domain::ids::{ClientId, FirmId, MessageId, StaffId};
use vestibule_domain::message::{Message, Notice, StaffMessage};
use vestibule_domain::notices::NoticeChoices;
use vestibule_domain::rules::AccessRules;
use vestibule_domain::values::{Colour, Country, Email, Mobile, Name, Phone, Slug, WebLink};
use vestibule_domain::wait::WaitClock;
use vestibule_messages::{Brand, Channel, Content, Language};

/// Texts that a firm sends in a day, unless it chose (docs/access-rules.md, "Messages that do not arrive").
pub const TEXTS_A_DAY: u32 = 50;
/// Texts that a firm may choose to send in a day, at most. Ours: more than the clients of a firm
/// come to in a day, and no more than a mistake may cost.
pub const TEXTS_A_DAY_MOST: u32 = 500;

/// A firm.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Firm {
    /// Rises with every change; 0 before the first is committed.
    #[serde(default)]
    pub version: u64,
    /// Its name, as clients read it.
    pub name: Name,
    /// Its name in addresses.
    pub slug: Slug,
    /// Where replies to its e-mails go.
    pub reply_to: Email,
    /// The number that clients may call, as the firm writes it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// The country of numbers that are typed without a prefix.
    pub country: Country,
    /// The language of its messages.
    pub language: Language,
    /// What it chose about access.
    pub rules: AccessRules,
    /// The colour of its buttons and headings.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub colour: Option<Colour>,
    /// Its logo, which lies in an item of its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub logo: Option<LogoName>,
    /// Where its privacy disclosure is read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub privacy_link: Option<WebLink>,
    /// The countries that it sends texts to, its own among them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub text_countries: Vec<Country>,
    /// Texts that it sends in a day, at most.
    #[serde(default = "texts_a_day")]
    pub texts_a_day: u32,
    /// What staff chose to be told, where that is not the product's default.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub notices: BTreeMap<StaffId, NoticeChoices>,
    /// When somebody last tried it all as a client.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rehearsed_at: Option<Timestamp>,
    /// When it was made.
    pub created_at: Timestamp,
    /// The first firm admin.
    pub first_admin: StaffId,
    /// Since when it is closed: nobody signs in, and nothing is sent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closed_at: Option<Timestamp>,
    /// Rises whenever the firm is closed. Sessions carry it, so those from before stay dead when the
    /// firm is reopened.
    #[serde(default)]
    pub epoch: u32,
}

fn texts_a_day() -> u32 {
    TEXTS_A_DAY
}

impl Firm {
    /// Whether this member of staff is told of this.
    #[must_use]
    pub fn tells(&self, staff: StaffId, notice: Notice) -> bool {
        self.notices
            .get(&staff)
            .map_or_else(|| NoticeChoices::default().wants(notice), |choices| choices.wants(notice))
    }

    /// The firm as ops close it: every session ends. One that is closed already stays as it is.
    #[must_use]
    pub fn closed(&self, now: Timestamp) -> Self {
        match self.closed_at {
            Some(_) => self.clone(),
            None => Self { closed_at: Some(now), epoch: self.epoch + 1, ..self.clone() },
        }
    }

    /// The firm as ops reopen it: people may sign in again.
    #[must_use]
    pub fn reopened(&self) -> Self {
        Self { closed_at: None, ..self.clone() }
    }

    /// Whether texts go to this country.
    #[must_use]
    pub fn texts_to(&self, country: Country) -> bool {
        country == self.country || self.text_countries.contains(&country)
    }
}

/// The name of a logo: what it holds follows from it, so that it can be kept by browsers for good.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LogoName {
    /// The first 16 hexadecimal digits of the SHA-256 of its bytes.
    pub digest: String,
}

/// A firm's logo.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoredLogo {
    /// Its name.
    pub digest: String,
    /// Its media type.
    pub content_type: String,
    /// Its bytes, base64.
    pub bytes: String,
}

/// A firm's line in the list of all firms. What else there is to know stands with the firm.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListedFirm {
    /// Which firm.
    pub firm: FirmId,
}

/// The claim on a slug.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SlugClaim {
    /// Whose it is.
    pub firm: FirmId,
}

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

/// A client: profile and access under one version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Client {
    /// Rises with every change; 0 before the first is committed.
    pub version: u64,
    /// When the newest event happened, so that the next one comes after it whatever the clocks say.
    pub last_event_ms: i64,
    /// What is on record.
    pub profile: Profile,
    /// What the client may reach, and how.
    pub access: Access,
}

impl Client {
    /// When there is something to do for this client that nobody asks for.
    #[must_use]
    pub fn next_due(&self) -> Option<Timestamp> {
        let swept = self.profile.rehearsal.as_ref().map(|rehearsal| rehearsal.until);
        self.access.next_due().into_iter().chain(swept).min()
    }
}

/// What a signing-in transaction checks of a client without reading the whole: derived from
/// [`Access`] whenever a client is written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Admits {
    /// Present only while the right password signs in.
    #[serde(skip_serializing_if = "Option::is_none")]
    admits_epoch: Option<u32>,
    /// From then on it no longer does, in milliseconds since 1970.
    admits_until_ms: i64,
}

impl Admits {
    pub(crate) fn of(access: &Access) -> Self {
        // The date is checked against the clock of the sign-in, so the distant past stands for now.
        let admits_epoch = match access.admission(Timestamp::MIN) {
            Admission::Welcome { epoch } => Some(epoch),
            Admission::NoPassword
            | Admission::Expired
            | Admission::Held
            | Admission::NothingLeft => None,
        };
        let until = access.login().and_then(|login| login.expires_at).unwrap_or(Timestamp::MAX);
        Self { admits_epoch, admits_until_ms: until.as_millisecond() }
    }
}

/// Who signs in with an e-mail. Exists as a wait clock for unknown addresses too.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Credential {
    /// Rises with every change; absent items are version 0.
    #[serde(default)]
    pub version: u64,
    /// The client or member of staff who claims the e-mail.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<uuid::Uuid>,
    /// The password's argon2id hash in PHC form, with its parameters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hash: Option<String>,
    /// The account's epoch: sessions carry it.
    #[serde(default)]
    pub epoch: u32,
    /// Wrong passwords and what they cost.
    #[serde(default)]
    pub wait: WaitClock,
    /// Nobody has signed in since the first password was set.
    #[serde(default)]
    pub fresh: bool,
}

/// A device that signed in before: it has a budget of wrong passwords of its own.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Device {
    /// Rises with every change; absent items are version 0.
    #[serde(default)]
    pub version: u64,
    /// Wrong passwords and what they cost.
    #[serde(default)]
    pub wait: WaitClock,
}

/// Somebody typed an address under "Forgot password". Noted for unknown addresses too, and
/// followed up later, so that the reply takes the same steps for both.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecoveryRequest {
    /// Its identifier, for the index of what is unsent.
    pub id: MessageId,
    /// Whose firm.
    pub firm: FirmId,
    /// Clients or staff.
    pub realm: Realm,
    /// Who signs in with that address; nobody.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<uuid::Uuid>,
    /// When it was asked for.
    pub created_at: Timestamp,
}

/// A member of staff has left: the clients go to another, some at a time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandOver {
    /// Its identifier, for the index of what is unsent.
    pub id: MessageId,
    /// Whose firm.
    pub firm: FirmId,
    /// Whose clients.
    pub from: StaffId,
    /// Who is responsible from now on.
    pub to: StaffId,
    /// Who ordered it.
    pub by: StaffId,
    /// When.
    pub created_at: Timestamp,
}

/// The rehearsal of a member of staff: they have one at a time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RehearsalOf {
    /// The client who they are in it.
    pub client: ClientId,
}

/// Where a text message lies that a provider knows by this name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TextName {
    /// The partition of the message.
    pub message_pk: String,
    /// Its place there.
    pub message_sk: String,
}

/// The newest text of a firm that failed because AWS does not let the account send any.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TextTrouble {
    /// When it was found out.
    pub at: Timestamp,
}

/// A line of the timeline.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// When.
    pub at: Timestamp,
    /// Who.
    pub actor: Actor,
    /// The flow that did it.
    pub cause: String,
    /// What.
    #[serde(flatten)]
    pub event: Event,
}

/// To whom a message goes, by reference: the address is read when it is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "who", content = "id", rename_all = "kebab-case")]
pub enum Recipient {
    /// The client's sign-in e-mail, or mobile, by the message's channel.
    Client(ClientId),
    /// A member of staff.
    Staff(StaffId),
}

/// Where a message stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// Waits to be sent: the stream carries it to a sender.
    Unsent,
    /// A sender has claimed it. The stream carries no such change, or every try would queue another.
    Sending,
    /// The provider accepted it.
    Sent,
    /// What it carried was ended, used or replaced before it was sent.
    Withheld,
    /// It cannot be sent.
    Failed,
}

/// What a message was asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "of", content = "what", rename_all = "kebab-case")]
pub enum Asked {
    /// By the rules of a client's access.
    Client(Message),
    /// For a member of staff, about no client.
    Staff(StaffMessage),
}

/// A message to be sent once: its words are fixed, its secrets are references.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutboxMessage {
    /// Its identifier.
    pub id: MessageId,
    /// Whose firm.
    pub firm: FirmId,
    /// The client that it is about, if any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub client: Option<ClientId>,
    /// To whom.
    pub to: Recipient,
    /// What was asked for.
    pub message: Asked,
    /// Its words, without secrets.
    pub content: Content,
    /// The firm as it stood when this was asked for.
    pub brand: Brand,
    /// In which language.
    pub language: Language,
    /// When it was asked for.
    pub created_at: Timestamp,
    /// Where it stands.
    pub status: Status,
    /// By which way: kept apart from `content` for the pipes' filters.
    pub channel: Channel,
    /// How often sending was tried.
    #[serde(default)]
    pub tries: u32,
    /// What the provider calls it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub provider_id: Option<String>,
}

impl OutboxMessage {
    /// The key of the message: it lies under the client it is about, or under its staff member.
    #[must_use]
    pub fn key(&self) -> Key {
        match (self.client, self.to) {
            (Some(client), _) | (None, Recipient::Client(client)) => {
                Key::client_message(self.firm, client, self.id)
            }
            (None, Recipient::Staff(staff)) => Key::staff_message(self.firm, staff, self.id),
        }
    }

    pub(crate) fn shard(&self) -> String {
        keys::unsent_shard(self.id)
    }
}

/// What a request with an idempotency key did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Once {
    /// A digest of the request: the same key with another request is refused.
    pub request: String,
    /// The reply's body, as JSON text; it holds no secret.
    pub reply: String,
}

/// A data key, wrapped by KMS.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WrappedKey {
    /// The ciphertext, base64.
    pub wrapped: String,
}
