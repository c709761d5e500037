//! What makes a message: the interface that each folder of [`letters`](crate::letters) implements.
//!
//! One folder holds everything about one message: its fields, its channel, what it carries, who reads
//! it, and its words in every language. Layout, alphabet, links and guards are shared.

use crate::brand::Brand;
use crate::faults::RenderFault;
use crate::guards;
use serde::{Deserialize, Serialize};
use vestibule_domain::kernel::Language;

/// One message, without its secret. Its fields are stored, so their names never change.
pub trait Letter {
    /// The version of its words and layout, from 1. Raise it with every change of what people read:
    /// the snapshots show the version next to the words.
    const VERSION: u16;
    /// Who reads it.
    const READER: Reader;
    /// What it says: [`EmailWords`] or [`TextWords`], which is its channel too.
    type Words: ChannelWords;

    /// What it carries besides its words.
    fn carries(&self) -> Carries<'_>;

    /// The names in it, each with what it is called in a fault. Each must be one line, not blank.
    fn names(&self) -> Vec<(&'static str, &str)>;

    /// Checks the fields that are not names.
    ///
    /// # Errors
    /// The first rule that is broken.
    fn check_other_fields(&self) -> Result<(), RenderFault> {
        Ok(())
    }

    /// Its words in English.
    fn en(&self, brand: &Brand) -> Self::Words;

    /// Its words in German.
    fn de(&self, brand: &Brand) -> Self::Words;
}

/// What the client's name is called in a fault.
pub const CLIENT_NAME: &str = "client's name";
/// What the adviser's name is called in a fault.
pub const ADVISER_NAME: &str = "adviser's name";
/// What the name of a member of staff is called in a fault.
pub const STAFF_NAME: &str = "staff member's name";

/// Who reads a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reader {
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

/// What a message carries besides its words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Carries<'a> {
    /// Nothing: it has no button.
    Nothing,
    /// A button to this page of the console, `/console/…`, without query or fragment.
    ConsolePage(&'a str),
    /// A button with a link, whose token the sender adds.
    Link(LinkPage),
    /// A six-digit PIN, which the sender adds.
    Pin,
}

/// The page that a link opens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LinkPage {
    /// The page of a client's links: an invitation or a recovery.
    Client,
    /// The set-up of a staff account.
    StaffSetUp,
    /// A new password for a staff account.
    StaffRecovery,
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

impl Carries<'_> {
    /// The secret that the sender has to add.
    pub(crate) fn secret(self) -> SecretKind {
        match self {
            Self::Nothing | Self::ConsolePage(_) => SecretKind::None,
            Self::Link(_) => SecretKind::Link,
            Self::Pin => SecretKind::Pin,
        }
    }
}

/// The sentences of one e-mail, in the order in which they are read. Plain text, with the names
/// already in it.
pub struct EmailWords {
    /// One line with the firm's name, without a secret.
    pub subject: String,
    /// What a list of mails shows behind the subject.
    pub preview: String,
    /// The heading.
    pub heading: String,
    /// The line that addresses the reader.
    pub greeting: String,
    /// What it is about.
    pub paragraphs: Vec<String>,
    /// What to do. A single step is shown without a number.
    pub steps: Option<Steps>,
    /// The button, where the message carries a link or leads to a page.
    pub button: Option<Button>,
    /// What follows the button.
    pub closing: Vec<String>,
    /// Why they got it.
    pub footer: String,
}

/// What to do, step by step.
pub struct Steps {
    /// The heading above the steps.
    pub heading: &'static str,
    /// The steps.
    pub items: Vec<String>,
}

/// A button.
pub struct Button {
    /// What is written on it.
    pub label: &'static str,
    /// What to do where the button does not work; the address follows.
    pub help: &'static str,
}

/// The sentences of a text message with a PIN; GSM-7 characters only.
pub struct TextWords {
    /// Who writes, where nothing of the firm's name is left in that alphabet.
    pub sender: &'static str,
    /// What precedes the digits: `PIN` or `PIN B:`.
    pub label: String,
    /// What to do with it; left out where room is short.
    pub advice: &'static str,
}

/// The words of a message on either channel.
pub enum Words {
    /// For an e-mail.
    Email(EmailWords),
    /// For a text message.
    Text(TextWords),
}

/// The words of a channel.
pub trait ChannelWords: Into<Words> {
    /// The channel that they are written for.
    const CHANNEL: Channel;
}

impl ChannelWords for EmailWords {
    const CHANNEL: Channel = Channel::Email;
}

impl ChannelWords for TextWords {
    const CHANNEL: Channel = Channel::Sms;
}

impl From<EmailWords> for Words {
    fn from(words: EmailWords) -> Self {
        Self::Email(words)
    }
}

impl From<TextWords> for Words {
    fn from(words: TextWords) -> Self {
        Self::Text(words)
    }
}

/// Any [`Letter`], for code that treats all of them alike.
pub(crate) trait AnyLetter {
    fn version(&self) -> u16;
    fn channel(&self) -> Channel;
    fn reader(&self) -> Reader;
    fn carries(&self) -> Carries<'_>;
    fn check(&self) -> Result<(), RenderFault>;
    fn words(&self, language: Language, brand: &Brand) -> Words;
}

impl<L: Letter> AnyLetter for L {
    fn version(&self) -> u16 {
        L::VERSION
    }

    fn channel(&self) -> Channel {
        L::Words::CHANNEL
    }

    fn reader(&self) -> Reader {
        L::READER
    }

    fn carries(&self) -> Carries<'_> {
        Letter::carries(self)
    }

    fn check(&self) -> Result<(), RenderFault> {
        self.names().into_iter().try_for_each(|(field, name)| guards::one_line(field, name))?;
        self.check_other_fields()
    }

    fn words(&self, language: Language, brand: &Brand) -> Words {
        match language {
            Language::En => self.en(brand).into(),
            Language::De => self.de(brand).into(),
        }
    }
}
