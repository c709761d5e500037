//! From what the rules ask to be sent to a message with its words, ready to be committed.

use jiff::Timestamp;
use vestibule_domain::clients::Profile;
use vestibule_domain::firms::Firm;
use vestibule_domain::kernel::{ClientId, FirmId, Language, StaffId};
use vestibule_domain::messaging::{
    Message, MessageRequest, Notice, PinTravels, StaffMessage, StartedBy,
};
use vestibule_domain::staff::{Role, Staff};
use vestibule_domain::values::Name;
use vestibule_messages::{Brand, Content};
use vestibule_secrets::entropy;
use vestibule_table::{OutboxMessage, Recipient, Status};

/// A member of staff as a mail addresses them.
#[derive(Debug, Clone)]
pub struct Colleague {
    /// Who.
    pub id: StaffId,
    /// Their name.
    pub name: Name,
}

/// Whom a message is about.
pub struct About<'a> {
    /// The firm.
    pub firm_id: FirmId,
    /// The firm.
    pub firm: &'a Firm,
    /// The client.
    pub client_id: ClientId,
    /// What is on record of the client.
    pub profile: &'a Profile,
    /// When it is asked for.
    pub now: Timestamp,
}

impl About<'_> {
    /// The messages that the rules' message becomes: none where its notice is not wanted, one to
    /// each firm admin (`admins`) where it goes to them, otherwise one.
    #[must_use]
    pub fn messages(&self, message: Message, admins: &[Colleague]) -> Vec<OutboxMessage> {
        let (client, client_name) = (self.client_id, self.profile.name.as_str().to_owned());
        let adviser = &self.profile.adviser;
        let adviser_name = adviser.name.as_str().to_owned();
        let content = match &message {
            Message::Invitation { pin, .. } => {
                Content::Invitation { client_name, adviser_name, pin: travels(*pin) }
            }
            Message::Reminder { pin, .. } => {
                Content::Reminder { client_name, adviser_name, pin: travels(*pin) }
            }
            Message::Recovery { started_by, .. } => {
                Content::Recovery { client_name, adviser_name, started_by: starter(*started_by) }
            }
            Message::Pin { generation } => Content::Pin { letter: generation.letter() },
            Message::PasswordChanged => Content::PasswordChanged { client_name },
            Message::AccessEnded => Content::AccessEnded { client_name, adviser_name },
            Message::MobileChanged => Content::MobileChanged { client_name, adviser_name },
            Message::EmailChanged => Content::EmailChanged { client_name, adviser_name },
            Message::Tell(notice) => {
                if !self.firm.tells(adviser.id, *notice) {
                    return Vec::new();
                }
                let to = Colleague { id: adviser.id, name: adviser.name.clone() };
                return vec![self.notice(&to, *notice, None, message)];
            }
            Message::Escalate(notice) => {
                let for_colleague = Some(adviser_name);
                let to_admin = |admin: &Colleague| {
                    self.notice(admin, *notice, for_colleague.clone(), message.clone())
                };
                return admins.iter().map(to_admin).collect();
            }
        };
        vec![self.unsent(Recipient::Client(client), message, content)]
    }

    fn notice(
        &self,
        to: &Colleague,
        notice: Notice,
        for_colleague: Option<String>,
        message: Message,
    ) -> OutboxMessage {
        let content = Content::Notice {
            notice: told(notice),
            staff_name: to.name.as_str().to_owned(),
            client_name: self.profile.name.as_str().to_owned(),
            // Names the firm, for a browser that does not know it yet, and what help is about.
            client_path: format!(
                "/console/f/{}/clients/{}/help/{}",
                self.firm.slug.as_str(),
                self.client_id,
                notice.name()
            ),
            for_colleague,
        };
        self.unsent(Recipient::Staff(to.id), message, content)
    }

    fn unsent(&self, to: Recipient, message: Message, content: Content) -> OutboxMessage {
        let language = match to {
            Recipient::Client(_) => self.profile.language.unwrap_or(self.firm.language),
            Recipient::Staff(_) => self.firm.language,
        };
        let asked = MessageRequest::Client(message);
        let client = Some(self.client_id);
        unsent(self.firm_id, self.firm, client, to, asked, content, language, self.now)
    }
}

/// A message to a member of staff that is about no client.
#[must_use]
pub fn to_staff(
    firm_id: FirmId,
    firm: &Firm,
    id: StaffId,
    staff: &Staff,
    message: StaffMessage,
    now: Timestamp,
) -> OutboxMessage {
    let staff_name = staff.name.as_str().to_owned();
    let content = match message {
        StaffMessage::SetUp { .. } => {
            let role = match staff.role {
                Role::Adviser => vestibule_messages::StaffRole::Adviser,
                Role::FirmAdmin => vestibule_messages::StaffRole::FirmAdmin,
            };
            Content::StaffSetUp { staff_name, role }
        }
        StaffMessage::Recovery { .. } => Content::StaffRecovery { staff_name },
        StaffMessage::PasswordChanged => Content::StaffPasswordChanged { staff_name },
    };
    let (to, asked) = (Recipient::Staff(id), MessageRequest::Staff(message));
    unsent(firm_id, firm, None, to, asked, content, firm.language, now)
}

/// The path of a firm's logo, which any browser may keep for good.
#[must_use]
pub fn logo_path(firm_id: FirmId, firm: &Firm) -> Option<String> {
    firm.logo.as_ref().map(|logo| format!("/api/firms/{firm_id}/logo/{}", logo.digest))
}

#[expect(clippy::too_many_arguments, reason = "each is a field of the message, named there")]
fn unsent(
    firm_id: FirmId,
    firm: &Firm,
    client: Option<ClientId>,
    to: Recipient,
    message: MessageRequest,
    content: Content,
    language: Language,
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
            colour: firm.colour.as_ref().map(|colour| colour.to_string()),
            logo_path: logo_path(firm_id, firm),
            privacy_link: firm.privacy_link.as_ref().map(|link| link.as_str().to_owned()),
        },
        language,
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
        Notice::EmailBounced => Words::EmailBounced,
        Notice::EmailComplained => Words::EmailComplained,
        Notice::SmsFailed => Words::SmsFailed,
        Notice::FirstSignIn => Words::FirstSignIn,
        Notice::LoginExpiring => Words::LoginExpiring,
    }
}
