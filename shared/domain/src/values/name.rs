//! The name of a person, a company or a firm, as text.
//!
//! Markup and template syntax are text here; the code that renders a name escapes it. What no
//! escape can make safe is refused: line breaks and control characters (mail headers), characters
//! that reorder a line, and characters that nobody sees.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use unicode_normalization::UnicodeNormalization;

/// 1 to 100 characters (Unicode scalar values) in NFC, without white space at either end.
///
/// Personal data: `Debug` shows nothing of it, and there is no `Display`.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Name(String);

/// Why a text is not a [`Name`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NameRefusal {
    /// Nothing, or nothing but spaces.
    #[error("a name is missing")]
    Empty,
    /// Over 100 characters.
    #[error("a name has at most 100 characters")]
    TooLong,
    /// A line break, a tab, another control character, or one that is unseen or reorders text.
    #[error("a name cannot contain line breaks or invisible characters")]
    Forbidden,
}

impl Name {
    /// The most characters that a name has. Ours: long enough for a company with its legal form,
    /// short enough for a text message and a subject line.
    pub const MOST: usize = 100;

    /// Trims the spaces at both ends and brings the text to NFC.
    ///
    /// # Errors
    /// A [`NameRefusal`] that says what is wrong.
    pub fn parse(text: &str) -> Result<Name, NameRefusal> {
        // A character has at most 4 bytes, and NFC makes at most 3 typed ones into a kept one
        // in any living script; more than that is no name, and is not worth normalising.
        if text.len() > Name::MOST * 12 {
            return Err(NameRefusal::TooLong);
        }
        // Before trimming, so that a line break at the end is seen as what it is.
        if text.chars().any(is_forbidden) {
            return Err(NameRefusal::Forbidden);
        }
        let name: String = text.trim().nfc().collect();
        match name.chars().count() {
            0 => Err(NameRefusal::Empty),
            1..=Name::MOST => Ok(Name(name)),
            _ => Err(NameRefusal::TooLong),
        }
    }

    /// The name as text, to be escaped where it is rendered.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl NameRefusal {
    /// The stable name of this refusal.
    pub fn code(&self) -> &'static str {
        match self {
            NameRefusal::Empty => "empty",
            NameRefusal::TooLong => "too-long",
            NameRefusal::Forbidden => "forbidden-character",
        }
    }
}

impl fmt::Debug for Name {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Name(…)")
    }
}

impl Serialize for Name {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Name {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Name, D::Error> {
        let text = String::deserialize(deserializer)?;
        Name::parse(&text).map_err(serde::de::Error::custom)
    }
}

/// Control characters, and the part of Unicode's Default_Ignorable_Code_Point and Bidi_Control
/// that a name could be disguised with. Variation selectors stay: Japanese names need them.
fn is_forbidden(letter: char) -> bool {
    letter.is_control()
        || matches!(
            letter,
            '\u{ad}' | '\u{34f}' | '\u{61c}'
                | '\u{115f}' | '\u{1160}' | '\u{180e}'
                | '\u{200b}'..='\u{200f}'
                | '\u{2028}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}'
                | '\u{3164}' | '\u{feff}' | '\u{ffa0}'
                | '\u{fff9}'..='\u{fffb}'
                | '\u{e0000}'..='\u{e007f}'
        )
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn names_of_many_kinds_are_kept_as_they_are() {
        for text in [
            "A",
            "Anna Müller",
            "O’Brien-Smith",
            "Nguyễn Thị Minh",
            "王小明",
            "Ωμέγα ΑΕ",
            "X Æ A-12",
            "Muster & Söhne GmbH",
            "<b>Bold</b> {{ firm }}",
            "=1+1",
            "🦀 Ltd",
            "葛\u{e0100}飾",
        ] {
            assert_eq!(Name::parse(text).unwrap().as_str(), text);
        }
    }

    #[test]
    fn spaces_at_the_ends_are_trimmed_and_accents_are_composed() {
        assert_eq!(Name::parse("  Zoe\u{308} \u{a0}").unwrap().as_str(), "Zo\u{eb}");
        assert_eq!(Name::parse("Zoe\u{308}"), Name::parse("Zo\u{eb}"));
    }

    #[test]
    fn a_name_has_1_to_100_characters() {
        assert_eq!(Name::parse(""), Err(NameRefusal::Empty));
        assert_eq!(Name::parse(" \u{3000} "), Err(NameRefusal::Empty));
        assert!(Name::parse(&"ä".repeat(100)).is_ok());
        assert!(Name::parse(&"a\u{308}".repeat(100)).is_ok());
        assert_eq!(Name::parse(&"ä".repeat(101)), Err(NameRefusal::TooLong));
        assert_eq!(Name::parse(&"a".repeat(1 << 20)), Err(NameRefusal::TooLong));
    }

    #[test]
    fn line_breaks_controls_and_unseen_characters_are_refused_wherever_they_stand() {
        for letter in
            "\r\n\t\0\u{7f}\u{85}\u{200b}\u{200d}\u{202e}\u{2066}\u{feff}\u{2028}\u{e0041}".chars()
        {
            for text in [format!("An{letter}na"), format!("Anna{letter}"), format!("{letter}Anna")]
            {
                assert_eq!(Name::parse(&text), Err(NameRefusal::Forbidden), "{text:?}");
            }
        }
    }

    #[test]
    fn a_name_is_masked_in_logs_and_checked_again_when_it_is_read_back() {
        let name: Name = serde_json::from_str("\"Anna\"").unwrap();
        assert_eq!(format!("{name:?}"), "Name(…)");
        assert_eq!(serde_json::to_string(&name).unwrap(), "\"Anna\"");
        assert!(serde_json::from_str::<Name>("\"An\\nna\"").is_err());
    }

    proptest! {
        #[test]
        fn a_parsed_name_parses_to_itself(text in any::<String>()) {
            if let Ok(name) = Name::parse(&text) {
                prop_assert_eq!(Name::parse(name.as_str()), Ok(name));
            }
        }
    }
}
