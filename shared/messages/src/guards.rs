//! What is looked at before a message is rendered.

use crate::brand::Brand;
use crate::faults::RenderFault;
use crate::letters::Content;
use crate::links;

/// Whether a message can be rendered at all, secret and origin apart. [`render`](crate::render)
/// asks this itself; a flow may ask it before it commits, while somebody is there to be told.
///
/// # Errors
/// The first rule broken: a control character, a blank text, a reply address, a colour, a logo's
/// path, a privacy link or a PIN's letter that is not one.
pub fn check(content: &Content, brand: &Brand) -> Result<(), RenderFault> {
    one_line("firm name", &brand.firm_name)?;
    bare_address("reply address", &brand.reply_to)?;
    brand.phone.as_deref().map_or(Ok(()), |phone| one_line("firm's phone", phone))?;
    brand.colour.as_deref().map_or(Ok(()), colour)?;
    brand.logo_path.as_deref().map_or(Ok(()), links::logo_path)?;
    brand.privacy_link.as_deref().map_or(Ok(()), links::privacy_link)?;
    content.check()
}

/// Refuses what is not one e-mail address and nothing else: a second one, a display name, a
/// comment.
pub(crate) fn bare_address(field: &'static str, text: &str) -> Result<(), RenderFault> {
    one_line(field, text)?;
    let odd = |c: char| {
        c.is_whitespace()
            || matches!(c, ',' | ';' | ':' | '<' | '>' | '(' | ')' | '[' | ']' | '"' | '\\')
    };
    match text.split_once('@') {
        Some((local, domain))
            if !local.is_empty()
                && !domain.is_empty()
                && !domain.contains('@')
                && !text.contains(odd) =>
        {
            Ok(())
        }
        Some(_) | None => Err(RenderFault::NotAnAddress { field }),
    }
}

/// Refuses what is blank or could slip more lines into a header or a body.
pub(crate) fn one_line(field: &'static str, text: &str) -> Result<(), RenderFault> {
    if text.chars().any(breaks_or_reorders) {
        return Err(RenderFault::ControlCharacter { field });
    }
    if text.trim().is_empty() {
        return Err(RenderFault::Blank { field });
    }
    Ok(())
}

/// Control characters; the two line separators of Unicode; the marks that make what follows read
/// backwards, with which a name could rewrite the line around it.
fn breaks_or_reorders(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{2028}' | '\u{2029}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

fn colour(colour: &str) -> Result<(), RenderFault> {
    match colour.strip_prefix('#') {
        Some(hex) if hex.len() == 6 && hex.bytes().all(|byte| byte.is_ascii_hexdigit()) => Ok(()),
        Some(_) | None => Err(RenderFault::Colour),
    }
}

/// Refuses what is not one to three ASCII capitals.
pub(crate) fn pin_letter(letter: &str) -> Result<(), RenderFault> {
    let fits =
        (1..=3).contains(&letter.len()) && letter.bytes().all(|byte| byte.is_ascii_uppercase());
    if fits { Ok(()) } else { Err(RenderFault::PinLetter) }
}
