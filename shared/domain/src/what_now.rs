//! What an adviser does now about a line of the timeline (X3). Stable codes: pages
//! have the words.

use crate::event::Event;
use crate::report::{Bounce, SmsFailure};
use serde::{Deserialize, Serialize};

/// What helps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum WhatNow {
    /// Ask the client for an address that exists, and correct it.
    CorrectEmail,
    /// Ask the client for a mobile that takes texts, and change it.
    CorrectMobile,
    /// Ask the client whether the mobile on record is still theirs.
    CheckMobile,
    /// Ask the colleague whether their own address is right.
    CheckStaffEmail,
    /// Wait a little, then send it again: it may arrive next time.
    SendAgain,
    /// Call the client: by mail they are not to be reached, or they asked for it.
    CallClient,
    /// Read the PIN out to the client.
    ReadPinOut,
    /// Generate a new PIN.
    NewPin,
    /// Give the login a later date, if it is to go on.
    ExtendLogin,
    /// A firm admin raises the limit of texts a day, or the PIN is read out.
    RaiseTextLimit,
    /// A firm admin allows texts to that country, or the PIN is read out.
    AllowCountry,
    /// Have whoever runs the system look at its mails and texts.
    TellOps,
}

/// The template of what staff are told; every other one goes to the client.
const NOTICE: &str = "notice";
/// The template of what goes to an address that is on record no more.
const FORMER: &str = "email-changed";

impl Event {
    /// What helps; nothing where all is well, where the client goes on alone, or where it was done
    /// already.
    #[must_use]
    pub fn what_now(&self) -> Option<WhatNow> {
        match self {
            Self::PinAskedFor => Some(WhatNow::ReadPinOut),
            Self::StuckTold => Some(WhatNow::CallClient),
            Self::Blocked | Self::PasswordWaits => Some(WhatNow::NewPin),
            Self::WrongMobileTyped => Some(WhatNow::CheckMobile),
            Self::LoginExpiring { .. } | Self::LoginExpired => Some(WhatNow::ExtendLogin),
            Self::EmailBounced { template, .. } | Self::EmailComplained { template }
                if template == FORMER =>
            {
                None
            }
            Self::EmailBounced { template, bounce } => Some(match (template.as_str(), bounce) {
                (NOTICE, Bounce::Permanent | Bounce::Transient) => WhatNow::CheckStaffEmail,
                (_, Bounce::Permanent) => WhatNow::CorrectEmail,
                (_, Bounce::Transient) => WhatNow::SendAgain,
            }),
            Self::EmailComplained { template } if template == NOTICE => {
                Some(WhatNow::CheckStaffEmail)
            }
            Self::EmailComplained { .. } => Some(WhatNow::CallClient),
            Self::SmsFailed { reason, .. } => Some(match reason {
                SmsFailure::InvalidNumber => WhatNow::CorrectMobile,
                SmsFailure::Unreachable => WhatNow::SendAgain,
                SmsFailure::OptedOut
                | SmsFailure::Blocked
                | SmsFailure::NumberLimit
                // Ops have been notified by an alarm: nothing is left to tell them.
                | SmsFailure::NotSetUp
                | SmsFailure::Other => WhatNow::ReadPinOut,
                SmsFailure::FirmLimit => WhatNow::RaiseTextLimit,
                SmsFailure::CountryNotAllowed => WhatNow::AllowCountry,
                SmsFailure::SpendLimit => WhatNow::TellOps,
            }),
            // What was given up on before it was sent: the address is known not to take our mail.
            Self::MessageFailed { reason, .. } if reason == "unreachable" => {
                Some(WhatNow::CorrectEmail)
            }
            Self::MessageFailed { .. } => Some(WhatNow::TellOps),
            Self::ClientCreated
            | Self::PinMade { .. }
            | Self::PinRevealed { .. }
            | Self::Invited { .. }
            | Self::InvitationCancelled { .. }
            | Self::LinkOpened { .. }
            | Self::LinkRenewed { .. }
            | Self::LinkCopied { .. }
            | Self::InvitationReminded { .. }
            | Self::LinkExpired { .. }
            | Self::PinExpired { .. }
            | Self::MobileVerified
            | Self::PinTextRequested { .. }
            | Self::PinWrong { .. }
            | Self::PinVerified { .. }
            | Self::PasswordSet
            | Self::PasswordChanged
            | Self::SignedIn
            | Self::SignedOut
            | Self::PasswordForgotten
            | Self::RecoveryStarted
            | Self::GrantEnded { .. }
            | Self::Revoked
            | Self::MobileChanged
            | Self::EmailCorrected
            | Self::ExpiryChanged
            | Self::DetailsChanged
            | Self::HandedOver { .. }
            | Self::Archived
            | Self::Restored
            | Self::Helped
            | Self::Escalated { .. }
            | Self::AddressTrusted
            | Self::EmailSent { .. }
            | Self::SmsSent { .. }
            | Self::EmailDelivered { .. }
            | Self::EmailDelayed { .. }
            | Self::SmsDelivered { .. }
            | Self::MessageWithheld { .. } => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_did_not_arrive_names_what_helps() {
        let template = |name: &str| name.to_owned();
        let bounced = |name: &str, bounce| {
            Event::EmailBounced { template: template(name), bounce }.what_now()
        };
        assert_eq!(bounced("invitation", Bounce::Permanent), Some(WhatNow::CorrectEmail));
        assert_eq!(bounced("invitation", Bounce::Transient), Some(WhatNow::SendAgain));
        // A colleague's address is not the client's.
        assert_eq!(bounced("notice", Bounce::Permanent), Some(WhatNow::CheckStaffEmail));
        assert_eq!(bounced("email-changed", Bounce::Permanent), None);
        let failed = |reason| Event::SmsFailed { template: template("pin"), reason }.what_now();
        for (reason, now) in [
            (SmsFailure::Unreachable, WhatNow::SendAgain),
            (SmsFailure::OptedOut, WhatNow::ReadPinOut),
            (SmsFailure::InvalidNumber, WhatNow::CorrectMobile),
            (SmsFailure::Blocked, WhatNow::ReadPinOut),
            (SmsFailure::NumberLimit, WhatNow::ReadPinOut),
            (SmsFailure::FirmLimit, WhatNow::RaiseTextLimit),
            (SmsFailure::CountryNotAllowed, WhatNow::AllowCountry),
            (SmsFailure::SpendLimit, WhatNow::TellOps),
            (SmsFailure::NotSetUp, WhatNow::ReadPinOut),
            (SmsFailure::Other, WhatNow::ReadPinOut),
        ] {
            assert_eq!(failed(reason), Some(now), "{reason:?}");
        }
        let refused = |reason: &str| {
            let reason = reason.to_owned();
            Event::MessageFailed { template: template("reminder"), reason }.what_now()
        };
        assert_eq!(refused("unreachable"), Some(WhatNow::CorrectEmail));
        assert_eq!(refused("sender-not-verified"), Some(WhatNow::TellOps));
    }

    #[test]
    fn where_all_is_well_there_is_nothing_to_do() {
        let template = "invitation".to_owned();
        for event in [Event::EmailDelivered { template }, Event::SignedIn, Event::Helped] {
            assert_eq!(event.what_now(), None);
        }
    }
}
