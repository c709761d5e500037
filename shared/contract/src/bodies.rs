//! Bodies that several operations share.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

/// A firm, as everybody may see it.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct FirmView {
    /// Its identifier: sign-in takes it.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its name in addresses.
    pub slug: String,
    /// The number to call, as the firm writes it.
    pub phone: Option<String>,
}

/// How a block for PIN entry ends.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(tag = "ends", content = "at", rename_all = "kebab-case")]
pub enum BlockedView {
    /// From this moment (RFC 3339) on the client may have a new PIN texted.
    Until(String),
    /// Only the adviser can make a new PIN.
    ByAdviser,
}

/// The PIN as the adviser sees it, without its digits.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct PinView {
    /// `unsent`, `live`, `expired` or `none`.
    pub state: String,
    /// From the second PIN on, its letter.
    pub letter: Option<String>,
    /// Blocked for PIN entry, and how that ends.
    pub blocked: Option<BlockedView>,
}

/// The portal account of a client.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct LoginView {
    /// The sign-in name.
    pub email: String,
    /// When it ends (RFC 3339), if it does.
    pub expires_at: Option<String>,
}

/// An invitation or a recovery link, without its secret.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct LinkView {
    /// Its identifier.
    pub id: String,
    /// `invitation` or `recovery`.
    pub purpose: String,
    /// How the PIN was to travel.
    pub pin: String,
    /// When it was made (RFC 3339).
    pub made_at: String,
    /// When its time is over (RFC 3339).
    pub ends_at: String,
    /// Whether it was opened at least once.
    pub opened: bool,
    /// Why it ended before its time, if it did.
    pub ended: Option<String>,
}

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
    /// `person` or `company`.
    pub kind: String,
    /// `prospect` or `client`.
    pub relation: String,
    /// E-mail addresses, the preferred one first.
    pub emails: Vec<String>,
    /// Mobiles in E.164, the one for the PIN first.
    pub mobiles: Vec<String>,
    /// Who is responsible.
    pub adviser: AdviserView,
    /// `not-invited`, `invited`, `active` or `revoked`.
    pub standing: String,
    /// `low` until the client has a password, then `high`.
    pub security_level: String,
    /// Whether PINs can be texted: exactly when a mobile is on record.
    pub sms: bool,
    /// The PIN.
    pub pin: PinView,
    /// The portal account, once invited.
    pub login: Option<LoginView>,
    /// What the client may reach.
    pub grants: Vec<Value>,
    /// Links that are remembered.
    pub links: Vec<LinkView>,
    /// When the client was added (RFC 3339).
    pub created_at: String,
}

/// Nothing to tell but that it is done.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct Done {
    /// Where the way leads now.
    pub next: String,
}

/// A session that has begun.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct SessionBegun {
    /// Where the way leads now.
    pub next: String,
    /// When it ends (RFC 3339) if nothing more is done in it.
    pub ends_at: String,
}

/// Whether the adviser was told.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct AdviserTold {
    /// The responsible adviser.
    pub adviser: String,
    /// Whether they were told, now or within the last fifteen minutes. Not where they chose not to
    /// be: then a call helps.
    pub told: bool,
    /// The firm's number to call, if it gives one.
    pub phone: Option<String>,
}

/// A request that needs nothing but the link it comes from.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OnLink {
    /// What stands behind the `#` of the link.
    pub link: String,
}

/// Whose password was forgotten.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ForgottenPassword {
    /// The firm's identifier, as `read-firm` gives it for the page's slug.
    pub firm: String,
    /// The sign-in e-mail.
    pub email: String,
}

/// Who signs in, and the password.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Credentials {
    /// The firm's identifier, as `read-firm` gives it for the page's slug.
    pub firm: String,
    /// The sign-in e-mail.
    pub email: String,
    /// The password.
    pub password: String,
}
