//! From a message and its secret to what is sent.

use zeroize::Zeroizing;

use crate::content::{Brand, Content, SecretKind};
use crate::faults::RenderFault;
use crate::languages::{self, Language, Words};
use crate::rendered::Rendered;
use crate::{guards, letter, links, text};

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
            letter::write(letter, brand, language, Some(&link)).map(Rendered::Email)
        }
        (Words::Letter(letter), Destination::Nowhere) => {
            letter::write(letter, brand, language, None).map(Rendered::Email)
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
        (Content::Invitation { .. } | Content::Recovery { .. }, Secret::LinkToken(token)) => {
            links::client_link(origin, token).map(Destination::Page)
        }
        (Content::StaffSetUp { .. }, Secret::LinkToken(token)) => {
            links::staff_set_up_link(origin, token).map(Destination::Page)
        }
        (Content::Notice { client_path, .. }, Secret::None) => {
            links::console_link(origin, client_path).map(Zeroizing::new).map(Destination::Page)
        }
        (
            Content::PasswordChanged { .. }
            | Content::AccessEnded { .. }
            | Content::MobileChanged { .. },
            Secret::None,
        ) => Ok(Destination::Nowhere),
        (Content::Pin { .. }, Secret::Pin(pin)) => {
            Ok(Destination::Phone { pin: six_digits(pin)?, host: links::host(origin)? })
        }
        (
            Content::Invitation { .. } | Content::Recovery { .. } | Content::StaffSetUp { .. },
            Secret::None | Secret::Pin(_),
        )
        | (Content::Pin { .. }, Secret::None | Secret::LinkToken(_))
        | (
            Content::PasswordChanged { .. }
            | Content::AccessEnded { .. }
            | Content::MobileChanged { .. }
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
