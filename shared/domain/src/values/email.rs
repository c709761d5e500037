//! An e-mail address that can be sent to, and the form of it that is unique in a firm.
//!
//! Nothing that looks like another address gets in: the part before the `@` is ASCII, and a
//! domain label is ASCII, or of one script and not written wholly in look-alikes of ASCII.

use std::fmt;
use std::net::Ipv4Addr;

use idna::AsciiDenyList;
use idna::uts46::{DnsLength, Hyphens, Uts46};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use unicode_security::{RestrictionLevel, RestrictionLevelDetection, skeleton};

use super::unseen::is_blank;

/// An address as it is sent to: the local part as typed, the domain in lower-case ASCII.
///
/// Personal data: `Debug` shows nothing of it, and there is no `Display`.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Email(String);

/// An address as it is compared: `A@x.com` and `a@X.com` are one. Dots and `+tags` count, as
/// only the receiving side knows what they mean there.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct UniqueEmail(String);

/// Why a text is not an [`Email`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EmailRefusal {
    /// Over 254 bytes, the longest path that SMTP carries (RFC 5321, 4.5.3.1.3, less its `<>`).
    #[error("this e-mail address is too long")]
    TooLong,
    /// No `@`, nothing before it, spaces within, stray dots, control characters.
    #[error("this is not an e-mail address")]
    NotAnAddress,
    /// Over 64 bytes before the `@` (RFC 5321, 4.5.3.1.1).
    #[error("the part before the @ is too long")]
    LocalPartTooLong,
    /// Letters outside ASCII before the `@`; SES sends to 7-bit local parts only.
    #[error("the part before the @ can only have letters without accents, digits and signs")]
    LocalPartNotAscii,
    /// A local part in quotation marks: legal, hardly ever real, and misread by many programs.
    #[error("the part before the @ cannot be in quotation marks")]
    LocalPartQuoted,
    /// Not a domain that can exist, or one without a dot.
    #[error("the part after the @ is not a domain name")]
    NotADomain,
    /// An IP address in place of a domain name.
    #[error("the part after the @ must be a domain name, not an IP address")]
    IpAddress,
    /// A label of mixed scripts, or one that is spelled to look like another.
    #[error("the part after the @ looks like another domain name")]
    ConfusableDomain,
}

impl Email {
    /// Drops white space and characters that show nothing from both ends, brings the domain to
    /// ASCII (UTS 46, strict, non-transitional) and leaves the local part as it was typed.
    ///
    /// # Errors
    /// An [`EmailRefusal`] that says what is wrong.
    pub fn parse(text: &str) -> Result<Email, EmailRefusal> {
        let text = text.trim_matches(is_blank);
        if text.len() > 254 {
            return Err(EmailRefusal::TooLong);
        }
        if text.chars().any(char::is_control) {
            return Err(EmailRefusal::NotAnAddress);
        }
        let (local, domain) = text.rsplit_once('@').ok_or(EmailRefusal::NotAnAddress)?;
        check_local_part(local)?;
        let domain = ascii_domain(domain)?;
        // ASCII can be longer than what was typed.
        let email = format!("{local}@{domain}");
        if email.len() > 254 {
            return Err(EmailRefusal::TooLong);
        }
        Ok(Email(email))
    }

    /// The address as it is handed to the mail service.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The form by which a sign-in address is unique in a firm.
    pub fn unique(&self) -> UniqueEmail {
        // The domain is in small letters already, and the local part is ASCII.
        UniqueEmail(self.0.to_ascii_lowercase())
    }
}

impl UniqueEmail {
    /// The address in small letters; to be compared and digested, not to be sent to.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl EmailRefusal {
    /// The stable name of this refusal.
    pub fn code(&self) -> &'static str {
        match self {
            EmailRefusal::TooLong => "too-long",
            EmailRefusal::NotAnAddress => "not-an-address",
            EmailRefusal::LocalPartTooLong => "local-part-too-long",
            EmailRefusal::LocalPartNotAscii => "local-part-not-ascii",
            EmailRefusal::LocalPartQuoted => "local-part-quoted",
            EmailRefusal::NotADomain => "not-a-domain",
            EmailRefusal::IpAddress => "ip-address",
            EmailRefusal::ConfusableDomain => "confusable-domain",
        }
    }
}

impl fmt::Debug for Email {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Email(…)")
    }
}

impl fmt::Debug for UniqueEmail {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("UniqueEmail(…)")
    }
}

impl Serialize for Email {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Email {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Email, D::Error> {
        let text = String::deserialize(deserializer)?;
        Email::parse(&text).map_err(serde::de::Error::custom)
    }
}

impl Serialize for UniqueEmail {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for UniqueEmail {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<UniqueEmail, D::Error> {
        let text = String::deserialize(deserializer)?;
        let unique = Email::parse(&text).map_err(serde::de::Error::custom)?.unique();
        if unique.as_str() == text {
            Ok(unique)
        } else {
            Err(serde::de::Error::custom("not in the form that is compared"))
        }
    }
}

/// RFC 5321's dot-string: words of RFC 5322's `atext`, with single dots between them.
fn check_local_part(local: &str) -> Result<(), EmailRefusal> {
    let is_word = |word: &str| {
        let is_atext =
            |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-/=?^_`{|}~".contains(&byte);
        !word.is_empty() && word.bytes().all(is_atext)
    };
    if local.starts_with('"') {
        Err(EmailRefusal::LocalPartQuoted)
    } else if !local.is_ascii() {
        Err(EmailRefusal::LocalPartNotAscii)
    } else if local.len() > 64 {
        Err(EmailRefusal::LocalPartTooLong)
    } else if !local.split('.').all(is_word) {
        Err(EmailRefusal::NotAnAddress)
    } else {
        Ok(())
    }
}

fn ascii_domain(typed: &str) -> Result<String, EmailRefusal> {
    if typed.starts_with('[') || typed.parse::<Ipv4Addr>().is_ok() {
        return Err(EmailRefusal::IpAddress);
    }
    let ascii = strict_ascii(typed).ok_or(EmailRefusal::NotADomain)?;
    let (_, top) = ascii.rsplit_once('.').ok_or(EmailRefusal::NotADomain)?;
    // Every top level begins with a letter ("xn--" included), which also rules out what is left
    // of the ways to write an IP address.
    if !top.starts_with(|first: char| first.is_ascii_alphabetic()) {
        return Err(EmailRefusal::NotADomain);
    }
    // What was typed may be encoded already, so the labels are judged decoded.
    let (decoded, valid) =
        Uts46::new().to_unicode(ascii.as_bytes(), AsciiDenyList::STD3, Hyphens::Check);
    valid.map_err(|_| EmailRefusal::NotADomain)?;
    let (names, top) = decoded.rsplit_once('.').ok_or(EmailRefusal::NotADomain)?;
    let disguised = typed.split(LABEL_ENDS).any(is_ascii_in_disguise);
    if disguised || names.split('.').any(is_confusable_name) || is_confusable_top(top) {
        return Err(EmailRefusal::ConfusableDomain);
    }
    Ok(ascii)
}

/// The dots that UTS 46 takes for a label's end.
const LABEL_ENDS: [char; 4] = ['.', '\u{3002}', '\u{ff0e}', '\u{ff61}'];

fn strict_ascii(domain: &str) -> Option<String> {
    Uts46::new()
        .to_ascii(domain.as_bytes(), AsciiDenyList::STD3, Hyphens::Check, DnsLength::Verify)
        .ok()
        .map(|ascii| ascii.into_owned())
}

/// UTS 46 takes full-width letters, ligatures and circled letters for the ASCII ones, and drops
/// soft hyphens. Nobody spells an address so without meaning to mislead.
fn is_ascii_in_disguise(label: &str) -> bool {
    !label.is_ascii() && !strict_ascii(label).is_some_and(|ascii| ascii.starts_with("xn--"))
}

fn is_confusable_name(label: &str) -> bool {
    is_mixed(label) || !label.is_ascii() && skeleton(label).all(|letter| letter.is_ascii())
}

/// Top levels have no digits in ASCII, so that `срб` (Serbia), whose look-alike is `cp6`, is good.
fn is_confusable_top(label: &str) -> bool {
    let looks_ascii = || skeleton(label).all(|letter| letter.is_ascii_alphabetic());
    is_mixed(label) || !label.is_ascii() && looks_ascii()
}

/// Mixed scripts, characters outside the recommended ones (UTS 39), or a dot on a letter that
/// has one already, which UTS 39 forgets and `İ` becomes in small letters.
fn is_mixed(label: &str) -> bool {
    let is_single = label.check_restriction_level(RestrictionLevel::SingleScript);
    let is_dotted_twice =
        ["i\u{307}", "j\u{307}", "l\u{307}"].iter().any(|dotted| label.contains(dotted));
    !label.is_ascii() && (!is_single || is_dotted_twice)
}

#[cfg(test)]
mod tests;
