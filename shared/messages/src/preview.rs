//! How an e-mail looks, shown on a page of the console: what [`render`] writes, with three differences.

use crate::brand::Brand;
use crate::faults::RenderFault;
use crate::letter::SecretKind;
use crate::letters::Content;
use crate::rendered::Rendered;
use crate::rendering::{Secret, Sending, render};
use vestibule_domain::kernel::Language;

/// In place of the origin of the pages, which the functions behind the API do not know.
const SAMPLE_ORIGIN: &str = "https://portal.example.com";
/// In place of the secret part of a link.
const SAMPLE_TOKEN: &str = "sample";

/// A colour scheme.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scheme {
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

/// The HTML body of an e-mail with a link, for a page of ours that shows it in a frame. Nothing in it
/// can be followed, it has this colour scheme whatever the reader's is, its link is a sample, and the
/// logo comes from where the frame came from. All else is what a client receives.
///
/// # Errors
/// As [`render`]; and for a message that is no e-mail with a link.
pub fn preview(
    content: &Content,
    brand: &Brand,
    language: Language,
    scheme: Scheme,
) -> Result<String, RenderFault> {
    let sending = Sending { origin: SAMPLE_ORIGIN, secret: Secret::LinkToken(SAMPLE_TOKEN) };
    let html = match render(content, brand, language, &sending)? {
        Rendered::Email(email) => email.html.clone(),
        Rendered::Sms(_) => {
            let (needed, given) = (content.needs(), SecretKind::Link);
            return Err(RenderFault::WrongSecret { needed, given });
        }
    };
    let (is, is_not) = match scheme {
        Scheme::Light => ("light", "not all"),
        Scheme::Dark => ("dark", "all"),
    };
    Ok(html
        .replace(FOLLOWED, UNFOLLOWED)
        .replace(&format!(" src=\"{SAMPLE_ORIGIN}/"), " src=\"/")
        .replace("(prefers-color-scheme: dark)", is_not)
        .replace("color-scheme: light dark", &format!("color-scheme: {is}"))
        .replace("content=\"light dark\"", &format!("content=\"{is}\"")))
}

/// Without an address an anchor looks the same, takes no focus and leads nowhere. In text, a quotation
/// mark is escaped, so this is always an attribute.
const FOLLOWED: &str = " href=\"";
const UNFOLLOWED: &str = " data-href=\"";
