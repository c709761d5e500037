use phonenumber::metadata::{DATABASE, Metadata};
use proptest::prelude::*;

use super::*;

fn country(code: &str) -> Country {
    Country::parse(code).unwrap()
}

fn parse(text: &str, home: &str) -> Result<String, MobileRefusal> {
    Mobile::parse(text, country(home)).map(|mobile| mobile.as_e164().to_owned())
}

#[test]
fn every_common_spelling_of_a_number_is_that_number() {
    for text in [
        "+4915112345678",
        "+49 151 12345678",
        "+49 (0) 151 12345678",
        "+49(0)151/12345678",
        "(+49) 151 12345678",
        "004915112345678",
        "0049 (0)151 12345678",
        "0151 12345678",
        "0151-12345678",
        "0151/12345678",
        "(0151) 1234.5678",
        "015112345678",
        "15112345678",
        "0151\u{a0}123\u{2013}45678",
        "\u{202a}+49 151 12345678\u{202c}",
        " 0151 12345678 ",
    ] {
        assert_eq!(parse(text, "DE").as_deref(), Ok("+4915112345678"), "{text}");
    }
    for text in ["+44 7400 123456", "+44 (0)7400 123456", "07400 123456", "0044 7400123456"] {
        assert_eq!(parse(text, "GB").as_deref(), Ok("+447400123456"), "{text}");
    }
    for text in ["(201) 555-0123", "1 201 555 0123", "+1 (201) 555-0123", "001 201 555 0123"] {
        assert_eq!(parse(text, "US").as_deref(), Ok("+12015550123"), "{text}");
    }
}

#[test]
fn white_space_of_every_kind_and_what_shows_nothing_are_passed_over() {
    let unseen = "\u{ad}\u{61c}\u{180e}\u{200b}\u{200c}\u{200d}\u{200e}\u{200f}\u{202a}\u{202b}\u{202c}\u{202d}\
        \u{2060}\u{2066}\u{2067}\u{2068}\u{2069}\u{fe0d}\u{fe0f}\u{feff}";
    let spaces = "\t\n\r\u{85}\u{a0}\u{2002}\u{2003}\u{2004}\u{2005}\u{2006}\u{2007}\u{2008}\u{2009}\u{200a}\
        \u{2028}\u{202f}\u{205f}\u{3000}";
    for letter in unseen.chars().chain(spaces.chars()) {
        for text in [
            format!("{letter}+44 7400 123451{letter}"),
            format!("+44{letter}7400{letter}123451"),
            format!("07400{letter}123451"),
        ] {
            assert_eq!(parse(&text, "GB").as_deref(), Ok("+447400123451"), "{text:?}");
        }
    }
    let between_all = "+447400123451".chars().flat_map(|digit| [digit, '\u{200b}', '\u{2060}']);
    let long: String = between_all.collect();
    assert_eq!(parse(&long, "GB").as_deref(), Ok("+447400123451"), "they count towards no length");
}

#[test]
fn the_dialling_prefix_of_the_home_country_is_understood() {
    for (text, home) in [
        ("011 49 151 12345678", "US"),
        ("0011 49 151 12345678", "AU"),
        ("010 49 151 12345678", "JP"),
        ("990 49 151 12345678", "FI"),
        ("0049 151 12345678", "US"),
    ] {
        assert_eq!(parse(text, home).as_deref(), Ok("+4915112345678"), "{text} from {home}");
    }
}

#[test]
fn the_home_country_never_bends_an_international_number() {
    // 99… is a dialling prefix in Finland, 8 and 1 are trunk prefixes in Russia and the USA.
    for home in ["DE", "FI", "RU", "US", "AU", "BR", "HU"] {
        for number in ["+994401234567", "+8613123456789", "+12015550123", "+2250123456789"] {
            assert_eq!(parse(number, home).as_deref(), Ok(number), "from {home}");
        }
    }
}

#[test]
fn a_number_that_cannot_take_texts_says_what_it_is() {
    use MobileRefusal::*;
    for (text, home, why) in [
        ("030 123456", "DE", FixedLine),
        ("+44 121 234 5678", "DE", FixedLine),
        ("+39 02 3661 8300", "DE", FixedLine),
        ("0900 1234567", "DE", PremiumRate),
        ("+1 900 234 5678", "US", PremiumRate),
        ("0800 1234567", "DE", NotMobile),
        ("+1 800 723 3456", "US", NotMobile),
        ("+44 70 1234 5678", "GB", NotMobile),
        ("+870 301 234 567", "DE", NotMobile),
        ("+800 1234 5678", "DE", NotMobile),
        ("110", "DE", NotValid),
        ("0", "DE", NotValid),
        ("+", "DE", NotANumber),
        ("+49", "DE", NotValid),
        ("+0 151 12345678", "DE", NotValid),
        ("+999 151 12345678", "DE", NotValid),
        ("+1 201 055 0123", "US", NotValid),
        ("0151 12345678901234", "DE", NotValid),
        ("999999999999999999999999999999", "DE", NotValid),
    ] {
        assert_eq!(parse(text, home), Err(why), "{text}");
    }
}

#[test]
fn what_is_not_a_phone_number_is_refused() {
    for text in [
        "",
        " ",
        "hello",
        "0151 CALLME",
        "0151 12345678 ext 3",
        "0151 12345678;ext=3",
        "tel:+4915112345678",
        "0151 12345678\0",
        "\u{0}0151 12345678",
        "０１５１１２３４５６７８",
        "＋4915112345678",
        "٠١٥١١٢٣٤٥٦٧٨",
        "0151*12345678",
        "0151 12345678#",
        "++4915112345678",
        "49+15112345678",
        "0151 1234567/68",
        "0151/1234/5678",
        "0151,12345678",
        "-",
        "()",
        "/",
        "🦀",
        "0151 \u{202e}12345678",
    ] {
        assert_eq!(parse(text, "DE"), Err(MobileRefusal::NotANumber), "{text:?}");
    }
    assert_eq!(parse(&"1".repeat(33), "DE"), Err(MobileRefusal::TooLong));
    assert_eq!(parse("0151 12345678 / 0152 87654321 / 0", "DE"), Err(MobileRefusal::TooLong));
    assert_eq!(parse("0151 12345678 / 0152 87654321", "DE"), Err(MobileRefusal::NotValid));
}

#[test]
fn a_number_knows_its_country() {
    for (number, code) in [
        ("+4915112345678", "DE"),
        ("+447400123456", "GB"),
        ("+447797712345", "JE"),
        ("+12015550123", "US"),
        ("+15062345678", "CA"),
        ("+2250123456789", "CI"),
    ] {
        let mobile = Mobile::parse(number, country("FR")).unwrap();
        assert_eq!(mobile.country(), Some(country(code)), "{number}");
    }
}

#[test]
fn a_number_is_masked_in_logs_and_its_shape_is_checked_when_it_is_read_back() {
    let mobile: Mobile = serde_json::from_str("\"+4915112345678\"").unwrap();
    assert_eq!(format!("{mobile:?}"), "Mobile(…)");
    assert_eq!(serde_json::to_string(&mobile).unwrap(), "\"+4915112345678\"");
    for text in [
        "4915112345678",
        "+0491511234567",
        "+123456",
        "+1234567890123456",
        "+49 1511234567",
        "+49١٢٣٤٥٦٧",
    ] {
        assert!(serde_json::from_str::<Mobile>(&format!("\"{text}\"")).is_err(), "{text}");
    }
    let withdrawn: Mobile = serde_json::from_str("\"+9991234567\"").unwrap();
    assert_eq!(withdrawn.country(), None);
}

/// One mobile number of each country that libphonenumber gives an example of.
fn examples() -> Vec<(Country, u16, String)> {
    let example = |region: &Metadata| {
        let national = region.descriptors().mobile()?.example()?.to_owned();
        Some((Country::parse(region.id()).ok()?, region.country_code(), national))
    };
    DATABASE.iter().filter_map(example).collect()
}

#[test]
fn the_mobiles_of_all_countries_are_read_in_all_their_spellings() {
    let examples = examples();
    assert!(examples.len() > 200);
    for (home, code, national) in examples {
        let number = format!("+{code}{national}");
        let trunk = DATABASE.by_id(home.as_str()).unwrap().national_prefix().unwrap_or("");
        let spellings = [
            number.clone(),
            format!("00{code} {national}"),
            format!("{trunk}{national}"),
            format!("+{code} ({trunk}) {national}"),
        ];
        for text in spellings {
            assert_eq!(parse(&text, home.as_str()).as_deref(), Ok(&*number), "{text} in {home}");
        }
    }
}

proptest! {
    #[test]
    fn every_spelling_of_one_german_mobile_is_one_number(
        digits in "15[127][0-9]{8}",
        begin in prop::sample::select(vec!["+49", "0049", "0", "+49 (0)", "0049-0", "(+49)"]),
        gaps in prop::collection::vec(prop::sample::select(vec!["", " ", "-", ".", "\u{a0}"]), 11),
    ) {
        let spelled: String = digits.chars().zip(&gaps)
            .map(|(digit, gap)| format!("{gap}{digit}"))
            .collect();
        let text = format!("{begin}{spelled}");
        prop_assert_eq!(parse(&text, "DE"), parse(&format!("+49{digits}"), "FR"), "{}", text);
    }

    #[test]
    fn a_parsed_number_parses_to_itself_whatever_the_home_country(
        text in "\\+?[0-9]{5,15}",
        home in prop::sample::select(vec!["DE", "US", "GB", "FI", "AR", "BR", "RU", "IT", "JP"]),
        other in prop::sample::select(vec!["DE", "US", "FI", "AU", "RU", "MX", "KZ"]),
    ) {
        if let Ok(number) = parse(&text, home) {
            prop_assert_eq!(parse(&number, other), Ok(number), "{} {}", text, home);
        }
    }

    #[test]
    fn no_text_makes_it_panic(text in "[0-9+ ()/.-]{0,33}|\\PC{0,40}", pick in any::<usize>()) {
        let regions: Vec<&str> = DATABASE.iter().map(Metadata::id).filter(|id| *id != "001").collect();
        let home = regions[pick % regions.len()];
        if let Ok(number) = parse(&text, home) {
            prop_assert!(number::is_e164(&number));
        }
    }
}
