//! From a message and its secret to what is sent.

use zeroize::Zeroizing;

use crate::brand::Brand;
use crate::faults::RenderFault;
use crate::layout::Around;
use crate::letter::{Carries, LinkPage, Reader, SecretKind, Words};
use crate::letters::Content;
use crate::rendered::Rendered;
use crate::{guards, layout, links, text};
use vestibule_domain::kernel::Language;

/// What only the sender knows. The functions behind the API must not need the public origin, and no
/// secret is stored with a message.
#[derive(Clone, Copy)]
pub struct Sending<'a> {
    /// Scheme and host of the firm's pages, as a browser spells an origin:
    /// `https://portal.example.com`. Plain http on `localhost` and `127.0.0.1` only.
    pub origin: &'a str,
    /// The secret that [`Content::needs`].
    pub secret: Secret<'a>,
}

/// The secret of one message.
#[derive(Clone, Copy)]
pub enum Secret<'a> {
    /// The message carries none.
    None,
    /// The part of the link after `#`: 1 to 512 characters that need no escaping in an address
    /// (ASCII letters, digits, `-`, `.`, `_`, `~`).
    LinkToken(&'a str),
    /// Exactly six ASCII digits.
    Pin(&'a str),
}

impl Secret<'_> {
    /// Which secret it is.
    #[must_use]
    pub fn kind(&self) -> SecretKind {
        match self {
            Self::None => SecretKind::None,
            Self::LinkToken(_) => SecretKind::Link,
            Self::Pin(_) => SecretKind::Pin,
        }
    }
}

/// Renders a message. The same arguments give the same bytes.
///
/// # Errors
/// Anything that would make the message wrong: a text that [`check`](crate::check) refuses, a
/// secret missing, superfluous or malformed, an origin or path that leads elsewhere. A message that
/// fails is not sent, and fails again.
pub fn render(
    content: &Content,
    brand: &Brand,
    language: Language,
    sending: &Sending<'_>,
) -> Result<Rendered, RenderFault> {
    guards::check(content, brand)?;
    match content.words(language, brand) {
        Words::Email(words) => {
            let link = link(content, sending)?;
            let around = around(content, brand, language, sending.origin)?;
            layout::write(words, brand, &around, link.as_ref()).map(Rendered::Email)
        }
        Words::Text(words) => {
            let pin = pin(content, sending)?;
            let host = links::host(sending.origin)?;
            Ok(Rendered::Sms(text::write(&words, &brand.firm_name, pin, host)))
        }
    }
}

/// The frame around the sentences of an e-mail.
fn around<'a>(
    content: &Content,
    brand: &'a Brand,
    language: Language,
    origin: &str,
) -> Result<Around<'a>, RenderFault> {
    let logo = brand.logo_path.as_deref().map(|path| links::logo_address(origin, path));
    let privacy = match content.reader() {
        Reader::Client => brand.privacy_link.as_deref(),
        Reader::Staff => None,
    };
    Ok(Around { language, logo: logo.transpose()?, privacy })
}

/// Where the button of an e-mail leads; `None`: it has no button.
fn link(
    content: &Content,
    sending: &Sending<'_>,
) -> Result<Option<Zeroizing<String>>, RenderFault> {
    let origin = sending.origin;
    match (content.carries(), sending.secret) {
        (Carries::Nothing, Secret::None) => Ok(None),
        (Carries::ConsolePage(path), Secret::None) => {
            links::console_link(origin, path).map(Zeroizing::new).map(Some)
        }
        (Carries::Link(page), Secret::LinkToken(token)) => match page {
            LinkPage::Client => links::client_link(origin, token),
            LinkPage::StaffSetUp => links::staff_set_up_link(origin, token),
            LinkPage::StaffRecovery => links::staff_recovery_link(origin, token),
        }
        .map(Some),
        (Carries::Nothing | Carries::ConsolePage(_) | Carries::Link(_) | Carries::Pin, _) => {
            Err(wrong_secret(content, sending))
        }
    }
}

/// The PIN of a text message.
fn pin<'a>(content: &Content, sending: &Sending<'a>) -> Result<&'a str, RenderFault> {
    match (content.carries(), sending.secret) {
        (Carries::Pin, Secret::Pin(pin)) => six_digits(pin),
        (Carries::Nothing | Carries::ConsolePage(_) | Carries::Link(_) | Carries::Pin, _) => {
            Err(wrong_secret(content, sending))
        }
    }
}

fn wrong_secret(content: &Content, sending: &Sending<'_>) -> RenderFault {
    RenderFault::WrongSecret { needed: content.needs(), given: sending.secret.kind() }
}

fn six_digits(pin: &str) -> Result<&str, RenderFault> {
    if pin.len() == 6 && pin.bytes().all(|byte| byte.is_ascii_digit()) {
        Ok(pin)
    } else {
        Err(RenderFault::MalformedSecret { kind: SecretKind::Pin })
    }
}
