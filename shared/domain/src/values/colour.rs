//! A colour of the firm's own, and whether it can be read.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// An opaque sRGB colour, written `#rrggbb` in small letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Colour {
    red: u8,
    green: u8,
    blue: u8,
}

/// Why a text is not a [`Colour`], or not one that can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ColourRefusal {
    /// Not `#` and six hexadecimal digits.
    #[error("a colour is written as # and six digits or letters from a to f")]
    Malformed,
    /// Less than 4.5:1 against white.
    #[error(
        "this colour is too pale: its contrast with white is {}.{} to 1, at least 4.5 to 1 is \
         needed",
        ratio_tenths / 10,
        ratio_tenths % 10
    )]
    TooPale {
        /// The contrast with white in tenths, rounded down so that it never says 4.5: 10 to 44.
        ratio_tenths: u8,
    },
}

/// The least contrast of text of any size (WCAG 2.2, success criterion 1.4.3, level AA).
const READABLE: f64 = 4.5;

impl Colour {
    /// The page, and the text on buttons.
    pub const WHITE: Colour = Colour { red: 255, green: 255, blue: 255 };

    /// Reads `#rrggbb`, in small or capital letters.
    ///
    /// # Errors
    /// [`ColourRefusal::Malformed`] for everything else, other spellings of colours included.
    pub fn parse(text: &str) -> Result<Colour, ColourRefusal> {
        let digits = text.strip_prefix('#').ok_or(ColourRefusal::Malformed)?;
        // `from_str_radix` would take a sign too.
        if digits.len() != 6 || !digits.bytes().all(|digit| digit.is_ascii_hexdigit()) {
            return Err(ColourRefusal::Malformed);
        }
        let number = u32::from_str_radix(digits, 16).map_err(|_| ColourRefusal::Malformed)?;
        let [_, red, green, blue] = number.to_be_bytes();
        Ok(Colour { red, green, blue })
    }

    /// Reads a colour that white can be told from: the firm's buttons have white text on it, and
    /// its headings stand on white.
    ///
    /// # Errors
    /// [`ColourRefusal::Malformed`] as in [`Colour::parse`], [`ColourRefusal::TooPale`] under
    /// 4.5:1 against white.
    pub fn parse_readable(text: &str) -> Result<Colour, ColourRefusal> {
        let colour = Colour::parse(text)?;
        let ratio = colour.contrast(&Colour::WHITE);
        if ratio >= READABLE {
            Ok(colour)
        } else {
            Err(ColourRefusal::TooPale { ratio_tenths: tenths(ratio) })
        }
    }

    /// The contrast ratio of WCAG 2.2, from 1 (the same) to 21 (black and white).
    pub fn contrast(&self, other: &Colour) -> f64 {
        let (one, two) = (self.luminance(), other.luminance());
        (one.max(two) + 0.05) / (one.min(two) + 0.05)
    }

    /// The relative luminance of WCAG 2.2, from 0 (black) to 1 (white).
    fn luminance(&self) -> f64 {
        0.2126 * linear(self.red) + 0.7152 * linear(self.green) + 0.0722 * linear(self.blue)
    }
}

impl ColourRefusal {
    /// The stable name of this refusal.
    pub fn code(&self) -> &'static str {
        match self {
            ColourRefusal::Malformed => "malformed",
            ColourRefusal::TooPale { .. } => "too-pale",
        }
    }
}

impl fmt::Display for Colour {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "#{:02x}{:02x}{:02x}", self.red, self.green, self.blue)
    }
}

impl Serialize for Colour {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Colour {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Colour, D::Error> {
        let text = String::deserialize(deserializer)?;
        Colour::parse(&text).map_err(serde::de::Error::custom)
    }
}

/// sRGB's curve, undone. 0.04045 is IEC's number, which WCAG 2.2 took over.
fn linear(channel: u8) -> f64 {
    let channel = f64::from(channel) / 255.0;
    if channel <= 0.04045 { channel / 12.92 } else { ((channel + 0.055) / 1.055).powf(2.4) }
}

/// Whole tenths, rounded down. A refused ratio is between 1 and 4.5.
fn tenths(ratio: f64) -> u8 {
    (10..=u8::MAX).take_while(|tenths| f64::from(*tenths) / 10.0 <= ratio).last().unwrap_or(10)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const BLACK: Colour = Colour { red: 0, green: 0, blue: 0 };

    #[test]
    fn a_colour_has_one_spelling_however_it_was_typed() {
        for text in ["#0a5c7f", "#0A5C7F", "#0a5C7f"] {
            assert_eq!(Colour::parse(text).unwrap().to_string(), "#0a5c7f");
        }
        assert_eq!(Colour::parse("#ffffff"), Ok(Colour::WHITE));
        assert_eq!(Colour::parse("#000000"), Ok(BLACK));
    }

    #[test]
    fn other_spellings_are_refused() {
        for text in [
            "",
            "#",
            "0a5c7f",
            "#fff",
            "#0a5c7f80",
            "#0a5c7",
            "#0a5c7g",
            "#+a5c7f",
            "#-00001",
            "##0a5c7",
            " #0a5c7f",
            "#0a5c7f\n",
            "#éé£",
            "＃0a5c7f",
            "red",
            "rgb(1,2,3)",
            "#0a5c7f;x",
        ] {
            assert_eq!(Colour::parse(text), Err(ColourRefusal::Malformed), "{text:?}");
            assert_eq!(Colour::parse_readable(text), Err(ColourRefusal::Malformed), "{text:?}");
        }
    }

    #[test]
    fn the_contrast_is_that_of_wcag() {
        // Known pairs, as WebAIM's and other checkers give them.
        for (text, expected) in [
            ("#000000", 21.0),
            ("#ffffff", 1.0),
            ("#767676", 4.54),
            ("#777777", 4.48),
            ("#ff0000", 4.00),
            ("#00ff00", 1.37),
            ("#0000ff", 8.59),
            ("#010101", 20.87),
        ] {
            let ratio = Colour::parse(text).unwrap().contrast(&Colour::WHITE);
            assert!((ratio - expected).abs() < 0.006, "{text}: {ratio}");
        }
        assert!((BLACK.contrast(&Colour::WHITE) - 21.0).abs() < 1e-9);
    }

    #[test]
    fn a_colour_too_pale_to_read_says_how_pale() {
        for text in ["#767676", "#0A5C7F", "#0000ff", "#000000"] {
            assert!(Colour::parse_readable(text).is_ok(), "{text}");
        }
        for (text, ratio_tenths) in
            [("#777777", 44), ("#ff0000", 39), ("#00ff00", 13), ("#ffffff", 10), ("#fefefe", 10)]
        {
            let refusal = ColourRefusal::TooPale { ratio_tenths };
            assert_eq!(Colour::parse_readable(text), Err(refusal), "{text}");
        }
        assert_eq!(
            ColourRefusal::TooPale { ratio_tenths: 44 }.to_string(),
            "this colour is too pale: its contrast with white is 4.4 to 1, at least 4.5 to 1 is \
             needed"
        );
    }

    #[test]
    fn a_colour_is_checked_again_when_it_is_read_back() {
        let colour: Colour = serde_json::from_str("\"#0A5C7F\"").unwrap();
        assert_eq!(serde_json::to_string(&colour).unwrap(), "\"#0a5c7f\"");
        assert!(serde_json::from_str::<Colour>("\"red\"").is_err());
    }

    proptest! {
        #[test]
        fn contrast_lies_within_its_bounds_and_is_mutual(one in any::<[u8; 3]>(), two in any::<[u8; 3]>()) {
            let colour = |[red, green, blue]: [u8; 3]| Colour { red, green, blue };
            let (one, two) = (colour(one), colour(two));
            let ratio = one.contrast(&two);
            prop_assert!((1.0..=21.0 + 1e-9).contains(&ratio));
            prop_assert_eq!(ratio, two.contrast(&one));
            prop_assert_eq!(Colour::parse(&one.to_string()), Ok(one));
            match Colour::parse_readable(&one.to_string()) {
                Ok(colour) => prop_assert!(colour.contrast(&Colour::WHITE) >= READABLE),
                Err(ColourRefusal::TooPale { ratio_tenths }) => {
                    let ratio = one.contrast(&Colour::WHITE);
                    let named = f64::from(ratio_tenths) / 10.0;
                    prop_assert!((10..45).contains(&ratio_tenths));
                    prop_assert!(named <= ratio && ratio < named + 0.1 + 1e-9);
                }
                Err(ColourRefusal::Malformed) => prop_assert!(false, "it was written by us"),
            }
        }

        #[test]
        fn no_text_makes_it_panic(text in any::<String>()) {
            let _ = Colour::parse_readable(&text);
        }
    }
}
