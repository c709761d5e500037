//! Clients, as staff see them.

use super::{
    Grant, HelpView, LanguageChoice, LinkView, LoginView, PinView, SecurityLevel, Standing,
    Unreachable,
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Who is responsible for a client.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct AdviserView {
    /// Their identifier.
    pub id: String,
    /// Their name.
    pub name: String,
}

/// A client, as staff see it.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct ClientView {
    /// Its identifier.
    pub id: String,
    /// The name.
    pub name: String,
    /// A person or a company.
    pub kind: Kind,
    /// How far the relation has come.
    pub relation: Stage,
    /// E-mail addresses, the preferred one first.
    pub emails: Vec<String>,
    /// Mobiles in E.164, the one for the PIN first.
    pub mobiles: Vec<String>,
    /// Other numbers in E.164, to call.
    pub phones: Vec<String>,
    /// The language of messages and pages, where it is not the firm's.
    pub language: Option<LanguageChoice>,
    /// Rises with every change of what is on record: `update-client` takes it.
    pub revision: u32,
    /// Who is responsible.
    pub adviser: AdviserView,
    /// Whether the client was let in.
    pub standing: Standing,
    /// How well the account is guarded.
    pub security_level: SecurityLevel,
    /// Whether PINs can be texted: exactly when a mobile is on record.
    pub sms: bool,
    /// Whether the firm sends texts to that mobile's country.
    pub can_text: bool,
    /// Addresses on record that nothing more is sent to.
    pub given_up: Vec<GivenUpView>,
    /// Whether the client needs help.
    pub help: HelpView,
    /// The PIN.
    pub pin: PinView,
    /// The portal account, once invited.
    pub login: Option<LoginView>,
    /// What the client may reach.
    pub grants: Vec<Grant>,
    /// Links that are remembered.
    pub links: Vec<LinkView>,
    /// When the client was archived (RFC 3339), if so.
    pub archived_at: Option<String>,
    /// Whether this is a member of staff who tries the product as a client.
    pub rehearsal: bool,
    /// When the client was added (RFC 3339).
    pub created_at: String,
    /// What the caller may do about the client now, in the order in which pages show it. Absent
    /// only in a reply that an older release recorded under its idempotency key.
    #[serde(default)]
    #[schema(required)]
    pub actions: Vec<Action>,
}

/// Something that staff may do about a client.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Action {
    /// Invite the client.
    Invite,
    /// Send the invitation again, with a new link.
    SendAgain,
    /// Show the PIN.
    ShowPin,
    /// Make a new PIN.
    NewPin,
    /// Copy the link of the invitation, to send it another way.
    CopyLink,
    /// Change the mobile that PINs go to.
    ChangeMobile,
    /// Correct the sign-in e-mail.
    CorrectEmail,
    /// Write again to an address that nothing more is sent to.
    TrustAddress,
    /// Set or remove the date when the login ends.
    SetExpiry,
    /// Make another member of staff responsible.
    HandOver,
    /// Change what is on record.
    Edit,
    /// Print a letter with the PIN.
    PrintLetter,
    /// Record that the client was helped.
    MarkHelped,
    /// Take the invitation back.
    CancelInvitation,
    /// Archive the client.
    Archive,
    /// Take the client back into the lists.
    Restore,
    /// End all access.
    Revoke,
}

/// An e-mail address or a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum AddressKind {
    /// An e-mail address.
    Email,
    /// A number for texts.
    Mobile,
}

/// An address that nothing more is sent to.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct GivenUpView {
    /// An e-mail address or a number.
    pub kind: AddressKind,
    /// The address or number.
    pub address: String,
    /// Why.
    pub why: Unreachable,
    /// Since when (RFC 3339).
    pub at: String,
}

/// What another client has too.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum WarningCode {
    /// The e-mail address.
    SharedEmail,
    /// The number.
    SharedNumber,
    /// The name.
    SameName,
}

/// Something that is valid but may be a mistake.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct WarningView {
    /// The field in the request.
    pub field: String,
    /// What another client has too.
    pub code: WarningCode,
    /// The other clients who have it: ten at most.
    pub clients: Vec<NamedClient>,
}

/// A client, by name.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct NamedClient {
    /// Its identifier.
    pub id: String,
    /// The name.
    pub name: String,
}

/// A client whose record has changed.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct ClientChanged {
    /// The client as it is now.
    #[serde(flatten)]
    pub client: ClientView,
    /// Other clients who have the same as what is new.
    pub warnings: Vec<WarningView>,
}

/// A person or a company.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// A person.
    #[default]
    Person,
    /// A company.
    Company,
}

/// How far the relation has come.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Stage {
    /// Not yet a client.
    Prospect,
    /// A client.
    #[default]
    Client,
}
