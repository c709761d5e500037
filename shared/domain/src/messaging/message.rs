//! What is to be sent, named by the rules; words and addresses come later.

use crate::kernel::{Generation, LinkId};
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
        pin: PinTravels,
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
        pin: PinTravels,
    },
    /// The sign-in e-mail was changed, to the address that it was before.
    EmailChanged,
    /// The responsible adviser is told, by e-mail, when that notification is on.
    Tell(Notice),
    /// The firm's admins are told what the responsible adviser has left unread.
    Escalate(Notice),
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

/// What the responsible adviser is told.
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

/// How the PIN of an invitation reaches the client.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PinTravels {
    /// A text goes out together with the mail.
    WithInvitation,
    /// A text goes out once the mobile is confirmed.
    OnceMobileConfirmed,
    /// The adviser passes it on.
    ByAdviser,
    /// None is asked: the link alone, where the firm chose so.
    NotAsked,
    /// None is asked: a password is on record.
    HasPassword,
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
