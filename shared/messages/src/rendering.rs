//! From a message and its secret to what is sent.

use zeroize::Zeroizing;

use crate::content::{Brand, Content, Reader, SecretKind};
use crate::faults::RenderFault;
use crate::languages::{self, Words};
use crate::letter::Around;
use crate::rendered::Rendered;
use crate::{guards, letter, links, text};
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
    match (languages::words(language, content, brand), destination(content, sending)?) {
        (Words::Letter(letter), Destination::Page(link)) => {
            let around = around(content, brand, language, sending.origin)?;
            letter::write(letter, brand, &around, Some(&link)).map(Rendered::Email)
        }
        (Words::Letter(letter), Destination::Nowhere) => {
            let around = around(content, brand, language, sending.origin)?;
            letter::write(letter, brand, &around, None).map(Rendered::Email)
        }
        (Words::Text(words), Destination::Phone { pin, host }) => {
            Ok(Rendered::Sms(text::write(&words, &brand.firm_name, pin, host)))
        }
        // Neither can be: the words and the destination follow from the same content.
        (Words::Letter(_), Destination::Phone { .. })
        | (Words::Text(_), Destination::Page(_) | Destination::Nowhere) => {
            Err(RenderFault::WrongSecret { needed: content.needs(), given: sending.secret.kind() })
        }
    }
}

/// What stands around the sentences of an e-mail.
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

/// Where a message leads.
enum Destination<'a> {
    /// Its button opens this address, which may hold a token.
    Page(Zeroizing<String>),
    /// It has no button.
    Nowhere,
    /// A PIN to be typed at `host`.
    Phone { pin: &'a str, host: &'a str },
}

fn destination<'a>(
    content: &Content,
    sending: &Sending<'a>,
) -> Result<Destination<'a>, RenderFault> {
    let origin = sending.origin;
    match (content, sending.secret) {
        (
            Content::Invitation { .. } | Content::Reminder { .. } | Content::Recovery { .. },
            Secret::LinkToken(token),
        ) => links::client_link(origin, token).map(Destination::Page),
        (Content::StaffSetUp { .. }, Secret::LinkToken(token)) => {
            links::staff_set_up_link(origin, token).map(Destination::Page)
        }
        (Content::StaffRecovery { .. }, Secret::LinkToken(token)) => {
            links::staff_recovery_link(origin, token).map(Destination::Page)
        }
        (Content::Notice { client_path, .. }, Secret::None) => {
            links::console_link(origin, client_path).map(Zeroizing::new).map(Destination::Page)
        }
        (
            Content::PasswordChanged { .. }
            | Content::EmailChanged { .. }
            | Content::AccessEnded { .. }
            | Content::MobileChanged { .. }
            | Content::StaffPasswordChanged { .. },
            Secret::None,
        ) => Ok(Destination::Nowhere),
        (Content::Pin { .. }, Secret::Pin(pin)) => {
            Ok(Destination::Phone { pin: six_digits(pin)?, host: links::host(origin)? })
        }
        (
            Content::Invitation { .. }
            | Content::Reminder { .. }
            | Content::Recovery { .. }
            | Content::StaffSetUp { .. }
            | Content::StaffRecovery { .. },
            Secret::None | Secret::Pin(_),
        )
        | (Content::Pin { .. }, Secret::None | Secret::LinkToken(_))
        | (
            Content::PasswordChanged { .. }
            | Content::EmailChanged { .. }
            | Content::AccessEnded { .. }
            | Content::MobileChanged { .. }
            | Content::StaffPasswordChanged { .. }
            | Content::Notice { .. },
            Secret::LinkToken(_) | Secret::Pin(_),
        ) => {
            Err(RenderFault::WrongSecret { needed: content.needs(), given: sending.secret.kind() })
        }
    }
}

fn six_digits(pin: &str) -> Result<&str, RenderFault> {
    if pin.len() == 6 && pin.bytes().all(|byte| byte.is_ascii_digit()) {
        Ok(pin)
    } else {
        Err(RenderFault::MalformedSecret { kind: SecretKind::Pin })
    }
}
