//! A country, by its two-letter code: the one that a firm's national phone numbers belong to.

use std::fmt;
use std::str::FromStr;

use phonenumber::country::Id;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// An ISO 3166-1 alpha-2 code in capitals, of a territory that has phone numbers of its own.
///
/// The list is libphonenumber's: uninhabited territories are missing, Kosovo (`XK`), Ascension
/// (`AC`) and Tristan da Cunha (`TA`) are there.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Country(Id);

/// Why a text is not a [`Country`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CountryRefusal {
    /// Not two capital letters, or two that stand for no territory with phone numbers.
    #[error("this is not the two-letter code of a country")]
    NotACountry,
}

impl Country {
    /// Reads a code such as `DE`. Small letters are refused, so that a country has one spelling.
    ///
    /// # Errors
    /// [`CountryRefusal::NotACountry`] for anything that is not on the list.
    pub fn parse(text: &str) -> Result<Country, CountryRefusal> {
        Id::from_str(text).map(Country).map_err(|_| CountryRefusal::NotACountry)
    }

    /// The two capital letters.
    pub fn as_str(&self) -> &str {
        self.0.as_ref()
    }

    /// The same country in the words of the phone number library.
    pub(super) fn id(self) -> Id {
        self.0
    }
}

impl CountryRefusal {
    /// The stable name of this refusal.
    pub fn code(&self) -> &'static str {
        match self {
            CountryRefusal::NotACountry => "not-a-country",
        }
    }
}

impl fmt::Debug for Country {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Country({})", self.as_str())
    }
}

impl fmt::Display for Country {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

impl Serialize for Country {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for Country {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Country, D::Error> {
        let text = String::deserialize(deserializer)?;
        Country::parse(&text).map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_country_is_two_capital_letters_of_a_real_territory() {
        for code in ["DE", "GB", "US", "CH", "XK"] {
            assert_eq!(Country::parse(code).unwrap().as_str(), code);
        }
        for text in ["", "D", "de", "De", "DEU", "ZZ", "UK", " DE", "001", "Д\u{415}", "D\0"] {
            assert_eq!(Country::parse(text), Err(CountryRefusal::NotACountry), "{text:?}");
        }
    }

    #[test]
    fn a_country_travels_as_its_code() {
        let country: Country = serde_json::from_str("\"AT\"").unwrap();
        assert_eq!(serde_json::to_string(&country).unwrap(), "\"AT\"");
        assert!(serde_json::from_str::<Country>("\"at\"").is_err());
    }
}
