//! Why a link or a command on an account of staff is refused.

use jiff::Timestamp;

/// Why a link of a member of staff does not work.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SetUpRefusal {
    /// Its time is over.
    #[error("the time of this link is over")]
    Expired,
    /// It was used, replaced, or the account was deactivated.
    #[error("this link was used or replaced, or the account has ended")]
    Ended,
}

impl SetUpRefusal {
    /// The stable name of this refusal.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            SetUpRefusal::Expired => "expired",
            SetUpRefusal::Ended => "ended",
        }
    }
}

/// Why a command on an account of staff was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum StaffRefusal {
    /// The account has a password already: it needs no set-up link.
    #[error("this account is set up already")]
    AlreadyActive,
    /// The account is not set up yet: it has no password to forget.
    #[error("this account is not set up yet")]
    NotActive,
    /// The account has ended.
    #[error("this account was deactivated")]
    Deactivated,
    /// The firm would have no active firm admin left.
    #[error("a firm keeps at least one active firm admin")]
    LastAdmin,
    /// The successor is the person who leaves, or is not an active member of staff.
    #[error("the successor must be another active member of staff")]
    SuccessorUnfit,
    /// Nobody deactivates themselves or changes their own role.
    #[error("another firm admin has to do this")]
    Oneself,
    /// The same was done a moment ago.
    #[error("this was done a moment ago")]
    TooSoon {
        /// When it may be done again.
        until: Timestamp,
    },
}

impl StaffRefusal {
    /// The stable name of this refusal.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            StaffRefusal::AlreadyActive => "already-active",
            StaffRefusal::NotActive => "not-active",
            StaffRefusal::Deactivated => "deactivated",
            StaffRefusal::LastAdmin => "last-admin",
            StaffRefusal::SuccessorUnfit => "successor-unfit",
            StaffRefusal::Oneself => "oneself",
            StaffRefusal::TooSoon { .. } => "too-soon",
        }
    }
}
