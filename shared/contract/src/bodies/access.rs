//! What a client may reach, and how they come in.

use super::{Notice, PinRoute};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Whether the client was let in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Standing {
    /// Nobody has invited the client, or the invitation was taken back.
    NotInvited,
    /// An invitation is out and no password is on record.
    Invited,
    /// A password is on record.
    Active,
    /// Access was revoked.
    Revoked,
}

/// How well the account is guarded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum SecurityLevel {
    /// No password yet.
    Low,
    /// A password is on record.
    High,
}

/// One thing that a client may reach.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "kind", content = "id", rename_all = "kebab-case")]
pub enum Grant {
    /// The login to the portal.
    Portal,
    /// One engagement, by identifier.
    Engagement(String),
    /// One shared deal, by identifier.
    Deal(String),
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

/// Whether there is a PIN to enter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum PinState {
    /// Made, and no invitation has started its clock.
    Unsent,
    /// Opens what it was made for.
    Live,
    /// Expired.
    Expired,
    /// Used or no longer valid: there are no digits to see.
    None,
}

/// The PIN as the adviser sees it, without its digits.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct PinView {
    /// Whether there is one to enter.
    pub state: PinState,
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

/// What a link was mailed for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum LinkPurpose {
    /// An invitation.
    Invitation,
    /// A new password.
    Recovery,
}

/// Why a link ended before its time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum LinkEnd {
    /// A newer link was made for the same thing.
    Superseded,
    /// The invitation was taken back.
    Cancelled,
    /// Access was revoked, or what the link opens was ended.
    Revoked,
    /// A recovery that was completed.
    Used,
    /// The address that it was mailed to was corrected.
    Corrected,
}

/// An invitation or a recovery link, without its secret.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct LinkView {
    /// Its identifier.
    pub id: String,
    /// What it was mailed for.
    pub purpose: LinkPurpose,
    /// How the PIN was to travel.
    pub pin: PinRoute,
    /// When it was made (RFC 3339).
    pub made_at: String,
    /// When it expires (RFC 3339).
    pub ends_at: String,
    /// Whether it was opened at least once.
    pub opened: bool,
    /// Why it ended before its time, if it did.
    pub ended: Option<LinkEnd>,
}

/// Where a link leads: the one word that tells a page what to show.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum LinkStep {
    /// Type the mobile.
    Mobile,
    /// Type the PIN.
    Pin,
    /// Choose a password.
    Password,
    /// Enter the password.
    SignIn,
    /// The link has expired; a fresh one can be mailed.
    Expired,
    /// A newer link was mailed.
    Superseded,
    /// The address that it was mailed to was corrected; a fresh one can be mailed to the new address.
    Corrected,
    /// What the link opened has ended.
    Ended,
}

/// Whether a client needs help.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum HelpState {
    /// No.
    None,
    /// The client is stuck.
    Stuck,
    /// The client is blocked for PIN entry.
    Blocked,
}

/// Whether anybody has looked at a client who is stuck.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum HelpSeen {
    /// Nobody yet.
    Unread,
    /// A member of staff has looked at the client.
    Read,
    /// Nobody for two hours: the firm's admins were notified.
    Escalated,
}

/// Whether a client needs help, and whether anybody has looked.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct HelpView {
    /// Whether the client needs help.
    pub state: HelpState,
    /// Since when (RFC 3339).
    pub since: Option<String>,
    /// On what the client is stuck: what the adviser was notified of.
    pub on: Option<Notice>,
    /// Whether anybody has looked.
    pub seen: Option<HelpSeen>,
}

/// Whether the adviser was notified.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct AdviserTold {
    /// The responsible adviser.
    pub adviser: String,
    /// Whether they were notified, now or within the last fifteen minutes. Not where they chose not
    /// to be: then a call helps.
    pub told: bool,
    /// The firm's number to call, if it gives one.
    pub phone: Option<String>,
}

/// A request that needs nothing but the link it comes from.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OnLink {
    /// What follows the `#` of the link.
    pub link: String,
}
