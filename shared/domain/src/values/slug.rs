//! A firm's name in URLs: `/f/{slug}`.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// `[a-z0-9](-?[a-z0-9])*`, 3 to 40 characters, and none of the words that the site uses itself.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Slug(String);

/// Why a text is not a [`Slug`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SlugRefusal {
    /// Fewer than 3 characters.
    #[error("a firm's web name has at least 3 characters")]
    TooShort,
    /// More than 40 characters.
    #[error("a firm's web name has at most 40 characters")]
    TooLong,
    /// Something other than small letters, digits and single hyphens between them.
    #[error("a firm's web name has small letters, digits and single hyphens between them only")]
    Malformed,
    /// A word that the site keeps for itself.
    #[error("this web name is reserved")]
    Reserved,
}

/// Words that are, or may become, paths and host names of the site, or that a stranger could
/// pass off as the site's own voice.
const RESERVED: [&str; 32] = [
    "about",
    "account",
    "admin",
    "api",
    "app",
    "assets",
    "auth",
    "billing",
    "blog",
    "client",
    "console",
    "docs",
    "firm",
    "health",
    "help",
    "inbox",
    "legal",
    "login",
    "mail",
    "portal",
    "privacy",
    "public",
    "root",
    "security",
    "sign-in",
    "static",
    "status",
    "support",
    "system",
    "test",
    "vestibule",
    "www",
];

impl Slug {
    /// Takes the text as it is: a slug has one spelling, so capitals are refused, not lowered.
    ///
    /// # Errors
    /// A [`SlugRefusal`] that says what is wrong.
    pub fn parse(text: &str) -> Result<Slug, SlugRefusal> {
        // Bytes: whatever is not ASCII is refused as malformed, unless it is too long anyway.
        if text.len() < 3 {
            return Err(SlugRefusal::TooShort);
        }
        if text.len() > 40 {
            return Err(SlugRefusal::TooLong);
        }
        if !text.split('-').all(is_word) {
            return Err(SlugRefusal::Malformed);
        }
        if RESERVED.contains(&text) {
            return Err(SlugRefusal::Reserved);
        }
        Ok(Slug(text.to_owned()))
    }

    /// The slug, safe in a URL's path without escaping.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl SlugRefusal {
    /// The stable name of this refusal.
    pub fn code(&self) -> &'static str {
        match self {
            SlugRefusal::TooShort => "too-short",
            SlugRefusal::TooLong => "too-long",
            SlugRefusal::Malformed => "malformed",
            SlugRefusal::Reserved => "reserved",
        }
    }
}

impl fmt::Display for Slug {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl Serialize for Slug {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Slug {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Slug, D::Error> {
        let text = String::deserialize(deserializer)?;
        Slug::parse(&text).map_err(serde::de::Error::custom)
    }
}

fn is_word(text: &str) -> bool {
    let in_word = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
    !text.is_empty() && text.bytes().all(in_word)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn small_letters_digits_and_single_hyphens_make_a_slug() {
        for text in ["abc", "muster-finanz", "a-1", "1a2", "4-u-2", &"a".repeat(40)] {
            assert_eq!(Slug::parse(text).unwrap().as_str(), text);
        }
    }

    #[test]
    fn a_refused_slug_says_why() {
        assert_eq!(Slug::parse(""), Err(SlugRefusal::TooShort));
        assert_eq!(Slug::parse("f"), Err(SlugRefusal::TooShort));
        assert_eq!(Slug::parse(&"a".repeat(41)), Err(SlugRefusal::TooLong));
        for text in [
            "Muster",
            "a--b",
            "-ab",
            "ab-",
            "---",
            "a b",
            "a_b",
            "a.b",
            "../..",
            "a/b",
            "a%2f",
            "müller",
            "а\u{430}б",
            "abc\n",
            "abc\0",
            "аpi",
        ] {
            assert_eq!(Slug::parse(text), Err(SlugRefusal::Malformed), "{text:?}");
        }
        for text in RESERVED {
            assert_eq!(Slug::parse(text), Err(SlugRefusal::Reserved), "{text}");
        }
    }

    #[test]
    fn a_slug_is_checked_again_when_it_is_read_back() {
        let slug: Slug = serde_json::from_str("\"muster-finanz\"").unwrap();
        assert_eq!(serde_json::to_string(&slug).unwrap(), "\"muster-finanz\"");
        assert!(serde_json::from_str::<Slug>("\"admin\"").is_err());
    }

    proptest! {
        #[test]
        fn every_text_of_the_pattern_is_a_slug_unless_reserved(text in "[a-z0-9](-?[a-z0-9]){2,19}") {
            let reserved = RESERVED.contains(&text.as_str());
            prop_assert_eq!(Slug::parse(&text).is_ok(), !reserved);
        }

        #[test]
        fn no_text_makes_it_panic(text in any::<String>()) {
            if let Ok(slug) = Slug::parse(&text) {
                prop_assert_eq!(slug.as_str(), text);
            }
        }
    }
}
