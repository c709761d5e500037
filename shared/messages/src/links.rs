//! The addresses that messages lead to.
//!
//! A token stands in the fragment, which no browser sends to a server and no proxy logs. Origin,
//! token and path are held to a small alphabet here, so a link needs no escaping in HTML or text.

use zeroize::Zeroizing;

use crate::content::SecretKind;
use crate::faults::RenderFault;

/// The longest token in bytes; ours are far shorter, and a mail client may cut an address past
/// 2,000.
const LONGEST_TOKEN: usize = 512;

/// The link of an invitation or a recovery: `{origin}/i#{token}`. Holds the token: wiped when
/// dropped.
///
/// # Errors
/// The origin or the token is malformed (see [`Sending`](crate::Sending)).
pub fn client_link(origin: &str, token: &str) -> Result<Zeroizing<String>, RenderFault> {
    with_token(origin, "/i#", token)
}

/// The link with which a staff member sets up their account: `{origin}/console/set-up#{token}`.
/// Holds the token: wiped when dropped.
///
/// # Errors
/// The origin or the token is malformed (see [`Sending`](crate::Sending)).
pub fn staff_set_up_link(origin: &str, token: &str) -> Result<Zeroizing<String>, RenderFault> {
    with_token(origin, "/console/set-up#", token)
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
