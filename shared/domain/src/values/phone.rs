//! A phone number of any kind that people can be reached at: landlines and freephones too.
//!
//! It is read as a [`Mobile`](super::Mobile) is, so that one number has one text in both types.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::country::Country;
use super::number::{self, NoNumber};

/// A number to be called, in E.164: `+`, then 7 to 15 digits. Whether it takes text messages is
/// [`Mobile`](super::Mobile)'s to say.
///
/// Personal data: `Debug` shows nothing of it, and there is no `Display`.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Phone(String);

/// Why a text is not a [`Phone`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PhoneRefusal {
    /// Over 32 characters: no spelling of one number needs them.
    #[error("this is too long for one phone number")]
    TooLong,
    /// Empty, or with something in it that is not part of a phone number's spelling.
    #[error("this is not a phone number")]
    NotANumber,
    /// Spelled like a number, but no such number exists in its country.
    #[error("this is not a valid phone number in its country")]
    NotValid,
}

impl Phone {
    /// Reads a number as people write it: with spaces, dashes, brackets, dots, one slash, and
    /// with `+…`, `00…` or the national form, which is read as one of `home`. Digits are ASCII
    /// only, and an extension behind the number is no part of it: it is refused.
    ///
    /// # Errors
    /// A [`PhoneRefusal`] that says what is wrong.
    pub fn parse(text: &str, home: Country) -> Result<Phone, PhoneRefusal> {
        Ok(Phone(number::find(text, home)?.number))
    }

    /// The number as it is stored and dialled: `+`, then digits only.
    pub fn as_e164(&self) -> &str {
        &self.0
    }
}

impl PhoneRefusal {
    /// The stable name of this refusal.
    pub fn code(&self) -> &'static str {
        match self {
            PhoneRefusal::TooLong => "too-long",
            PhoneRefusal::NotANumber => "not-a-number",
            PhoneRefusal::NotValid => "not-valid",
        }
    }
}

impl From<NoNumber> for PhoneRefusal {
    fn from(refusal: NoNumber) -> PhoneRefusal {
        match refusal {
            NoNumber::TooLong => PhoneRefusal::TooLong,
            NoNumber::NotANumber => PhoneRefusal::NotANumber,
            NoNumber::NotValid => PhoneRefusal::NotValid,
        }
    }
}

impl fmt::Debug for Phone {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Phone(…)")
    }
}

impl Serialize for Phone {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Phone {
    /// Checks the shape only. Stored numbers went through [`Phone::parse`] once, and must stay
    /// readable when a later libphonenumber changes its mind about a range.
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Phone, D::Error> {
        let text = String::deserialize(deserializer)?;
        if number::is_e164(&text) {
            Ok(Phone(text))
        } else {
            Err(serde::de::Error::custom("not a phone number in E.164"))
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::mobile::Mobile;
    use super::*;

    fn country(code: &str) -> Country {
        Country::parse(code).unwrap()
    }

    fn parse(text: &str, home: &str) -> Result<String, PhoneRefusal> {
        Phone::parse(text, country(home)).map(|phone| phone.as_e164().to_owned())
    }

    #[test]
    fn any_number_that_can_be_called_is_a_phone() {
        for (text, home, number) in [
            ("030 123456", "DE", "+4930123456"),
            ("(030) 12 34-56", "DE", "+4930123456"),
            ("0049 30 123456", "AT", "+4930123456"),
            ("0121 234 5678", "GB", "+441212345678"),
            ("+39 02 3661 8300", "DE", "+390236618300"),
            ("0800 1234567", "DE", "+498001234567"),
            ("0151 12345678", "DE", "+4915112345678"),
            ("+870 301 234 567", "DE", "+870301234567"),
        ] {
            assert_eq!(parse(text, home).as_deref(), Ok(number), "{text} from {home}");
        }
    }

    #[test]
    fn a_refused_phone_says_why() {
        for (text, why) in [
            ("", PhoneRefusal::NotANumber),
            ("030 123456 ext 7", PhoneRefusal::NotANumber),
            ("tel:+4930123456", PhoneRefusal::NotANumber),
            ("030 123456\0", PhoneRefusal::NotANumber),
            ("110", PhoneRefusal::NotValid),
            ("+999 151 12345678", PhoneRefusal::NotValid),
            ("111111111111111111111111111111111", PhoneRefusal::TooLong),
        ] {
            assert_eq!(parse(text, "DE"), Err(why), "{text:?}");
        }
    }

    #[test]
    fn a_phone_is_masked_in_logs_and_its_shape_is_checked_when_it_is_read_back() {
        let phone: Phone = serde_json::from_str("\"+4930123456\"").unwrap();
        assert_eq!(format!("{phone:?}"), "Phone(…)");
        assert_eq!(serde_json::to_string(&phone).unwrap(), "\"+4930123456\"");
        for text in ["4930123456", "+493", "+49 30123456", "+0491511234567", "tel:+4930123456"] {
            assert!(serde_json::from_str::<Phone>(&format!("\"{text}\"")).is_err(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn every_mobile_is_the_same_number_as_a_phone(
            text in "(\\+|00|0)?[0-9]{5,14}",
            home in prop::sample::select(vec!["DE", "US", "GB", "FI", "BR", "IT"]),
        ) {
            if let Ok(mobile) = Mobile::parse(&text, country(home)) {
                prop_assert_eq!(parse(&text, home), Ok(mobile.as_e164().to_owned()));
            }
            if let Ok(number) = parse(&text, home) {
                prop_assert_eq!(parse(&number, "FR"), Ok(number));
            }
        }
    }
}
