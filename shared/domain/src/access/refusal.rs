//! Why a command on a client's access is refused, and the steps that a link leads to.

use super::Blocked;
use crate::messaging::Unreachable;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// Where a link leads: the one word that decides what a page shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Next {
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
    /// The address that it was mailed to was corrected.
    Corrected,
    /// What the link opened has ended.
    Ended,
}

impl Next {
    /// Whether the link is still good for something.
    #[must_use]
    pub fn leads_on(self) -> bool {
        match self {
            Self::Mobile | Self::Pin | Self::Password | Self::SignIn => true,
            Self::Expired | Self::Superseded | Self::Corrected | Self::Ended => false,
        }
    }

    /// Whether the link is dead for good, and may be in a stranger's hands: it starts nothing and
    /// notifies nobody.
    #[must_use]
    pub fn is_dead(self) -> bool {
        match self {
            Self::Corrected | Self::Ended => true,
            Self::Mobile
            | Self::Pin
            | Self::Password
            | Self::SignIn
            | Self::Expired
            | Self::Superseded => false,
        }
    }
}

/// Why a command was refused. Values, not faults.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// No such link.
    UnknownLink,
    /// The link is at another step.
    LinkIsAt(Next),
    /// Five different numbers were typed on this link within a day.
    TooManyNumbers {
        /// When the next different one is accepted.
        until: Timestamp,
    },
    /// Blocked for PIN entry.
    PinBlocked(Blocked),
    /// No PIN is live: expired, used or replaced. Nothing was compared.
    PinNotLive,
    /// The PIN was compared and is wrong.
    PinWrong {
        /// Guesses left for this generation.
        left: u8,
    },
    /// The set-up grant has ended, or belongs to another page.
    SetUpOver,
    /// The client has a password for what they were invited to; recovery is offered.
    AlreadyActive,
    /// There is no such invitation to cancel.
    NotInvited,
    /// There is no access to end.
    NothingToEnd,
    /// The PIN has expired or its digits are deleted: there is no PIN to show.
    NoPin,
    /// No mobile is on record: the adviser passes the PIN on.
    NoMobile,
    /// No password is on record.
    NoPassword,
    /// Nothing more is sent to this address.
    Unreachable(Unreachable),
    /// The client is archived.
    Archived,
    /// The client can still reach something: that is ended first.
    StillHasAccess,
    /// The same was done a moment ago.
    TooSoon {
        /// When it may be done again.
        until: Timestamp,
    },
}
