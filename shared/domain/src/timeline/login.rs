//! What happens to a client's login: the password, signing in, and the date when it ends.

use super::{Tone, WhatNow};
use serde::{Deserialize, Serialize};

/// One event of a client's login.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "kebab-case")]
pub enum LoginEvent {
    /// The first password was set: the security level is now high.
    PasswordSet,
    /// The password was replaced; all sessions ended.
    PasswordChanged,
    /// So many wrong passwords were typed that the longest wait began.
    PasswordWaits,
    /// Signed in.
    SignedIn,
    /// Signed out.
    SignedOut,
    /// The client asked for a new password.
    PasswordForgotten,
    /// Staff made a new PIN for an active client: the password is refused until it is entered.
    RecoveryStarted,
    /// The sign-in e-mail was corrected.
    EmailCorrected,
    /// The date when the login ends was set or removed.
    ExpiryChanged,
    /// The login ends soon, and the adviser is notified.
    LoginExpiring {
        /// In so many days.
        days: u8,
    },
    /// The login expired.
    LoginExpired,
}

impl LoginEvent {
    /// What helps; see [`Event::what_now`](super::Event::what_now).
    #[must_use]
    pub fn what_now(&self) -> Option<WhatNow> {
        match self {
            Self::PasswordWaits => Some(WhatNow::NewPin),
            Self::LoginExpiring { .. } | Self::LoginExpired => Some(WhatNow::ExtendLogin),
            Self::PasswordSet
            | Self::PasswordChanged
            | Self::SignedIn
            | Self::SignedOut
            | Self::PasswordForgotten
            | Self::RecoveryStarted
            | Self::EmailCorrected
            | Self::ExpiryChanged => None,
        }
    }

    /// Which earlier hints are done; see [`Event::resolves`](super::Event::resolves).
    #[must_use]
    pub fn resolves(&self) -> &'static [WhatNow] {
        match self {
            Self::PasswordSet => &WhatNow::RESOLVED_BY_PASSWORD,
            Self::PasswordChanged => &[WhatNow::ReadPinOut, WhatNow::NewPin],
            Self::SignedIn => &[WhatNow::CorrectEmail, WhatNow::CallClient, WhatNow::NewPin],
            Self::RecoveryStarted => &[WhatNow::NewPin],
            Self::EmailCorrected => &[WhatNow::CorrectEmail],
            Self::ExpiryChanged => &[WhatNow::ExtendLogin],
            Self::PasswordWaits
            | Self::SignedOut
            | Self::PasswordForgotten
            | Self::LoginExpiring { .. }
            | Self::LoginExpired => &[],
        }
    }

    /// How serious it is; see [`Event::tone`](super::Event::tone).
    #[must_use]
    pub fn tone(&self) -> Tone {
        match self {
            Self::PasswordSet | Self::SignedIn => Tone::Good,
            Self::PasswordWaits | Self::LoginExpiring { .. } => Tone::Warning,
            Self::LoginExpired => Tone::Bad,
            Self::PasswordChanged
            | Self::SignedOut
            | Self::PasswordForgotten
            | Self::RecoveryStarted
            | Self::EmailCorrected
            | Self::ExpiryChanged => Tone::Plain,
        }
    }
}
