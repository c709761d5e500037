//! One line of a timeline, whichever context it comes from.

use super::{AccessEvent, ClientEvent, LoginEvent, MessageEvent, Tone, WhatNow};
use serde::{Deserialize, Serialize};
use std::fmt;

/// What happened to a client. Stored flat: the word in `event` is unique across all contexts.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Event {
    /// The invitation, its links and its PIN.
    Access(AccessEvent),
    /// The password, signing in and the sign-in address.
    Login(LoginEvent),
    /// The client's record.
    Client(ClientEvent),
    /// A message to the client, or about them to staff.
    Message(MessageEvent),
}

impl Event {
    /// What helps. `None` where all is well, where the client continues alone, or where it was done
    /// already.
    #[must_use]
    pub fn what_now(&self) -> Option<WhatNow> {
        match self {
            Self::Access(event) => event.what_now(),
            Self::Login(event) => event.what_now(),
            Self::Client(event) => event.what_now(),
            Self::Message(event) => event.what_now(),
        }
    }

    /// The hints of earlier lines that need no attention after this one: what helps was done or is
    /// no longer needed, or this line gives the same hint, which is shown once.
    ///
    /// A hint is due as long as no later line of the same client resolves it.
    pub fn resolves(&self) -> impl Iterator<Item = WhatNow> + use<> {
        let (done, repeated) = (
            match self {
                Self::Access(event) => event.resolves(),
                Self::Login(event) => event.resolves(),
                Self::Client(event) => event.resolves(),
                Self::Message(event) => event.resolves(),
            },
            self.what_now(),
        );
        let is_resolved = move |hint: &WhatNow| done.contains(hint) || repeated == Some(*hint);
        WhatNow::ALL.into_iter().filter(is_resolved)
    }

    /// How serious it is.
    #[must_use]
    pub fn tone(&self) -> Tone {
        match self {
            Self::Access(event) => event.tone(),
            Self::Login(event) => event.tone(),
            Self::Client(event) => event.tone(),
            Self::Message(event) => event.tone(),
        }
    }
}

/// Prints the context's event alone: a snapshot says `SignedIn`, not `Login(SignedIn)`.
impl fmt::Debug for Event {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Access(event) => event.fmt(f),
            Self::Login(event) => event.fmt(f),
            Self::Client(event) => event.fmt(f),
            Self::Message(event) => event.fmt(f),
        }
    }
}

impl From<AccessEvent> for Event {
    fn from(event: AccessEvent) -> Self {
        Self::Access(event)
    }
}

impl From<LoginEvent> for Event {
    fn from(event: LoginEvent) -> Self {
        Self::Login(event)
    }
}

impl From<ClientEvent> for Event {
    fn from(event: ClientEvent) -> Self {
        Self::Client(event)
    }
}

impl From<MessageEvent> for Event {
    fn from(event: MessageEvent) -> Self {
        Self::Message(event)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::{Generation, GrantId, LinkId, StaffId};
    use crate::messaging::{Bounce, Notice, PinRoute, SmsFailure};
    use uuid::Uuid;

    #[test]
    fn an_event_is_stored_flat_and_read_back_by_its_word() {
        for (event, stored) in [
            (
                Event::from(AccessEvent::PinMade { generation: Generation::FIRST }),
                r#"{"event":"pin-made","generation":1}"#,
            ),
            (LoginEvent::SignedIn.into(), r#"{"event":"signed-in"}"#),
            (ClientEvent::Archived.into(), r#"{"event":"archived"}"#),
            (
                MessageEvent::EmailSent { template: "pin".to_owned() }.into(),
                r#"{"event":"email-sent","template":"pin"}"#,
            ),
        ] {
            assert_eq!(serde_json::to_string(&event).unwrap(), stored);
            assert_eq!(serde_json::from_str::<Event>(stored).unwrap(), event);
        }
    }

    /// The later events that make each hint unnecessary, by their words.
    const RESOLVED_BY: [(WhatNow, &[&str]); 12] = [
        (
            WhatNow::CorrectEmail,
            &["email-corrected", "address-trusted", "details-changed", "signed-in", "password-set"],
        ),
        (WhatNow::CorrectMobile, &["mobile-changed", "pin-verified", "password-set"]),
        (
            WhatNow::CheckMobile,
            &["mobile-changed", "mobile-verified", "pin-verified", "password-set", "helped"],
        ),
        (WhatNow::CheckStaffEmail, &[]),
        (
            WhatNow::SendAgain,
            &[
                "invited",
                "link-renewed",
                "pin-text-requested",
                "sms-delivered",
                "pin-verified",
                "password-set",
            ],
        ),
        (WhatNow::CallClient, &["helped", "pin-verified", "password-set", "signed-in"]),
        (
            WhatNow::ReadPinOut,
            &["pin-revealed", "pin-verified", "password-set", "password-changed", "sms-delivered"],
        ),
        (
            WhatNow::NewPin,
            &[
                "pin-made",
                "pin-verified",
                "password-set",
                "password-changed",
                "signed-in",
                "recovery-started",
            ],
        ),
        (WhatNow::ExtendLogin, &["expiry-changed"]),
        (WhatNow::RaiseTextLimit, &["sms-delivered", "pin-verified", "password-set"]),
        (WhatNow::AllowCountry, &["sms-delivered", "pin-verified", "password-set"]),
        (WhatNow::TellOps, &["helped"]),
    ];
    /// After these, nothing earlier needs attention.
    const ENDS: [&str; 3] = ["revoked", "archived", "invitation-cancelled"];

    /// One event of each kind.
    fn every_event() -> Vec<Event> {
        let (generation, link) = (Generation::FIRST, LinkId(Uuid::nil()));
        let (grant, template) = (GrantId::Portal, || "invitation".to_owned());
        let (notice, staff) = (Notice::Stuck, StaffId(Uuid::nil()));
        let access = [
            AccessEvent::PinMade { generation },
            AccessEvent::PinRevealed { generation },
            AccessEvent::Invited { grant, link, pin: PinRoute::BY_ADVISER },
            AccessEvent::InvitationCancelled { grant },
            AccessEvent::LinkOpened { link },
            AccessEvent::LinkRenewed { link },
            AccessEvent::LinkCopied { link },
            AccessEvent::InvitationReminded { link },
            AccessEvent::LinkExpired { link },
            AccessEvent::PinExpired { generation },
            AccessEvent::MobileVerified,
            AccessEvent::WrongMobileTyped,
            AccessEvent::PinTextRequested { generation },
            AccessEvent::PinAskedFor,
            AccessEvent::StuckTold,
            AccessEvent::PinWrong { left: 4 },
            AccessEvent::Blocked,
            AccessEvent::PinVerified { generation },
            AccessEvent::GrantEnded { grant },
            AccessEvent::Revoked,
            AccessEvent::MobileChanged,
            AccessEvent::Helped,
            AccessEvent::Escalated { notice },
            AccessEvent::AddressTrusted,
        ];
        let login = [
            LoginEvent::PasswordSet,
            LoginEvent::PasswordChanged,
            LoginEvent::PasswordWaits,
            LoginEvent::SignedIn,
            LoginEvent::SignedOut,
            LoginEvent::PasswordForgotten,
            LoginEvent::RecoveryStarted,
            LoginEvent::EmailCorrected,
            LoginEvent::ExpiryChanged,
            LoginEvent::LoginExpiring { days: 3 },
            LoginEvent::LoginExpired,
        ];
        let client = [
            ClientEvent::ClientCreated,
            ClientEvent::DetailsChanged,
            ClientEvent::HandedOver { to: staff },
            ClientEvent::Archived,
            ClientEvent::Restored,
        ];
        let message = [
            MessageEvent::EmailSent { template: template() },
            MessageEvent::SmsSent { template: template() },
            MessageEvent::EmailDelivered { template: template() },
            MessageEvent::EmailDelayed { template: template() },
            MessageEvent::EmailBounced { template: template(), bounce: Bounce::Permanent },
            MessageEvent::EmailComplained { template: template() },
            MessageEvent::SmsDelivered { template: template() },
            MessageEvent::SmsFailed { template: template(), reason: SmsFailure::Other },
            MessageEvent::MessageWithheld { template: template(), reason: None },
            MessageEvent::MessageFailed { template: template(), reason: "other".to_owned() },
        ];
        let access = access.into_iter().map(Event::from);
        let login = login.into_iter().map(Event::from);
        let client = client.into_iter().map(Event::from);
        access.chain(login).chain(client).chain(message.into_iter().map(Event::from)).collect()
    }

    fn word(event: &Event) -> String {
        let stored = serde_json::to_value(event).unwrap();
        stored["event"].as_str().unwrap().to_owned()
    }

    #[test]
    fn each_hint_is_resolved_by_the_events_that_do_what_it_asks_and_by_no_others() {
        for event in every_event() {
            let word = word(&event);
            let resolved: Vec<WhatNow> = event.resolves().collect();
            let expected: Vec<WhatNow> = RESOLVED_BY
                .into_iter()
                .filter(|(hint, by)| {
                    ENDS.contains(&word.as_str())
                        || by.contains(&word.as_str())
                        || event.what_now() == Some(*hint)
                })
                .map(|(hint, _)| hint)
                .collect();
            assert_eq!(resolved, expected, "{word}");
        }
    }

    #[test]
    fn only_what_helps_or_hurts_has_a_colour() {
        let of = |tone| {
            let events = every_event();
            let words: Vec<String> =
                events.iter().filter(|event| event.tone() == tone).map(word).collect();
            words
        };
        assert_eq!(
            of(Tone::Good),
            [
                "mobile-verified",
                "pin-verified",
                "helped",
                "password-set",
                "signed-in",
                "email-delivered",
                "sms-delivered"
            ]
        );
        assert_eq!(
            of(Tone::Warning),
            [
                "link-expired",
                "pin-expired",
                "wrong-mobile-typed",
                "pin-asked-for",
                "stuck-told",
                "pin-wrong",
                "escalated",
                "password-waits",
                "login-expiring",
                "email-delayed"
            ]
        );
        assert_eq!(
            of(Tone::Bad),
            [
                "blocked",
                "revoked",
                "login-expired",
                "email-bounced",
                "email-complained",
                "sms-failed",
                "message-failed"
            ]
        );
    }

    #[test]
    fn where_all_is_well_there_is_nothing_to_do() {
        let delivered = MessageEvent::EmailDelivered { template: "invitation".to_owned() };
        let quiet: [Event; 3] =
            [delivered.into(), LoginEvent::SignedIn.into(), AccessEvent::Helped.into()];
        for event in quiet {
            assert_eq!(event.what_now(), None);
        }
    }
}
