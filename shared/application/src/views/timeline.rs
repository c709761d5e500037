//! A line of the timeline, as staff see it. What follows from an event is decided beside it, in the
//! domain.

use super::Shown;
use vestibule_contract::bodies::{TimelineEvent as View, TimelineLine};
use vestibule_domain::timeline::{AccessEvent, ClientEvent, Event, LoginEvent, MessageEvent};
use vestibule_table::Line;

/// The line, with what follows from it.
#[must_use]
pub fn line(line: Line) -> TimelineLine {
    let Line { at, actor, cause, event } = line;
    TimelineLine {
        at: at.to_string(),
        actor: actor.shown(),
        cause,
        tone: event.tone().shown(),
        now: event.what_now().map(Shown::shown),
        resolves: event.resolves().map(Shown::shown).collect(),
        what: event.shown(),
    }
}

impl Shown for Event {
    type View = View;

    fn shown(self) -> View {
        match self {
            Self::Access(event) => event.shown(),
            Self::Login(event) => event.shown(),
            Self::Client(event) => event.shown(),
            Self::Message(event) => event.shown(),
        }
    }
}

impl Shown for AccessEvent {
    type View = View;

    fn shown(self) -> View {
        match self {
            Self::PinMade { generation } => {
                View::PinMade { letter: generation.letter(), generation: generation.number() }
            }
            Self::PinRevealed { generation } => {
                View::PinRevealed { letter: generation.letter(), generation: generation.number() }
            }
            Self::Invited { grant, link, pin } => {
                View::Invited { grant: grant.shown(), link: link.to_string(), pin: pin.shown() }
            }
            Self::InvitationCancelled { grant } => {
                View::InvitationCancelled { grant: grant.shown() }
            }
            Self::LinkOpened { link } => View::LinkOpened { link: link.to_string() },
            Self::LinkRenewed { link } => View::LinkRenewed { link: link.to_string() },
            Self::LinkCopied { link } => View::LinkCopied { link: link.to_string() },
            Self::InvitationReminded { link } => {
                View::InvitationReminded { link: link.to_string() }
            }
            Self::LinkExpired { link } => View::LinkExpired { link: link.to_string() },
            Self::PinExpired { generation } => {
                View::PinExpired { letter: generation.letter(), generation: generation.number() }
            }
            Self::MobileVerified => View::MobileVerified,
            Self::WrongMobileTyped => View::WrongMobileTyped,
            Self::PinTextRequested { generation } => View::PinTextRequested {
                letter: generation.letter(),
                generation: generation.number(),
            },
            Self::PinAskedFor => View::PinAskedFor,
            Self::StuckTold => View::StuckTold,
            Self::PinWrong { left } => View::PinWrong { left },
            Self::Blocked => View::Blocked,
            Self::PinVerified { generation } => {
                View::PinVerified { letter: generation.letter(), generation: generation.number() }
            }
            Self::GrantEnded { grant } => View::GrantEnded { grant: grant.shown() },
            Self::Revoked => View::Revoked,
            Self::MobileChanged => View::MobileChanged,
            Self::Helped => View::Helped,
            Self::Escalated { notice } => View::Escalated { notice: notice.shown() },
            Self::AddressTrusted => View::AddressTrusted,
        }
    }
}

impl Shown for LoginEvent {
    type View = View;

    fn shown(self) -> View {
        match self {
            Self::PasswordSet => View::PasswordSet,
            Self::PasswordChanged => View::PasswordChanged,
            Self::PasswordWaits => View::PasswordWaits,
            Self::SignedIn => View::SignedIn,
            Self::SignedOut => View::SignedOut,
            Self::PasswordForgotten => View::PasswordForgotten,
            Self::RecoveryStarted => View::RecoveryStarted,
            Self::EmailCorrected => View::EmailCorrected,
            Self::ExpiryChanged => View::ExpiryChanged,
            Self::LoginExpiring { days } => View::LoginExpiring { days },
            Self::LoginExpired => View::LoginExpired,
        }
    }
}

impl Shown for ClientEvent {
    type View = View;

    fn shown(self) -> View {
        match self {
            Self::ClientCreated => View::ClientCreated,
            Self::DetailsChanged => View::DetailsChanged,
            Self::HandedOver { to } => View::HandedOver { to: to.to_string() },
            Self::Archived => View::Archived,
            Self::Restored => View::Restored,
        }
    }
}

impl Shown for MessageEvent {
    type View = View;

    fn shown(self) -> View {
        match self {
            Self::EmailSent { template } => View::EmailSent { template },
            Self::SmsSent { template } => View::SmsSent { template },
            Self::EmailDelivered { template } => View::EmailDelivered { template },
            Self::EmailDelayed { template } => View::EmailDelayed { template },
            Self::EmailBounced { template, bounce } => {
                View::EmailBounced { template, bounce: bounce.shown() }
            }
            Self::EmailComplained { template } => View::EmailComplained { template },
            Self::SmsDelivered { template } => View::SmsDelivered { template },
            Self::SmsFailed { template, reason } => {
                View::SmsFailed { template, reason: reason.shown() }
            }
            Self::MessageWithheld { template, reason } => {
                View::MessageWithheld { template, reason: reason.map(Shown::shown) }
            }
            Self::MessageFailed { template, reason } => View::MessageFailed { template, reason },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};
    use vestibule_domain::kernel::{Generation, GrantId, LinkId, StaffId};
    use vestibule_domain::messaging::{Bounce, Notice, PinRoute, SmsFailure, WithheldReason};

    /// What is stored of an event, and what a line shows of it.
    fn forms(event: impl Into<Event>) -> (Value, Value) {
        let event = event.into();
        let stored = serde_json::to_value(&event).unwrap();
        (stored, serde_json::to_value(event.shown()).unwrap())
    }

    #[test]
    fn a_line_shows_the_event_and_the_details_that_are_stored() {
        let (link, template) = (LinkId(uuid::Uuid::nil()), || "invitation".to_owned());
        let events: [Event; 12] = [
            AccessEvent::Invited { grant: GrantId::Portal, link, pin: PinRoute::BY_ADVISER }.into(),
            AccessEvent::LinkOpened { link }.into(),
            AccessEvent::PinWrong { left: 3 }.into(),
            AccessEvent::Escalated { notice: Notice::WrongMobile }.into(),
            AccessEvent::StuckTold.into(),
            LoginEvent::LoginExpiring { days: 14 }.into(),
            LoginEvent::SignedIn.into(),
            ClientEvent::HandedOver { to: StaffId(uuid::Uuid::nil()) }.into(),
            MessageEvent::EmailBounced { template: template(), bounce: Bounce::Transient }.into(),
            MessageEvent::SmsFailed { template: template(), reason: SmsFailure::NotSetUp }.into(),
            MessageEvent::MessageWithheld { template: template(), reason: None }.into(),
            MessageEvent::MessageWithheld {
                template: template(),
                reason: Some(WithheldReason::FirmClosed),
            }
            .into(),
        ];
        for event in events {
            let (stored, shown) = forms(event);
            assert_eq!(shown, stored);
        }
    }

    #[test]
    fn a_pin_is_shown_with_the_letter_that_people_call_it_by() {
        let (_, first) = forms(AccessEvent::PinMade { generation: Generation::FIRST });
        assert_eq!(first, json!({ "event": "pin-made", "letter": null, "generation": 1 }));
        let generation = Generation::FIRST.next();
        let (_, second) = forms(AccessEvent::PinVerified { generation });
        assert_eq!(second, json!({ "event": "pin-verified", "letter": "B", "generation": 2 }));
    }
}
