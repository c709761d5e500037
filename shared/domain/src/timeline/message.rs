//! What became of a message to a client, or about them to staff.

use super::{Tone, WhatNow};
use crate::messaging::{Bounce, Report, SmsFailure, WithheldReason};
use serde::{Deserialize, Serialize};

/// One event of a message. `template` names the letter or text, for example `invitation`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "kebab-case")]
pub enum MessageEvent {
    /// The provider accepted an e-mail.
    EmailSent {
        /// Which template.
        template: String,
    },
    /// The provider accepted a text message.
    SmsSent {
        /// Which template.
        template: String,
    },
    /// An e-mail was delivered to the mailbox.
    EmailDelivered {
        /// Which template.
        template: String,
    },
    /// The receiving mail system is slow; the provider keeps trying.
    EmailDelayed {
        /// Which template.
        template: String,
    },
    /// An e-mail bounced.
    EmailBounced {
        /// Which template.
        template: String,
        /// For good, or for now.
        bounce: Bounce,
    },
    /// An e-mail was marked as unwanted.
    EmailComplained {
        /// Which template.
        template: String,
    },
    /// A text message was delivered.
    SmsDelivered {
        /// Which template.
        template: String,
    },
    /// A text message was not delivered.
    SmsFailed {
        /// Which template.
        template: String,
        /// Why, in the carrier's words as a stable code.
        reason: SmsFailure,
    },
    /// A message was not sent, because what it carried had ended, been used or been replaced, or
    /// for the reason given.
    MessageWithheld {
        /// Which template.
        template: String,
        /// Why, where it is not what the message carried.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<WithheldReason>,
    },
    /// A message could not be sent.
    MessageFailed {
        /// Which template.
        template: String,
        /// Why, as a stable code.
        reason: String,
    },
}

/// The template of what staff are notified of; every other one goes to the client.
const NOTICE: &str = "notice";
/// The template of what goes to an address that is no longer on record.
const FORMER: &str = "email-changed";

impl MessageEvent {
    /// The event that a provider's report leaves on the timeline of the client whom the message
    /// was about.
    #[must_use]
    pub fn reported(template: &str, report: &Report) -> Self {
        let template = template.to_owned();
        match report {
            Report::EmailDelivered => Self::EmailDelivered { template },
            Report::EmailDelayed => Self::EmailDelayed { template },
            Report::SmsDelivered => Self::SmsDelivered { template },
            Report::EmailBounced { bounce, .. } => Self::EmailBounced { template, bounce: *bounce },
            Report::EmailComplained { .. } => Self::EmailComplained { template },
            Report::Refused { reason } => Self::MessageFailed { template, reason: reason.clone() },
            Report::SmsFailed { reason, .. } => Self::SmsFailed { template, reason: *reason },
        }
    }

    /// What helps; see [`Event::what_now`](super::Event::what_now).
    #[must_use]
    pub fn what_now(&self) -> Option<WhatNow> {
        match self {
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
                // An alarm notifies ops: staff need not.
                | SmsFailure::NotSetUp
                | SmsFailure::Other => WhatNow::ReadPinOut,
                SmsFailure::FirmLimit => WhatNow::RaiseTextLimit,
                SmsFailure::CountryNotAllowed => WhatNow::AllowCountry,
                SmsFailure::SpendLimit => WhatNow::TellOps,
            }),
            // Suppressed before it was sent: the address is known not to take our mail.
            Self::MessageFailed { reason, .. } if reason == "unreachable" => {
                Some(WhatNow::CorrectEmail)
            }
            Self::MessageFailed { .. } => Some(WhatNow::TellOps),
            Self::EmailSent { .. }
            | Self::SmsSent { .. }
            | Self::EmailDelivered { .. }
            | Self::EmailDelayed { .. }
            | Self::SmsDelivered { .. }
            | Self::MessageWithheld { .. } => None,
        }
    }

    /// Which earlier hints are done; see [`Event::resolves`](super::Event::resolves).
    #[must_use]
    pub fn resolves(&self) -> &'static [WhatNow] {
        match self {
            Self::SmsDelivered { .. } => &[
                WhatNow::SendAgain,
                WhatNow::ReadPinOut,
                WhatNow::RaiseTextLimit,
                WhatNow::AllowCountry,
            ],
            Self::EmailSent { .. }
            | Self::SmsSent { .. }
            | Self::EmailDelivered { .. }
            | Self::EmailDelayed { .. }
            | Self::EmailBounced { .. }
            | Self::EmailComplained { .. }
            | Self::SmsFailed { .. }
            | Self::MessageWithheld { .. }
            | Self::MessageFailed { .. } => &[],
        }
    }

    /// How serious it is; see [`Event::tone`](super::Event::tone).
    #[must_use]
    pub fn tone(&self) -> Tone {
        match self {
            Self::EmailDelivered { .. } | Self::SmsDelivered { .. } => Tone::Good,
            Self::EmailDelayed { .. } => Tone::Warning,
            Self::EmailBounced { .. }
            | Self::EmailComplained { .. }
            | Self::SmsFailed { .. }
            | Self::MessageFailed { .. } => Tone::Bad,
            Self::EmailSent { .. } | Self::SmsSent { .. } | Self::MessageWithheld { .. } => {
                Tone::Plain
            }
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
            MessageEvent::EmailBounced { template: template(name), bounce }.what_now()
        };
        assert_eq!(bounced("invitation", Bounce::Permanent), Some(WhatNow::CorrectEmail));
        assert_eq!(bounced("invitation", Bounce::Transient), Some(WhatNow::SendAgain));
        // A colleague's address is not the client's.
        assert_eq!(bounced("notice", Bounce::Permanent), Some(WhatNow::CheckStaffEmail));
        assert_eq!(bounced("email-changed", Bounce::Permanent), None);
        let failed =
            |reason| MessageEvent::SmsFailed { template: template("pin"), reason }.what_now();
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
            MessageEvent::MessageFailed { template: template("reminder"), reason }.what_now()
        };
        assert_eq!(refused("unreachable"), Some(WhatNow::CorrectEmail));
        assert_eq!(refused("sender-not-verified"), Some(WhatNow::TellOps));
    }
}
