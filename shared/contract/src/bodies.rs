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
    /// The language of its messages and pages, as a BCP 47 tag.
    pub language: String,
    /// The colour of its buttons and headings, `#rrggbb`: white can be read on it.
    pub colour: Option<String>,
    /// The path of its logo, which never shows anything else.
    pub logo: Option<String>,
    /// Where its privacy disclosure is read.
    pub privacy_link: Option<String>,
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
    /// Other numbers in E.164, to call.
    pub phones: Vec<String>,
    /// The language of messages and pages, where it is not the firm's.
    pub language: Option<String>,
    /// Rises with every change of what is on record: `update-client` takes it.
    pub revision: u32,
    /// Who is responsible.
    pub adviser: AdviserView,
    /// `not-invited`, `invited`, `active` or `revoked`.
    pub standing: String,
    /// `low` until the client has a password, then `high`.
    pub security_level: String,
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
    pub grants: Vec<Value>,
    /// Links that are remembered.
    pub links: Vec<LinkView>,
    /// When the client was put away (RFC 3339), if so.
    pub archived_at: Option<String>,
    /// Whether this is a member of staff who tries the product as a client.
    pub rehearsal: bool,
    /// When the client was added (RFC 3339).
    pub created_at: String,
}

/// Whether a client needs help.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct HelpView {
    /// `none`, `stuck` or `blocked`: for PIN entry.
    pub state: String,
    /// Since when (RFC 3339).
    pub since: Option<String>,
    /// On what the client is stuck: the notice of which the adviser was told.
    pub on: Option<String>,
    /// `unread`, `read` or `escalated`: nobody looked for two hours, and the firm's admins were told.
    pub seen: Option<String>,
}

/// An address that nothing more is sent to.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct GivenUpView {
    /// `email` or `mobile`.
    pub kind: String,
    /// The address or number.
    pub address: String,
    /// `bounced`, `complained` or `opted-out`.
    pub why: String,
    /// Since when (RFC 3339).
    pub at: String,
}

/// What is no fault, but may be a mistake.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct WarningView {
    /// The field in the request.
    pub field: String,
    /// `shared-email`, `shared-number` or `same-name`.
    pub code: String,
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
    /// Whom else what is new was found with.
    pub warnings: Vec<WarningView>,
}

/// A person or a company.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// A person.
    #[default]
    Person,
    /// A company.
    Company,
}

/// How far the relation has come.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Stage {
    /// Not yet a client.
    Prospect,
    /// A client.
    #[default]
    Client,
}

/// A language of messages and pages, as a BCP 47 tag.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum LanguageChoice {
    /// English.
    En,
    /// German.
    De,
}

/// What a member of staff may do.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum StaffRole {
    /// Works with clients.
    Adviser,
    /// May also change settings and staff.
    FirmAdmin,
}

/// A member of staff, as colleagues see them.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct StaffView {
    /// The identifier.
    pub id: String,
    /// The name, as clients read it.
    pub name: String,
    /// The sign-in name, and where notices go.
    pub email: String,
    /// `adviser` or `firm-admin`.
    pub role: String,
    /// `invited`, `active` or `deactivated`.
    pub state: String,
    /// While invited: when the set-up link ends (RFC 3339).
    pub link_ends_at: Option<String>,
    /// Once deactivated: who answers for their clients.
    pub successor: Option<String>,
}

/// What a firm has chosen.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct SettingsView {
    /// Names what stands here: a change says what it was made from.
    pub version: String,
    /// Its name, as clients read it.
    pub name: String,
    /// Its name in addresses.
    pub slug: String,
    /// ISO 3166: the country of numbers that are typed without a prefix.
    pub country: String,
    /// The number that clients may call, as the firm writes it.
    pub phone: Option<String>,
    /// Where replies to its e-mails go.
    pub reply_to: String,
    /// Where its privacy disclosure is read.
    pub privacy_link: Option<String>,
    /// The colour of its buttons and headings, `#rrggbb`.
    pub colour: Option<String>,
    /// The path of its logo.
    pub logo: Option<String>,
    /// The language of its messages and pages, as a BCP 47 tag.
    pub language: String,
    /// ISO 3166: the countries that it sends texts to besides its own.
    pub text_countries: Vec<String>,
    /// Texts that it sends in a day, at most.
    pub texts_a_day: u32,
    /// Days that links live.
    pub link_days: u8,
    /// Minutes that PINs live; as long as their link if null.
    pub pin_minutes: Option<u32>,
    /// How the PIN of a portal login travels by default: `with-invitation`,
    /// `once-mobile-confirmed` or `by-adviser`.
    pub portal_pin: String,
    /// How the PIN of an engagement travels by default.
    pub engagement_pin: String,
    /// How the PIN of a shared deal travels by default.
    pub deal_pin: String,
    /// What a welcome set-up asks for: `pin` or `link-alone`.
    pub welcome_proof: String,
    /// Where a welcome set-up ends: `sign-in` or `portal`.
    pub after_set_up: String,
    /// Whether a revoked client is written to: `tell` or `silent`.
    pub tell_on_revoke: String,
}

/// Nothing to tell but that it is done.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct Done {
    /// Where the way leads now.
    pub next: String,
}

/// A member of staff has chosen a password; what the sign-in page needs of them.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct StaffPasswordSet {
    /// Where the way leads now: `sign-in`.
    pub next: String,
    /// The firm where they sign in.
    pub firm: FirmView,
    /// Their sign-in name.
    pub email: String,
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
