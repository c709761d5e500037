//! What is to be sent, named by the rules; words and addresses come later.

use crate::kernel::{Generation, LinkId, LinkKind};
use crate::messaging::PinRoute;
use serde::{Deserialize, Serialize};

/// A message that a decision asks for. It holds references, never a secret.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "message", rename_all = "kebab-case")]
pub enum Message {
    /// The invitation, to the client by e-mail.
    Invitation {
        /// The link it carries.
        link: LinkId,
        /// How the PIN reaches the client, so that the mail can say so.
        pin: PinRoute,
    },
    /// A link to choose a new password, to the client by e-mail.
    Recovery {
        /// The link it carries.
        link: LinkId,
        /// Who began it.
        started_by: StartedBy,
    },
    /// The PIN, to the client by text message.
    Pin {
        /// The generation whose digits are sent: a later one makes this text unsendable.
        generation: Generation,
    },
    /// The password was changed, to the client by e-mail.
    PasswordChanged,
    /// Access has ended, to the client by e-mail.
    AccessEnded,
    /// The mobile on record was changed or removed, to the client by e-mail.
    MobileChanged,
    /// The invitation was not opened yet, to the client by e-mail, with the same link.
    Reminder {
        /// The link it carries.
        link: LinkId,
        /// How the PIN reaches the client, so that the mail can say so.
        pin: PinRoute,
    },
    /// The sign-in e-mail was changed, to the address that it was before.
    EmailChanged,
    /// Notifies the responsible adviser by e-mail, when that notification is on.
    Tell(Notice),
    /// Notifies the firm's admins of what the responsible adviser has left unread.
    Escalate(Notice),
}

impl Message {
    /// How this message is sent: one arm for each message.
    #[must_use]
    pub fn dispatch(&self) -> Dispatch {
        match self {
            Self::Invitation { link, .. } => Dispatch::to_client()
                .carrying(Carried::Link(LinkKind::Invitation, *link))
                .while_holds(Condition::LinkIsOpen(*link)),
            Self::Reminder { link, .. } => Dispatch::to_client()
                .carrying(Carried::Link(LinkKind::Invitation, *link))
                .while_holds(Condition::LinkIsUnopened(*link)),
            Self::Recovery { link, .. } => Dispatch::to_client()
                .carrying(Carried::Link(LinkKind::Recovery, *link))
                .while_holds(Condition::LinkIsOpen(*link)),
            Self::Pin { generation } => Dispatch::to_client()
                .carrying(Carried::Pin(*generation))
                .while_holds(Condition::PinIsLive(*generation)),
            Self::PasswordChanged | Self::MobileChanged => Dispatch::to_client(),
            Self::AccessEnded => Dispatch::to_client().while_holds(Condition::AccessIsRevoked),
            Self::EmailChanged => {
                Dispatch::to(Addressee::FormerEmail).while_holds(Condition::FormerEmailIsKnown)
            }
            Self::Tell(notice) => Dispatch::to(Addressee::Adviser(*notice)),
            Self::Escalate(notice) => Dispatch::to(Addressee::Admins(*notice)),
        }
    }
}

/// How a message is sent: to whom, with what, and on which condition.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dispatch {
    /// To whom.
    pub to: Addressee,
    /// The secret in it.
    pub carries: Carried,
    /// What must still hold when it is sent; otherwise it is withheld.
    pub condition: Condition,
}

/// To whom a message about a client goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Addressee {
    /// The client: at the sign-in e-mail, or at the mobile, by the message's channel.
    Client,
    /// The client, at the sign-in e-mail that was replaced, even if mail to it came back.
    FormerEmail,
    /// The responsible adviser, if they chose to be notified of this.
    Adviser(Notice),
    /// Each of the firm's admins.
    Admins(Notice),
}

/// The secret that a message carries, by reference: the sender computes it again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Carried {
    /// No secret.
    Nothing,
    /// The token of a link.
    Link(LinkKind, LinkId),
    /// The digits of a PIN.
    Pin(Generation),
}

/// What must still hold for a message to be sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Condition {
    /// Nothing: it reports what has happened.
    None,
    /// The link is open, and the login has not expired.
    LinkIsOpen(LinkId),
    /// The client may be reminded of the link.
    LinkIsUnopened(LinkId),
    /// The PIN of this generation can be entered, and the login has not expired.
    PinIsLive(Generation),
    /// Access was not given again.
    AccessIsRevoked,
    /// The address before the correction is still on record.
    FormerEmailIsKnown,
}

impl Dispatch {
    /// Whether it goes to the address that the client had when it was asked for, whatever is
    /// corrected before it is sent. A message without a secret reports what has happened: it is
    /// for the reader of that mailbox. One with a secret goes to the address on record.
    #[must_use]
    pub fn fixes_address(&self) -> bool {
        match (self.to, self.carries) {
            (Addressee::Client | Addressee::FormerEmail, Carried::Nothing) => true,
            (Addressee::Client | Addressee::FormerEmail, Carried::Link(..) | Carried::Pin(_))
            | (Addressee::Adviser(_) | Addressee::Admins(_), _) => false,
        }
    }

    /// Sends to the client, without a secret and on no condition.
    fn to_client() -> Self {
        Self::to(Addressee::Client)
    }

    fn to(to: Addressee) -> Self {
        Self { to, carries: Carried::Nothing, condition: Condition::None }
    }

    fn carrying(self, carries: Carried) -> Self {
        Self { carries, ..self }
    }

    fn while_holds(self, condition: Condition) -> Self {
        Self { condition, ..self }
    }
}

/// A message to a member of staff that is about no client. It holds references, never a secret.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "message", rename_all = "kebab-case")]
pub enum StaffMessage {
    /// The set-up link of a new account, by e-mail.
    SetUp {
        /// The link it carries.
        link: LinkId,
    },
    /// A link to choose a new password, by e-mail.
    Recovery {
        /// The link it carries.
        link: LinkId,
    },
    /// The password was changed, by e-mail.
    PasswordChanged,
}

impl StaffMessage {
    /// The secret that it carries.
    #[must_use]
    pub fn carries(&self) -> Carried {
        match self {
            Self::SetUp { link } => Carried::Link(LinkKind::StaffSetUp, *link),
            Self::Recovery { link } => Carried::Link(LinkKind::StaffRecovery, *link),
            Self::PasswordChanged => Carried::Nothing,
        }
    }
}

/// What the responsible adviser is notified of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Notice {
    /// The client has no PIN and asks for it.
    PinNeeded,
    /// The client forgot the password; a new PIN was made.
    NewPinRequested,
    /// Too many wrong PINs.
    Blocked,
    /// Wrong passwords reached the longest wait.
    PasswordWaits,
    /// A mobile was typed that is not on record.
    WrongMobile,
    /// The client asks for help.
    Stuck,
    /// An e-mail came back for good.
    EmailBounced,
    /// The client marked an e-mail as unwanted.
    EmailComplained,
    /// A text message did not arrive.
    SmsFailed,
    /// The client signed in for the first time.
    FirstSignIn,
    /// The login ends soon.
    LoginExpiring,
}

impl Notice {
    /// Every notice.
    pub const ALL: [Self; 11] = [
        Self::PinNeeded,
        Self::NewPinRequested,
        Self::Blocked,
        Self::PasswordWaits,
        Self::WrongMobile,
        Self::Stuck,
        Self::EmailBounced,
        Self::EmailComplained,
        Self::SmsFailed,
        Self::FirstSignIn,
        Self::LoginExpiring,
    ];

    /// Its stable name, as it is stored and as addresses spell it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::PinNeeded => "pin-needed",
            Self::NewPinRequested => "new-pin-requested",
            Self::Blocked => "blocked",
            Self::PasswordWaits => "password-waits",
            Self::WrongMobile => "wrong-mobile",
            Self::Stuck => "stuck",
            Self::EmailBounced => "email-bounced",
            Self::EmailComplained => "email-complained",
            Self::SmsFailed => "sms-failed",
            Self::FirstSignIn => "first-sign-in",
            Self::LoginExpiring => "login-expiring",
        }
    }
}

/// Who began a recovery.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum StartedBy {
    /// The client, who forgot the password.
    Client,
    /// Staff, by "Generate new PIN".
    Staff,
}

/// Why a message was withheld that still held.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum WithheldReason {
    /// Its firm was closed when it was to be sent.
    FirmClosed,
}

/// A message of either kind, as it was asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "of", content = "what", rename_all = "kebab-case")]
pub enum MessageRequest {
    /// By the rules of a client's access.
    Client(Message),
    /// For a member of staff, about no client.
    Staff(StaffMessage),
}

impl MessageRequest {
    /// The secret that it carries.
    #[must_use]
    pub fn carries(&self) -> Carried {
        match self {
            Self::Client(message) => message.dispatch().carries,
            Self::Staff(message) => message.carries(),
        }
    }

    /// Whether it goes to an address that the client no longer signs in with.
    #[must_use]
    pub fn goes_to_former_email(&self) -> bool {
        match self {
            Self::Client(message) => message.dispatch().to == Addressee::FormerEmail,
            Self::Staff(_) => false,
        }
    }
}

impl From<Message> for MessageRequest {
    fn from(message: Message) -> Self {
        Self::Client(message)
    }
}

impl From<StaffMessage> for MessageRequest {
    fn from(message: StaffMessage) -> Self {
        Self::Staff(message)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn what_carries_a_secret_goes_to_the_address_on_record_and_a_report_to_its_reader() {
        let link = LinkId(Uuid::nil());
        let pin = PinRoute::HasPassword;
        for (message, fixed) in [
            (Message::Invitation { link, pin }, false),
            (Message::Reminder { link, pin }, false),
            (Message::Recovery { link, started_by: StartedBy::Client }, false),
            (Message::Pin { generation: Generation::FIRST }, false),
            (Message::PasswordChanged, true),
            (Message::MobileChanged, true),
            (Message::EmailChanged, true),
            (Message::AccessEnded, true),
            (Message::Tell(Notice::Stuck), false),
            (Message::Escalate(Notice::Stuck), false),
        ] {
            assert_eq!(message.dispatch().fixes_address(), fixed, "{message:?}");
        }
    }
}
