//! A mobile phone number: however it is spelled, one number and one text.
//!
//! Which numbers exist and which of them are mobiles is libphonenumber's data.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::country::Country;
use super::number::{self, Kind, NoNumber};

/// A number that can receive text messages, in E.164: `+`, then 7 to 15 digits.
///
/// Personal data: `Debug` shows nothing of it, and there is no `Display`.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Mobile(String);

/// Why a text is not a [`Mobile`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MobileRefusal {
    /// Over 32 characters: no spelling of one number needs them.
    #[error("this is too long for one phone number")]
    TooLong,
    /// Empty, or with something in it that is not part of a phone number's spelling.
    #[error("this is not a phone number")]
    NotANumber,
    /// Spelled like a number, but no such number exists in its country.
    #[error("this is not a valid phone number in its country")]
    NotValid,
    /// A landline.
    #[error("this is a landline; text messages need a mobile number")]
    FixedLine,
    /// A number that charges the person who calls or texts it.
    #[error("this is a premium-rate number; text messages need a mobile number")]
    PremiumRate,
    /// Any other number that is not a mobile: freephone, internet telephony, pager, satellite.
    #[error("this is not a mobile number")]
    NotMobile,
}

impl Mobile {
    /// Reads a number as people write it: with spaces, dashes, brackets, dots, one slash, and
    /// with `+…`, `00…` or the national form, which is read as one of `home`.
    ///
    /// Digits are ASCII only: full-width and other scripts' digits are refused, so that what the
    /// page shows "as typed" is what is compared. Characters that show nothing are passed over,
    /// because telephones put some around a number that is copied from the address book.
    /// Where landlines and mobiles share one range, as in the USA, a number counts as a mobile.
    ///
    /// # Errors
    /// A [`MobileRefusal`] that says what the number is instead.
    pub fn parse(text: &str, home: Country) -> Result<Mobile, MobileRefusal> {
        let found = number::find(text, home)?;
        match found.kind {
            Kind::Mobile => Ok(Mobile(found.number)),
            Kind::FixedLine => Err(MobileRefusal::FixedLine),
            Kind::PremiumRate => Err(MobileRefusal::PremiumRate),
            Kind::Other => Err(MobileRefusal::NotMobile),
        }
    }

    /// The number as it is stored and sent: `+`, then digits only.
    pub fn as_e164(&self) -> &str {
        &self.0
    }

    /// The country that the number belongs to; `None` for a stored number whose range has been
    /// withdrawn since, which must then be treated as a country that is not served.
    pub fn country(&self) -> Option<Country> {
        number::country(&self.0)
    }
}

impl MobileRefusal {
    /// The stable name of this refusal.
    pub fn code(&self) -> &'static str {
        match self {
            MobileRefusal::TooLong => "too-long",
            MobileRefusal::NotANumber => "not-a-number",
            MobileRefusal::NotValid => "not-valid",
            MobileRefusal::FixedLine => "fixed-line",
            MobileRefusal::PremiumRate => "premium-rate",
            MobileRefusal::NotMobile => "not-mobile",
        }
    }
}

impl From<NoNumber> for MobileRefusal {
    fn from(refusal: NoNumber) -> MobileRefusal {
        match refusal {
            NoNumber::TooLong => MobileRefusal::TooLong,
            NoNumber::NotANumber => MobileRefusal::NotANumber,
            NoNumber::NotValid => MobileRefusal::NotValid,
        }
    }
}

impl fmt::Debug for Mobile {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Mobile(…)")
    }
}

impl Serialize for Mobile {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Mobile {
    /// Checks the shape only. Stored numbers went through [`Mobile::parse`] once, and must stay
    /// readable when a later libphonenumber changes its mind about a range.
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Mobile, D::Error> {
        let text = String::deserialize(deserializer)?;
        if number::is_e164(&text) {
            Ok(Mobile(text))
        } else {
            Err(serde::de::Error::custom("not a phone number in E.164"))
        }
    }
}

#[cfg(test)]
mod tests;
