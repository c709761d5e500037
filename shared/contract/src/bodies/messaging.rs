//! Messages: how they travel, and what becomes of them.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What an adviser is notified of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Notice {
    /// The client has no PIN and asks for it.
    PinNeeded,
    /// The client forgot the password; a new PIN was made.
    NewPinRequested,
    /// Too many wrong PINs.
    Blocked,
    /// Wrong passwords reached the longest wait.
    PasswordWaits,
    /// A mobile was typed that is not on record.
    WrongMobile,
    /// The client asks for help.
    Stuck,
    /// An e-mail bounced for good.
    EmailBounced,
    /// The client marked an e-mail as unwanted.
    EmailComplained,
    /// A text message was not delivered.
    SmsFailed,
    /// The client signed in for the first time.
    FirstSignIn,
    /// The login ends soon.
    LoginExpiring,
}

/// How the PIN of an invitation reaches the client.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum PinRoute {
    /// Texted together with the mail.
    WithInvitation,
    /// Texted once the mobile is confirmed.
    OnceMobileConfirmed,
    /// The adviser passes it on.
    ByAdviser,
    /// No PIN is required: the firm chose the link alone.
    NotAsked,
    /// No PIN is required: a password is on record.
    HasPassword,
}

/// How an e-mail bounced.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Bounce {
    /// The address does not exist, or will never take our mail.
    Permanent,
    /// A later mail may arrive.
    Transient,
}

/// Why a text message was not delivered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum SmsFailure {
    /// Switched off or without a network for too long.
    Unreachable,
    /// The number takes no texts from us.
    OptedOut,
    /// The number does not exist, or takes no texts.
    InvalidNumber,
    /// The carrier or a filter treated it as spam.
    Blocked,
    /// The limit for texts to this number today.
    NumberLimit,
    /// The firm's limit for texts today.
    FirmLimit,
    /// The firm sends no texts to the number's country.
    CountryNotAllowed,
    /// The account's monthly spend limit is reached.
    SpendLimit,
    /// AWS does not let the account send texts yet, or not to this country.
    NotSetUp,
    /// Something else, or unknown.
    Other,
}

/// Why nothing more is sent to an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Unreachable {
    /// The address does not exist.
    Bounced,
    /// Our mail was marked as unwanted.
    Complained,
    /// The number takes no texts from us.
    OptedOut,
}

/// Why a message was not sent that was still needed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum WithheldReason {
    /// Its firm was closed when it was to be sent.
    FirmClosed,
}
