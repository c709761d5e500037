//! The list of messages, a folder for each.
//!
//! To add one: a folder, its line in the list, and its arm where a request becomes a message
//! (docs/adding-a-message.md).

mod access_ended;
mod email_changed;
mod invitation;
mod mobile_changed;
mod notification;
mod password_changed;
mod pin;
mod recovery;
mod reminder;
mod staff_password_changed;
mod staff_recovery;
mod staff_set_up;

use crate::brand::Brand;
use crate::faults::RenderFault;
use crate::letter::{AnyLetter, Carries, Channel, Reader, SecretKind, Words};
use serde::{Deserialize, Serialize};
use std::fmt;
use vestibule_domain::kernel::Language;
use vestibule_domain::messaging::{Message, Notice, StaffMessage};
use vestibule_domain::staff::Role;

/// Makes [`Content`] from the list: under which name a message is stored, its folder, its type.
macro_rules! letters {
    ($($name:literal => $folder:ident::$letter:ident,)+) => {
        $(pub use $folder::$letter;)+

        /// A message without its secret, as it is stored. Every text in it is one line, not empty,
        /// without control characters ([`check`](crate::check)).
        ///
        /// Its names are stored, so they never change. It holds names of people, so `Debug` shows
        /// which message it is and nothing else.
        #[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(tag = "template")]
        pub enum Content {
            $(
                #[doc = concat!("The message `", $name, "`.")]
                #[serde(rename = $name)]
                $letter($letter),
            )+
        }

        impl Content {
            /// Its name in the database, in logs and on the timeline.
            #[must_use]
            pub fn template_name(&self) -> &'static str {
                match self {
                    $(Self::$letter(_) => $name,)+
                }
            }

            fn letter(&self) -> &dyn AnyLetter {
                match self {
                    $(Self::$letter(letter) => letter,)+
                }
            }
        }

        $(
            impl From<$letter> for Content {
                fn from(letter: $letter) -> Self {
                    Self::$letter(letter)
                }
            }
        )+
    };
}

letters! {
    "invitation" => invitation::Invitation,
    "reminder" => reminder::Reminder,
    "recovery" => recovery::Recovery,
    "password-changed" => password_changed::PasswordChanged,
    "email-changed" => email_changed::EmailChanged,
    "access-ended" => access_ended::AccessEnded,
    "mobile-changed" => mobile_changed::MobileChanged,
    "pin" => pin::Pin,
    "staff-set-up" => staff_set_up::StaffSetUp,
    "staff-recovery" => staff_recovery::StaffRecovery,
    "staff-password-changed" => staff_password_changed::StaffPasswordChanged,
    "notice" => notification::StaffNotification,
}

/// The names in a message about a client, as they are when it is committed.
#[derive(Clone, Copy)]
pub struct Names<'a> {
    /// The client's full name, or the company's.
    pub client: &'a str,
    /// The full name of the responsible adviser.
    pub adviser: &'a str,
    /// The full name of the person who reads it: the client, or a member of staff.
    pub reader: &'a str,
    /// The client's page in the console: `/console/…`.
    pub client_page: &'a str,
}

impl Content {
    /// Returns the message that the rules ask for.
    #[must_use]
    pub fn about_client(message: &Message, names: Names<'_>) -> Self {
        let client_name = names.client.to_owned();
        let adviser_name = names.adviser.to_owned();
        match message {
            Message::Invitation { pin, .. } => {
                Invitation { client_name, adviser_name, pin: *pin }.into()
            }
            Message::Reminder { pin, .. } => {
                Reminder { client_name, adviser_name, pin: *pin }.into()
            }
            Message::Recovery { started_by, .. } => {
                Recovery { client_name, adviser_name, started_by: *started_by }.into()
            }
            Message::Pin { generation } => Pin { letter: generation.letter() }.into(),
            Message::PasswordChanged => PasswordChanged { client_name }.into(),
            Message::AccessEnded => AccessEnded { client_name, adviser_name }.into(),
            Message::MobileChanged => MobileChanged { client_name, adviser_name }.into(),
            Message::EmailChanged => EmailChanged { client_name, adviser_name }.into(),
            Message::Tell(notice) => names.notification(*notice, None).into(),
            Message::Escalate(notice) => names.notification(*notice, Some(adviser_name)).into(),
        }
    }

    /// Returns the message to a member of staff that the rules ask for.
    #[must_use]
    pub fn to_staff(message: &StaffMessage, staff_name: &str, role: Role) -> Self {
        let staff_name = staff_name.to_owned();
        match message {
            StaffMessage::SetUp { .. } => StaffSetUp { staff_name, role }.into(),
            StaffMessage::Recovery { .. } => StaffRecovery { staff_name }.into(),
            StaffMessage::PasswordChanged => StaffPasswordChanged { staff_name }.into(),
        }
    }

    /// How it travels.
    #[must_use]
    pub fn channel(&self) -> Channel {
        self.letter().channel()
    }

    /// The version of its words and layout, from 1.
    #[must_use]
    pub fn version(&self) -> u16 {
        self.letter().version()
    }

    /// The secret that the sender has to add.
    #[must_use]
    pub fn needs(&self) -> SecretKind {
        self.carries().secret()
    }

    pub(crate) fn reader(&self) -> Reader {
        self.letter().reader()
    }

    pub(crate) fn carries(&self) -> Carries<'_> {
        self.letter().carries()
    }

    pub(crate) fn check(&self) -> Result<(), RenderFault> {
        self.letter().check()
    }

    pub(crate) fn words(&self, language: Language, brand: &Brand) -> Words {
        self.letter().words(language, brand)
    }
}

impl Names<'_> {
    fn notification(&self, notice: Notice, for_colleague: Option<String>) -> StaffNotification {
        StaffNotification {
            notice,
            staff_name: self.reader.to_owned(),
            client_name: self.client.to_owned(),
            client_path: format!("{}/help/{}", self.client_page, notice.name()),
            for_colleague,
        }
    }
}

impl fmt::Debug for Content {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Content").field("template", &self.template_name()).finish_non_exhaustive()
    }
}
