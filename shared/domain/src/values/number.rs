//! Phone numbers of any kind: how people spell them, and what libphonenumber knows of them.
//!
//! Two habits of its port are avoided here. It reads a foreign number with the rules of the
//! firm's country (a Finnish firm's +994 would lose the 994, which is a dialling prefix there),
//! so international spellings are matched against their own country's rules. And it drops
//! leading zeros before it names a number's type, which hides the mobiles of Benin, Congo and
//! Ivory Coast.

use phonenumber::metadata::{DATABASE, Metadata};
use phonenumber::{Mode, Type};

use super::country::Country;
use super::unseen::is_unseen;

/// A number that exists.
pub(super) struct Found {
    /// `+`, then 7 to 15 digits.
    pub(super) number: String,
    /// What it is.
    pub(super) kind: Kind,
}

/// What a number is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Takes text messages.
    Mobile,
    /// A landline.
    FixedLine,
    /// Charges the person who calls or texts it.
    PremiumRate,
    /// Freephone, internet telephony, pager, satellite and the like.
    Other,
}

/// Why a text is no phone number at all.
pub(super) enum NoNumber {
    /// Over 32 characters: no spelling of one number needs them.
    TooLong,
    /// Empty, or with something in it that is not part of a phone number's spelling.
    NotANumber,
    /// Spelled like a number, but no such number exists in its country.
    NotValid,
}

/// Reads a number as people write it: with spaces, dashes, brackets, dots, one slash, and with
/// `+…`, `00…` or the national form, which is read as one of `home`.
///
/// Digits are ASCII only: full-width and other scripts' digits are refused, so that what the
/// page shows "as typed" is what is compared. Characters that show nothing are passed over, because
/// telephones put some around a number that is copied from the address book. Where landlines and
/// mobiles share one range, as in the USA, a number counts as a mobile.
pub(super) fn find(text: &str, home: Country) -> Result<Found, NoNumber> {
    let found = match Spelling::read(text)? {
        Spelling::International(digits) => find_international(&digits),
        Spelling::National(digits) => find_from(home, &digits),
    };
    found.ok_or(NoNumber::NotValid)
}

/// Loads what libphonenumber knows, which takes so long that it should happen before anybody waits.
/// Whatever reads a number does it otherwise.
pub fn load() {
    let _ = DATABASE.by_code(&1);
}

/// The country that a number in E.164 belongs to, while its range exists.
pub(super) fn country(e164: &str) -> Option<Country> {
    let (code, national) = split_country_code(e164.trim_start_matches('+'))?;
    let (_, region) = classify(code, national)?;
    Country::parse(region.id()).ok()
}

/// The digits of a spelling, and whether a `+` stood before them.
enum Spelling {
    International(String),
    National(String),
}

impl Spelling {
    fn read(text: &str) -> Result<Spelling, NoNumber> {
        let seen = || text.chars().filter(|letter| !is_unseen(*letter));
        if seen().nth(32).is_some() {
            return Err(NoNumber::TooLong);
        }
        let mut plus = false;
        let mut slashes = 0;
        let mut digits = String::with_capacity(text.len());
        let mut last_group = 0;
        for letter in seen() {
            match letter {
                '0'..='9' => {
                    digits.push(letter);
                    last_group += 1;
                }
                '+' if !plus && digits.is_empty() => plus = true,
                '/' if !digits.is_empty() => {
                    slashes += 1;
                    last_group = 0;
                }
                _ if is_separator(letter) => {}
                _ => return Err(NoNumber::NotANumber),
            }
        }
        // "0171/1234567" is one number. "0171 1234567/68" is two in one, and must not be read
        // as a longer third.
        if digits.is_empty() || slashes > 1 || (slashes == 1 && last_group < 5) {
            return Err(NoNumber::NotANumber);
        }
        Ok(if plus { Spelling::International(digits) } else { Spelling::National(digits) })
    }
}

/// White space of every kind, dashes, dots and brackets.
fn is_separator(letter: char) -> bool {
    let is_dash = matches!(letter, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}');
    letter.is_whitespace() || is_dash || matches!(letter, '.' | '(' | ')')
}

/// Digits without `+`: behind the dialling prefix of `home`, behind `00`, or national.
fn find_from(home: Country, digits: &str) -> Option<Found> {
    let region = DATABASE.by_id(home.as_str())?;
    let dialled = region
        .international_prefix()
        .and_then(|prefix| prefix.find(digits))
        .filter(|prefix| prefix.start() == 0)
        .and_then(|prefix| digits.get(prefix.end()..));
    let international = dialled
        .and_then(find_international)
        .or_else(|| digits.strip_prefix("00").and_then(find_international));
    international.or_else(|| find_national(home, region.country_code(), digits))
}

fn find_international(digits: &str) -> Option<Found> {
    let (code, rest) = split_country_code(digits)?;
    // What remains may bear the national prefix all the same: "+49 (0)171 …".
    found(code, rest).or_else(|| {
        let regions = DATABASE.by_code(&code)?;
        let main = Country::parse(regions.first()?.id()).ok()?;
        find_national(main, code, rest)
    })
}

fn find_national(home: Country, code: u16, digits: &str) -> Option<Found> {
    found(code, digits)
        .or_else(|| found(code, &without_trunk_prefix(home, code, digits)?))
        // In Colombia the library takes the first digit of a mobile for a carrier's.
        .or_else(|| {
            let prefix = DATABASE.by_id(home.as_str())?.national_prefix()?;
            found(code, digits.strip_prefix(prefix)?)
        })
}

/// The library knows each country's trunk prefix, and what some countries put in its place.
fn without_trunk_prefix(home: Country, code: u16, digits: &str) -> Option<String> {
    let parsed = phonenumber::parse(Some(home.id()), digits).ok()?;
    let e164 = parsed.format().mode(Mode::E164).to_string();
    e164.strip_prefix(&format!("+{code}")).map(str::to_owned)
}

fn found(code: u16, national: &str) -> Option<Found> {
    let (kind, _) = classify(code, national)?;
    let number = format!("+{code}{national}");
    is_e164(&number).then_some(Found { number, kind })
}

/// Country codes have one to three digits, and none is the beginning of another (ITU-T E.164).
fn split_country_code(digits: &str) -> Option<(u16, &str)> {
    (1..=3).find_map(|length| {
        let (code, rest) = digits.split_at_checked(length)?;
        let code: u16 = code.parse().ok()?;
        (!digits.starts_with('0') && DATABASE.by_code(&code).is_some()).then_some((code, rest))
    })
}

/// What the number is, and which of the regions that share the country code it belongs to.
fn classify(code: u16, national: &str) -> Option<(Kind, &'static Metadata)> {
    DATABASE.by_code(&code)?.into_iter().find_map(|region| {
        let begins_right = region
            .leading_digits()
            .is_none_or(|leading| leading.find(national).is_some_and(|at| at.start() == 0));
        let kind = begins_right.then(|| kind_in(region, national))??;
        Some((kind, region))
    })
}

fn kind_in(region: &Metadata, national: &str) -> Option<Kind> {
    let is = |kind: Type| {
        let pattern = region.descriptors().get(kind);
        pattern.is_some_and(|pattern| pattern.is_match(national))
    };
    // Special rates come first: some countries list them inside their mobile ranges.
    let special = [
        Type::TollFree,
        Type::SharedCost,
        Type::Voip,
        Type::PersonalNumber,
        Type::Pager,
        Type::Uan,
        Type::Voicemail,
    ];
    if !region.descriptors().general().is_match(national) {
        None
    } else if is(Type::PremiumRate) {
        Some(Kind::PremiumRate)
    } else if special.into_iter().any(&is) {
        Some(Kind::Other)
    } else if is(Type::Mobile) {
        // "001" is no country but the satellite and world-wide networks, which few can text to.
        Some(if region.id() == "001" { Kind::Other } else { Kind::Mobile })
    } else if is(Type::FixedLine) {
        Some(Kind::FixedLine)
    } else {
        None
    }
}

/// `+[1-9][0-9]{6,14}`; the upper end is ITU-T E.164's 15 digits.
pub(super) fn is_e164(text: &str) -> bool {
    text.strip_prefix('+').is_some_and(|digits| {
        (7..=15).contains(&digits.len())
            && !digits.starts_with('0')
            && digits.bytes().all(|digit| digit.is_ascii_digit())
    })
}
