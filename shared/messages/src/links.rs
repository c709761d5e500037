//! The addresses that messages lead to.
//!
//! The token is in the fragment, which no browser sends to a server and no proxy logs. Origin,
//! token and path are held to a small alphabet here, so a link needs no escaping in HTML or text.

use zeroize::Zeroizing;

use crate::faults::RenderFault;
use crate::letter::SecretKind;

/// The longest token in bytes; ours are far shorter, and a mail client may cut an address past
/// 2,000.
const LONGEST_TOKEN: usize = 512;

/// The page of a client's links, up to the token.
pub const CLIENT_PAGE: &str = "/i#";

/// The link of an invitation or a recovery: `{origin}/i#{token}`. Holds the token: wiped when
/// dropped.
///
/// # Errors
/// The origin or the token is malformed (see [`Sending`](crate::Sending)).
pub fn client_link(origin: &str, token: &str) -> Result<Zeroizing<String>, RenderFault> {
    with_token(origin, CLIENT_PAGE, token)
}

/// The link with which a staff member sets up their account: `{origin}/console/set-up#{token}`.
/// Holds the token: wiped when dropped.
///
/// # Errors
/// The origin or the token is malformed (see [`Sending`](crate::Sending)).
pub fn staff_set_up_link(origin: &str, token: &str) -> Result<Zeroizing<String>, RenderFault> {
    with_token(origin, "/console/set-up#", token)
}

/// The link with which a staff member who forgot the password chooses a new one:
/// `{origin}/console/recover#{token}`. Holds the token: wiped when dropped.
///
/// # Errors
/// The origin or the token is malformed (see [`Sending`](crate::Sending)).
pub fn staff_recovery_link(origin: &str, token: &str) -> Result<Zeroizing<String>, RenderFault> {
    with_token(origin, "/console/recover#", token)
}

/// A page of the console: `{origin}{path}`, where the path is `/console/` and then segments of
/// ASCII letters, digits, `-` and `_`. Holds no secret.
///
/// # Errors
/// The origin is malformed, or the path leads anywhere else.
pub fn console_link(origin: &str, path: &str) -> Result<String, RenderFault> {
    host(origin)?;
    let segments = path.strip_prefix("/console/").ok_or(RenderFault::ConsolePath)?;
    let word = |segment: &str| {
        !segment.is_empty()
            && segment
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
    };
    if segments.split('/').all(word) {
        Ok(format!("{origin}{path}"))
    } else {
        Err(RenderFault::ConsolePath)
    }
}

/// Where the firm's logo is loaded from: `{origin}{path}`, with a path that [`logo_path`] has
/// looked at.
pub(crate) fn logo_address(origin: &str, path: &str) -> Result<String, RenderFault> {
    host(origin)?;
    Ok(format!("{origin}{path}"))
}

/// Refuses a path that is not `/api/firms/{firm}/logo/{version}`, both ASCII letters, digits and
/// `-`: nothing else of ours, and nothing elsewhere, is loaded by a mail.
pub(crate) fn logo_path(path: &str) -> Result<(), RenderFault> {
    let ends = path.strip_prefix("/api/firms/").and_then(|rest| rest.split_once("/logo/"));
    match ends {
        Some((firm, version)) if is_word(firm) && is_word(version) => Ok(()),
        Some(_) | None => Err(RenderFault::LogoPath),
    }
}

/// Refuses what is not an `https` address with a plain host: somebody else's name before an `@`
/// would mislead the reader. After the host any visible ASCII may follow but the three characters
/// that end an attribute or a tag; the template escapes the address all the same.
pub(crate) fn privacy_link(link: &str) -> Result<(), RenderFault> {
    let visible = link.bytes().all(|b| b.is_ascii_graphic() && !matches!(b, b'"' | b'<' | b'>'));
    let authority =
        link.strip_prefix("https://").and_then(|rest| rest.split(['/', '?', '#']).next());
    let plain = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'.' | b'_' | b':');
    match authority {
        Some(authority) if visible && !authority.is_empty() && authority.bytes().all(plain) => {
            Ok(())
        }
        Some(_) | None => Err(RenderFault::PrivacyLink),
    }
}

/// The host of an origin, without the port.
pub(crate) fn host(origin: &str) -> Result<&str, RenderFault> {
    let (host, port, secure) = parts(origin).ok_or(RenderFault::Origin)?;
    // Plain http is for the runner on one's own machine; anywhere else it would give the link away.
    let scheme_fits = secure || matches!(host, "localhost" | "127.0.0.1");
    if scheme_fits && port.is_none_or(is_port) && is_host(host) {
        Ok(host)
    } else {
        Err(RenderFault::Origin)
    }
}

fn with_token(origin: &str, path: &str, token: &str) -> Result<Zeroizing<String>, RenderFault> {
    host(origin)?;
    let spelled = token
        .bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'~'));
    if token.is_empty() || token.len() > LONGEST_TOKEN || !spelled {
        return Err(RenderFault::MalformedSecret { kind: SecretKind::Link });
    }
    // The room is made at once: growing would leave a copy of the token behind, unwiped.
    let mut link = Zeroizing::new(String::with_capacity(origin.len() + path.len() + token.len()));
    link.push_str(origin);
    link.push_str(path);
    link.push_str(token);
    Ok(link)
}

/// ASCII letters, digits and `-`, at least one.
fn is_word(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}

/// Host, port, and whether the scheme is https.
fn parts(origin: &str) -> Option<(&str, Option<&str>, bool)> {
    let (authority, secure) = match origin.strip_prefix("https://") {
        Some(rest) => (rest, true),
        None => (origin.strip_prefix("http://")?, false),
    };
    match authority.split_once(':') {
        Some((host, port)) => Some((host, Some(port), secure)),
        None => Some((authority, None, secure)),
    }
}

/// A host name as browsers spell it in an origin: lower case, at most 253 bytes, labels of 1 to 63.
fn is_host(host: &str) -> bool {
    let label = |label: &str| {
        (1..=63).contains(&label.len())
            && label
                .bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    host.len() <= 253 && host.split('.').all(label)
}

/// Digits only: the number parser would take a sign as well.
fn is_port(port: &str) -> bool {
    port.bytes().all(|byte| byte.is_ascii_digit())
        && port.parse::<u16>().is_ok_and(|number| number > 0)
}
