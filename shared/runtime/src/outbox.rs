//! From what the rules ask to be sent to a message with its words, ready to be committed.

use crate::entropy;
use jiff::Timestamp;
use vestibule_domain::ids::{ClientId, FirmId, StaffId};
use vestibule_domain::message::{Message, Notice, PinTravels, StartedBy};
use vestibule_domain::staff::{Role, Staff};
use vestibule_messages::{Brand, Content};
use vestibule_table::items::{Firm, OutboxMessage, Profile, Recipient, Status};

/// A message about a client.
#[must_use]
pub fn about_client(
    firm_id: FirmId,
    firm: &Firm,
    id: ClientId,
    profile: &Profile,
    message: Message,
    now: Timestamp,
) -> OutboxMessage {
    let client_name = profile.name.as_str().to_owned();
    let adviser_name = profile.adviser.name.as_str().to_owned();
    let (to, content) = match &message {
        Message::Invitation { pin, .. } => (
            Recipient::Client(id),
            Content::Invitation { client_name, adviser_name, pin: travels(*pin) },
        ),
        Message::Recovery { started_by, .. } => (
            Recipient::Client(id),
            Content::Recovery { client_name, adviser_name, started_by: starter(*started_by) },
        ),
        Message::Pin { generation } => {
            (Recipient::Client(id), Content::Pin { letter: generation.letter() })
        }
        Message::PasswordChanged => {
            (Recipient::Client(id), Content::PasswordChanged { client_name })
        }
        Message::AccessEnded => {
            (Recipient::Client(id), Content::AccessEnded { client_name, adviser_name })
        }
        Message::MobileChanged => {
            (Recipient::Client(id), Content::MobileChanged { client_name, adviser_name })
        }
        Message::Tell(notice) => (
            Recipient::Staff(profile.adviser.id),
            Content::Notice {
                notice: told(*notice),
                staff_name: adviser_name,
                client_name,
                client_path: format!("/console/clients/{id}"),
            },
        ),
        Message::StaffSetUp { staff, .. } => (
            Recipient::Staff(*staff),
            Content::StaffSetUp {
                staff_name: adviser_name,
                role: vestibule_messages::StaffRole::Adviser,
            },
        ),
    };
    unsent(firm_id, firm, Some(id), to, message, content, now)
}

/// The set-up mail of a member of staff.
#[must_use]
pub fn staff_set_up(
    firm_id: FirmId,
    firm: &Firm,
    id: StaffId,
    staff: &Staff,
    link: vestibule_domain::ids::LinkId,
    now: Timestamp,
) -> OutboxMessage {
    let role = match staff.role {
        Role::Adviser => vestibule_messages::StaffRole::Adviser,
        Role::FirmAdmin => vestibule_messages::StaffRole::FirmAdmin,
    };
    let content = Content::StaffSetUp { staff_name: staff.name.as_str().to_owned(), role };
    unsent(
        firm_id,
        firm,
        None,
        Recipient::Staff(id),
        Message::StaffSetUp { link, staff: id },
        content,
        now,
    )
}

fn unsent(
    firm_id: FirmId,
    firm: &Firm,
    client: Option<ClientId>,
    to: Recipient,
    message: Message,
    content: Content,
    now: Timestamp,
) -> OutboxMessage {
    OutboxMessage {
        id: entropy::message_id(),
        firm: firm_id,
        client,
        to,
        message,
        channel: content.channel(),
        content,
        brand: Brand {
            firm_name: firm.name.as_str().to_owned(),
            reply_to: firm.reply_to.as_str().to_owned(),
            phone: firm.phone.clone(),
        },
        language: firm.language,
        created_at: now,
        status: Status::Unsent,
        tries: 0,
        provider_id: None,
    }
}

fn travels(pin: PinTravels) -> vestibule_messages::PinTravels {
    use vestibule_messages::PinTravels as Words;
    match pin {
        PinTravels::WithInvitation => Words::TextedWithInvitation,
        PinTravels::OnceMobileConfirmed => Words::TextedOnceMobileConfirmed,
        PinTravels::ByAdviser => Words::ByAdviser,
        PinTravels::NotAsked => Words::NotAsked,
        PinTravels::HasPassword => Words::HasPassword,
    }
}

fn starter(started_by: StartedBy) -> vestibule_messages::StartedBy {
    match started_by {
        StartedBy::Client => vestibule_messages::StartedBy::Client,
        StartedBy::Staff => vestibule_messages::StartedBy::Adviser,
    }
}

fn told(notice: Notice) -> vestibule_messages::Notice {
    use vestibule_messages::Notice as Words;
    match notice {
        Notice::PinNeeded => Words::PinNeeded,
        Notice::NewPinRequested => Words::NewPinRequested,
        Notice::Blocked => Words::Blocked,
        Notice::PasswordWaits => Words::PasswordWaits,
        Notice::WrongMobile => Words::WrongMobile,
        Notice::Stuck => Words::Stuck,
        Notice::FirstSignIn => Words::FirstSignIn,
    }
}
