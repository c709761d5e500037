//! What the providers tell about a message after they accepted it.

use crate::values::{Email, Mobile};
use serde::{Deserialize, Serialize};

/// What became of a message that a provider had accepted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Report {
    /// An e-mail reached the mailbox.
    EmailDelivered,
    /// The receiving mail system takes its time.
    EmailDelayed,
    /// An e-mail came back.
    EmailBounced {
        /// For good, or for now.
        bounce: Bounce,
        /// From where.
        address: Email,
    },
    /// An e-mail was marked as unwanted.
    EmailComplained {
        /// By whom.
        address: Email,
    },
    /// The provider did not even take it.
    Refused {
        /// Why, as a stable code.
        reason: String,
    },
    /// A text message arrived.
    SmsDelivered,
    /// A text message did not arrive, or was not even taken.
    SmsFailed {
        /// Why.
        reason: SmsFailure,
        /// Where it was to go.
        number: Mobile,
    },
}

/// How an e-mail came back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Bounce {
    /// The address does not exist, or will never take our mail: nothing more is sent to it.
    Permanent,
    /// The mailbox is full, or its system was away: a later mail may arrive.
    Transient,
}

/// Why a text message did not arrive. The carriers' sentences differ; these are what they mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SmsFailure {
    /// Switched off or without a network for too long.
    Unreachable,
    /// The person, or their phone, takes no texts from us: nothing more is sent to the number.
    OptedOut,
    /// There is no such number, or it takes no texts.
    InvalidNumber,
    /// The carrier or a filter took it for spam or refuses such texts.
    Blocked,
    /// The limit for texts to this number today (docs/access-rules.md, "Messages that do not arrive").
    NumberLimit,
    /// The firm's limit for texts today (docs/access-rules.md, "Messages that do not arrive").
    FirmLimit,
    /// The firm sends no texts to the number's country.
    CountryNotAllowed,
    /// The account's monthly spend limit is reached.
    SpendLimit,
    /// AWS does not let the account send texts yet, or not to this country: ops have to ask for it.
    NotSetUp,
    /// Something else, or unknown.
    Other,
}

/// Why nothing more is sent to an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Unreachable {
    /// The address does not exist.
    Bounced,
    /// Our mail was marked as unwanted.
    Complained,
    /// The number takes no texts from us.
    OptedOut,
}
