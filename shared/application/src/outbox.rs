//! From what the rules ask to be sent to a message with its words, ready to be committed.

use jiff::Timestamp;
use vestibule_domain::access::Access;
use vestibule_domain::clients::Profile;
use vestibule_domain::firms::Firm;
use vestibule_domain::kernel::{ClientId, FirmId, Language, StaffId};
use vestibule_domain::messaging::{Addressee, Carried, Message, MessageRequest, StaffMessage};
use vestibule_domain::staff::Staff;
use vestibule_domain::values::{Email, Name};
use vestibule_messages::{Brand, Content, Names};
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
    /// The client's access, with what the message is about.
    pub access: &'a Access,
    /// When it is asked for.
    pub now: Timestamp,
}

impl About<'_> {
    /// Returns the messages that the rules' message becomes: none where its notification is not
    /// wanted, one to each firm admin (`admins`) where it goes to them, otherwise one.
    #[must_use]
    pub fn messages(&self, message: Message, admins: &[Colleague]) -> Vec<OutboxMessage> {
        let Profile { name, adviser, .. } = self.profile;
        let to_staff = |id, name| self.unsent(Recipient::Staff(id), name, message.clone());
        match message.dispatch().to {
            Addressee::Client | Addressee::FormerEmail => {
                vec![self.unsent(Recipient::Client(self.client_id), name, message)]
            }
            Addressee::Adviser(notice) if self.firm.tells(adviser.id, notice) => {
                vec![to_staff(adviser.id, &adviser.name)]
            }
            Addressee::Adviser(_) => Vec::new(),
            Addressee::Admins(_) => {
                admins.iter().map(|admin| to_staff(admin.id, &admin.name)).collect()
            }
        }
    }

    /// A message to this reader, ready to be committed.
    fn unsent(&self, to: Recipient, reader: &Name, message: Message) -> OutboxMessage {
        let content = Content::about_client(
            &message,
            Names {
                client: self.profile.name.as_str(),
                adviser: self.profile.adviser.name.as_str(),
                reader: reader.as_str(),
                // Names the firm, for a browser that does not know it yet.
                client_page: &format!(
                    "/console/f/{}/clients/{}",
                    self.firm.slug.as_str(),
                    self.client_id
                ),
            },
        );
        let language = match to {
            Recipient::Client(_) => self.profile.language.unwrap_or(self.firm.language),
            Recipient::Staff(_) => self.firm.language,
        };
        let address = self.fixed_address(&message);
        let asked = MessageRequest::Client(message);
        let client = Some(self.client_id);
        let unsent =
            unsent(self.firm_id, self.firm, client, to, asked, content, language, self.now);
        OutboxMessage { address, ..unsent }
    }

    /// The address that a message to the client is fixed to, if it is.
    fn fixed_address(&self, message: &Message) -> Option<Email> {
        let dispatch = message.dispatch();
        if !dispatch.fixes_address() {
            return None;
        }
        match dispatch.to {
            Addressee::Client => self.access.login().map(|login| login.email.clone()),
            Addressee::FormerEmail => self.access.former_email().cloned(),
            Addressee::Adviser(_) | Addressee::Admins(_) => None,
        }
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
    let content = Content::to_staff(&message, staff.name.as_str(), staff.role);
    // Without a secret it is for this person alone, even if a successor answers for them later.
    let address = match message.carries() {
        Carried::Nothing => Some(staff.email.clone()),
        Carried::Link(..) | Carried::Pin(_) => None,
    };
    let (to, asked) = (Recipient::Staff(id), MessageRequest::Staff(message));
    let unsent = unsent(firm_id, firm, None, to, asked, content, firm.language, now);
    OutboxMessage { address, ..unsent }
}

/// The path of a firm's logo, which any browser may keep for good.
#[must_use]
pub fn logo_path(firm_id: FirmId, firm: &Firm) -> Option<String> {
    firm.logo.as_ref().map(|logo| format!("/api/firms/{firm_id}/logo/{}", logo.digest))
}

/// The firm, as its messages show it.
#[must_use]
pub fn brand(firm_id: FirmId, firm: &Firm) -> Brand {
    Brand {
        firm_name: firm.name.as_str().to_owned(),
        reply_to: firm.reply_to.as_str().to_owned(),
        phone: firm.phone.clone(),
        colour: firm.colour.as_ref().map(|colour| colour.to_string()),
        logo_path: logo_path(firm_id, firm),
        privacy_link: firm.privacy_link.as_ref().map(|link| link.as_str().to_owned()),
    }
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
        address: None,
        message,
        channel: content.channel(),
        content,
        brand: brand(firm_id, firm),
        language,
        created_at: now,
        status: Status::Unsent,
        tries: 0,
        text_count: None,
        provider_id: None,
    }
}
