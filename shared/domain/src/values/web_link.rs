//! A link to a page of the firm's own, such as its privacy disclosure.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use url::{Host, Url};

/// An `https` URL as browsers read it (WHATWG), at most 2,000 characters, on a host with a name.
///
/// It is kept in the one spelling that `url` gives it: ASCII, host in small letters, nothing
/// that could end an attribute. Links to it lead out of the site to a page that the firm answers
/// for.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct WebLink(String);

/// Why a text is not a [`WebLink`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WebLinkRefusal {
    /// Over 2,000 characters, as typed or once escaped: mail programs and browsers cut links.
    #[error("this link is too long")]
    TooLong,
    /// Not a URL, or with control characters in it.
    #[error("this is not a link")]
    Malformed,
    /// Any scheme but `https`, or none.
    #[error("a link begins with https://")]
    NotHttps,
    /// A name or a password before the host: they make a link look as if it led elsewhere.
    #[error("a link cannot hold a user name or a password")]
    UserInfo,
    /// A host without a dot, or an IP address: not a page that clients can reach by name.
    #[error("a link needs the full name of a web site")]
    NotADomain,
}

const LONGEST: usize = 2_000;

impl WebLink {
    /// Trims spaces at both ends, and reads and normalises the rest as browsers do.
    ///
    /// # Errors
    /// A [`WebLinkRefusal`] that says what is wrong.
    pub fn parse(text: &str) -> Result<WebLink, WebLinkRefusal> {
        let text = text.trim_matches(' ');
        if text.chars().nth(LONGEST).is_some() {
            return Err(WebLinkRefusal::TooLong);
        }
        // Browsers, and `url`, drop tabs and line ends from within a link.
        if text.chars().any(char::is_control) {
            return Err(WebLinkRefusal::Malformed);
        }
        // `url` also takes "https:host" and "https:\\host", which nobody means to write.
        let begins_right = text
            .split_at_checked("https://".len())
            .is_some_and(|(begin, _)| begin.eq_ignore_ascii_case("https://"));
        if !begins_right {
            return Err(WebLinkRefusal::NotHttps);
        }
        let url = Url::parse(text).map_err(|_| WebLinkRefusal::Malformed)?;
        if !url.username().is_empty() || url.password().is_some() {
            return Err(WebLinkRefusal::UserInfo);
        }
        match url.host() {
            Some(Host::Domain(name)) if is_full_name(name) => {}
            Some(Host::Domain(_) | Host::Ipv4(_) | Host::Ipv6(_)) | None => {
                return Err(WebLinkRefusal::NotADomain);
            }
        }
        // Escapes can be longer than what was typed. All of it is ASCII now.
        if url.as_str().len() > LONGEST {
            return Err(WebLinkRefusal::TooLong);
        }
        Ok(WebLink(url.into()))
    }

    /// The link, ready for an `href` once it is escaped for HTML.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl WebLinkRefusal {
    /// The stable name of this refusal.
    pub fn code(&self) -> &'static str {
        match self {
            WebLinkRefusal::TooLong => "too-long",
            WebLinkRefusal::Malformed => "malformed",
            WebLinkRefusal::NotHttps => "not-https",
            WebLinkRefusal::UserInfo => "user-info",
            WebLinkRefusal::NotADomain => "not-a-domain",
        }
    }
}

impl fmt::Display for WebLink {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl Serialize for WebLink {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for WebLink {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<WebLink, D::Error> {
        let text = String::deserialize(deserializer)?;
        WebLink::parse(&text).map_err(serde::de::Error::custom)
    }
}

/// At least two labels of letters, digits, `-` and `_`: a dot at the end alone makes no name, and
/// what the standard lets a host hold besides could end an attribute.
fn is_full_name(name: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    name.contains('.') && name.split('.').all(|label| !label.is_empty() && label.bytes().all(plain))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn parse(text: &str) -> Result<String, WebLinkRefusal> {
        WebLink::parse(text).map(|link| link.as_str().to_owned())
    }

    #[test]
    fn a_host_holds_nothing_that_could_end_an_attribute() {
        for host in ["a\"b.example", "a'b.example", "a&b.example", "a(b).example", "a{b}.example"] {
            let refused = parse(&format!("https://{host}/"));
            assert!(refused.is_err(), "{host}: {refused:?}");
        }
        assert!(parse("https://privacy_office.firm-1.example/").is_ok());
    }

    #[test]
    fn a_link_is_kept_in_one_spelling() {
        for (text, link) in [
            ("https://firm.example", "https://firm.example/"),
            (" https://firm.example/privacy ", "https://firm.example/privacy"),
            ("HTTPS://WWW.Firm.Example:443/Privacy", "https://www.firm.example/Privacy"),
            ("https://firm.example/a/../b?c=d#e", "https://firm.example/b?c=d#e"),
            ("https://firm.example:8443/", "https://firm.example:8443/"),
            ("https://müller.example/datenschutz", "https://xn--mller-kva.example/datenschutz"),
            ("https://firm.example/für \"alle\"", "https://firm.example/f%C3%BCr%20%22alle%22"),
            ("https://firm.example/<script>", "https://firm.example/%3Cscript%3E"),
        ] {
            assert_eq!(parse(text).as_deref(), Ok(link), "{text}");
        }
    }

    #[test]
    fn a_refused_link_says_why() {
        use WebLinkRefusal::*;
        for (text, why) in [
            ("", NotHttps),
            ("firm.example/privacy", NotHttps),
            ("http://firm.example/", NotHttps),
            ("javascript:alert(1)", NotHttps),
            ("data:text/html,x", NotHttps),
            ("//firm.example/", NotHttps),
            ("https:firm.example", NotHttps),
            ("https:\\\\firm.example", NotHttps),
            ("https://", Malformed),
            ("https:// firm.example/", Malformed),
            ("https://firm.example:99999/", Malformed),
            ("https://fi%00rm.example/", Malformed),
            ("https://firm.example/a\nb", Malformed),
            ("https://firm.example/\t", Malformed),
            ("https://firm.example/\0", Malformed),
            ("https://firm.example/\u{85}", Malformed),
            ("https://firm.example@evil.example/", UserInfo),
            ("https://:secret@firm.example/", UserInfo),
            ("https://localhost/", NotADomain),
            ("https://localhost./", NotADomain),
            ("https://firm.example./", NotADomain),
            ("https://.example/", NotADomain),
            ("https://192.0.2.1/", NotADomain),
            ("https://3221225985/", NotADomain),
            ("https://0xc0.0.2.1/", NotADomain),
            ("https://[2001:db8::1]/", NotADomain),
        ] {
            assert_eq!(parse(text), Err(why), "{text:?}");
        }
    }

    #[test]
    fn a_link_of_two_thousand_characters_is_the_longest() {
        let begin = "https://firm.example/";
        let longest = format!("{begin}{}", "a".repeat(2_000 - begin.len()));
        assert_eq!(parse(&longest).as_deref(), Ok(&*longest));
        assert_eq!(parse(&format!("{longest}a")), Err(WebLinkRefusal::TooLong));
        let escaped = format!("{begin}{}", "ü".repeat(400));
        assert_eq!(parse(&escaped), Err(WebLinkRefusal::TooLong), "six characters each");
        let winding = format!("{begin}{}", "a/../".repeat(400));
        assert_eq!(parse(&winding), Err(WebLinkRefusal::TooLong), "though it leads nowhere far");
    }

    #[test]
    fn what_looks_like_another_host_leads_where_it_says() {
        let link = parse("https://firm.example\\@evil.example/").unwrap();
        assert_eq!(link, "https://firm.example/@evil.example/");
    }

    #[test]
    fn a_link_is_checked_again_when_it_is_read_back() {
        let link: WebLink = serde_json::from_str("\"https://firm.example\"").unwrap();
        assert_eq!(serde_json::to_string(&link).unwrap(), "\"https://firm.example/\"");
        assert!(serde_json::from_str::<WebLink>("\"javascript:alert(1)\"").is_err());
    }

    proptest! {
        #[test]
        fn whatever_is_kept_is_short_plain_and_read_as_itself(
            text in "https://[a-z0-9.@:\\[\\]%-]{1,20}(/\\PC{0,40})?|\\PC{0,60}",
        ) {
            if let Ok(link) = parse(&text) {
                prop_assert!(link.starts_with("https://") && link.len() <= LONGEST);
                let is_plain = |byte: u8| byte.is_ascii_graphic() && !b"\"<>".contains(&byte);
                prop_assert!(link.bytes().all(is_plain), "{}", link);
                prop_assert_eq!(parse(&link), Ok(link));
            }
        }
    }
}
