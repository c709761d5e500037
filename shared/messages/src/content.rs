//! What a message says, fixed when it is committed.
//!
//! These are stored, so the names under `serde` never change, and they hold no secret. They do hold
//! names of people, so `Debug` shows which template it is and nothing else.

use serde::{Deserialize, Serialize};
use std::fmt;

/// The firm, as its mails show it. Taken when the message is committed, so that a firm that renames
/// itself meanwhile does not change what was already said.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Brand {
    /// The name in the From line, the subject and the body: one line, not empty.
    pub firm_name: String,
    /// Where replies go: one e-mail address, without a display name.
    pub reply_to: String,
    /// The number to call, spelled as people of the firm's country read it.
    pub phone: Option<String>,
    /// The colour of buttons and links on white, `#rrggbb`. White text has to be readable on it,
    /// which is seen to where the firm chooses it. Absent: a dark blue.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub colour: Option<String>,
    /// Where the firm's logo lies on the firm's own pages: `/api/firms/…/logo/…`, each `…` ASCII
    /// letters, digits and `-`. Absent, or where images are not shown: the firm's name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub logo_path: Option<String>,
    /// What the firm does with clients' data: an `https` address, written in ASCII. It stands in
    /// the footer of mails to clients.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub privacy_link: Option<String>,
}

impl fmt::Debug for Brand {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Brand").finish_non_exhaustive()
    }
}

/// A message without its secret. Every text in it is one line, not empty, without control
/// characters ([`check`](crate::check) tells).
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "template", rename_all = "kebab-case")]
pub enum Content {
    /// To the client: come in, or come back to something new.
    Invitation {
        /// The client's full name, or the company's.
        client_name: String,
        /// The full name of the responsible adviser.
        adviser_name: String,
        /// How the PIN reaches the client.
        pin: PinTravels,
    },
    /// To the client: the invitation is still open. With the link that was sent before.
    Reminder {
        /// The client's full name, or the company's.
        client_name: String,
        /// The full name of the responsible adviser.
        adviser_name: String,
        /// How the PIN reaches the client, as the invitation said.
        pin: PinTravels,
    },
    /// To the client: choose a new password.
    Recovery {
        /// The client's full name, or the company's.
        client_name: String,
        /// The full name of the responsible adviser.
        adviser_name: String,
        /// Who set it going; it decides whether the old password still works.
        started_by: StartedBy,
    },
    /// To the client: the password was changed, and every session ended.
    PasswordChanged {
        /// The client's full name, or the company's.
        client_name: String,
    },
    /// To the client, at the address that it was before: the sign-in address was changed.
    EmailChanged {
        /// The client's full name, or the company's.
        client_name: String,
        /// The full name of the responsible adviser.
        adviser_name: String,
    },
    /// To the client: access was revoked.
    AccessEnded {
        /// The client's full name, or the company's.
        client_name: String,
        /// The full name of the responsible adviser.
        adviser_name: String,
    },
    /// To the client: the mobile on record was changed or removed.
    MobileChanged {
        /// The client's full name, or the company's.
        client_name: String,
        /// The full name of the responsible adviser.
        adviser_name: String,
    },
    /// To the client, by text message: the PIN.
    Pin {
        /// `None` for a client's first PIN, then `B`, `C`, …: one to three ASCII capitals.
        letter: Option<String>,
    },
    /// To a new staff member: set up the account.
    StaffSetUp {
        /// The staff member's full name.
        staff_name: String,
        /// What they may do.
        role: StaffRole,
    },
    /// To a staff member: choose a new password; the link lives for one hour.
    StaffRecovery {
        /// The staff member's full name.
        staff_name: String,
    },
    /// To a staff member: the password was changed, and every session ended.
    StaffPasswordChanged {
        /// The staff member's full name.
        staff_name: String,
    },
    /// To a staff member: something happened to a client, and what to do now.
    Notice {
        /// What happened.
        notice: Notice,
        /// The full name of the staff member who is told.
        staff_name: String,
        /// The client's full name, or the company's.
        client_name: String,
        /// The client's page in the console, `/console/…`, without query or fragment.
        client_path: String,
        /// The full name of the responsible adviser, where it lay unread with them for two hours
        /// and so goes to a firm admin. Absent: it goes to the responsible adviser.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        for_colleague: Option<String>,
    },
}

impl Content {
    /// How it travels.
    #[must_use]
    pub fn channel(&self) -> Channel {
        match self {
            Self::Pin { .. } => Channel::Sms,
            Self::Invitation { .. }
            | Self::Reminder { .. }
            | Self::Recovery { .. }
            | Self::PasswordChanged { .. }
            | Self::EmailChanged { .. }
            | Self::AccessEnded { .. }
            | Self::MobileChanged { .. }
            | Self::StaffSetUp { .. }
            | Self::StaffRecovery { .. }
            | Self::StaffPasswordChanged { .. }
            | Self::Notice { .. } => Channel::Email,
        }
    }

    /// The version of its words and layout, from 1; stored beside the message. Raise it with every
    /// change of what people read: the snapshots show the version next to the words.
    #[must_use]
    pub fn version(&self) -> u16 {
        match self {
            Self::Invitation { .. }
            | Self::Reminder { .. }
            | Self::Recovery { .. }
            | Self::PasswordChanged { .. }
            | Self::EmailChanged { .. }
            | Self::AccessEnded { .. }
            | Self::MobileChanged { .. }
            | Self::Pin { .. }
            | Self::StaffSetUp { .. }
            | Self::StaffRecovery { .. }
            | Self::StaffPasswordChanged { .. } => 1,
            Self::Notice { .. } => 2,
        }
    }

    /// Its name in the database, in logs and on the timeline.
    #[must_use]
    pub fn template_name(&self) -> &'static str {
        match self {
            Self::Invitation { .. } => "invitation",
            Self::Reminder { .. } => "reminder",
            Self::Recovery { .. } => "recovery",
            Self::PasswordChanged { .. } => "password-changed",
            Self::EmailChanged { .. } => "email-changed",
            Self::AccessEnded { .. } => "access-ended",
            Self::MobileChanged { .. } => "mobile-changed",
            Self::Pin { .. } => "pin",
            Self::StaffSetUp { .. } => "staff-set-up",
            Self::StaffRecovery { .. } => "staff-recovery",
            Self::StaffPasswordChanged { .. } => "staff-password-changed",
            Self::Notice { .. } => "notice",
        }
    }

    /// The secret that the sender has to add.
    #[must_use]
    pub fn needs(&self) -> SecretKind {
        match self {
            Self::Invitation { .. }
            | Self::Reminder { .. }
            | Self::Recovery { .. }
            | Self::StaffSetUp { .. }
            | Self::StaffRecovery { .. } => SecretKind::Link,
            Self::Pin { .. } => SecretKind::Pin,
            Self::PasswordChanged { .. }
            | Self::EmailChanged { .. }
            | Self::AccessEnded { .. }
            | Self::MobileChanged { .. }
            | Self::StaffPasswordChanged { .. }
            | Self::Notice { .. } => SecretKind::None,
        }
    }

    /// Who reads it.
    pub(crate) fn reader(&self) -> Reader {
        match self {
            Self::Invitation { .. }
            | Self::Reminder { .. }
            | Self::Recovery { .. }
            | Self::PasswordChanged { .. }
            | Self::EmailChanged { .. }
            | Self::AccessEnded { .. }
            | Self::MobileChanged { .. }
            | Self::Pin { .. } => Reader::Client,
            Self::StaffSetUp { .. }
            | Self::StaffRecovery { .. }
            | Self::StaffPasswordChanged { .. }
            | Self::Notice { .. } => Reader::Staff,
        }
    }
}

impl fmt::Debug for Content {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Content").field("template", &self.template_name()).finish_non_exhaustive()
    }
}

/// How the PIN of an invitation reaches the client.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PinTravels {
    /// By text message, at the same time as the mail.
    TextedWithInvitation,
    /// By text message, when the client has typed the mobile number that is on record.
    TextedOnceMobileConfirmed,
    /// The adviser tells it.
    ByAdviser,
    /// There is none: the firm chose that the link alone opens the set-up.
    NotAsked,
    /// There is none: the client signs in with the password they have.
    HasPassword,
}

/// Who set a recovery going.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum StartedBy {
    /// Somebody typed the address under "Forgot password"; the old password works until a new one
    /// is set.
    Client,
    /// The adviser made a new PIN; the old password is refused until that PIN is entered.
    Adviser,
}

/// What a new staff member may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum StaffRole {
    /// Changes settings and staff.
    FirmAdmin,
    /// Works with clients.
    Adviser,
}

/// What a staff member is told about a client.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Notice {
    /// The client asks for the PIN, or needs one that only the adviser can give.
    PinNeeded,
    /// The client forgot the password and a new PIN was asked for.
    NewPinRequested,
    /// Five wrong PINs.
    Blocked,
    /// The first 15-minute wait after wrong passwords.
    PasswordWaits,
    /// A mobile number was typed that is not on record.
    WrongMobile,
    /// The client pressed "Tell NAME that I'm stuck".
    Stuck,
    /// An e-mail came back.
    EmailBounced,
    /// The client marked one of our e-mails as spam.
    EmailComplained,
    /// A text message did not arrive.
    SmsFailed,
    /// The client signed in for the first time.
    FirstSignIn,
    /// The client's login ends soon.
    LoginExpiring,
}

/// Who reads a message.
pub(crate) enum Reader {
    /// A client.
    Client,
    /// A staff member.
    Staff,
}

/// How a message travels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Channel {
    /// E-mail.
    Email,
    /// Text message.
    Sms,
}

/// Which secret a message carries.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SecretKind {
    /// No secret.
    None,
    /// The token of a link.
    Link,
    /// A six-digit PIN.
    Pin,
}
