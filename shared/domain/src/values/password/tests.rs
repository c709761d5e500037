use proptest::prelude::*;

use super::*;

const CONTEXT: [&str; 3] = ["Anna Schmidt", "Muster Finanz GmbH", "anna.schmidt@example.com"];

fn refusal(text: &str, factors: Factors) -> Option<PasswordRefusal> {
    NewPassword::parse(text.to_owned(), factors, &CONTEXT).err()
}

#[test]
fn fifteen_characters_alone_and_eight_with_a_second_factor() {
    use Factors::*;
    use PasswordRefusal::TooShort;
    assert_eq!(refusal("", PasswordAlone), Some(TooShort { least: 15 }));
    assert_eq!(refusal("kV7qPz2mWx9rTb", PasswordAlone), Some(TooShort { least: 15 }));
    assert_eq!(refusal("kV7qPz2mWx9rTbL", PasswordAlone), None);
    assert_eq!(refusal("kV7qPz2", WithSecondFactor), Some(TooShort { least: 8 }));
    assert_eq!(refusal("kV7qPz2m", WithSecondFactor), None);
}

#[test]
fn passphrases_and_random_passwords_are_accepted_with_any_characters() {
    for text in [
        "wolken tasse hammer brief",
        "copper-violin-drizzle-anchor",
        "orbit maple cradle fungus",
        "table water house green",
        "correct horse battery staple",
        "ein Käse ärgert müde Füße",
        "混ぜる 青い 机 走る 静か 猫 夜 雨の",
        "🦀🎻🌧️⚓🍄🪑🏔️🚲🧵🎲🦉🍋🪐🧊🎯",
        "9c2f-77ab-e41d-08b3",
        "J]q\\{w'\"<b>;--🙂 x",
    ] {
        assert_eq!(refusal(text, Factors::PasswordAlone), None, "{text}");
    }
}

#[test]
fn what_a_guesser_tries_first_is_refused() {
    for text in [
        "passwordpassword",
        "password password password",
        "aaaaaaaaaaaaaaa",
        "🦀🦀🦀🦀🦀🦀🦀🦀🦀🦀🦀🦀🦀🦀🦀",
        "               ",
        "123456789012345",
        "abcdefghijklmnop",
        "qwertyuiopasdfgh",
        "qwertzuiopasdfgh",
        "1q2w3e4r5t6y7u8i",
        "Password1234567!",
        "P@ssw0rd P@ssw0rd",
        "football baseball",
    ] {
        let why = refusal(text, Factors::PasswordAlone);
        assert!(matches!(why, Some(PasswordRefusal::TooEasy { .. })), "{text} {why:?}");
    }
}

#[test]
fn names_of_the_person_and_the_firm_make_no_password() {
    for text in [
        "musterfinanzmusterfinanz",
        "MusterFinanz MusterFinanz",
        "Muster Finanz GmbH Muster Finanz GmbH",
        "Muster-Finanz-2024",
        "Anna.Schmidt.1985",
        "anna.schmidt@example.com",
    ] {
        let advice = Advice::AboutYou;
        let why = refusal(text, Factors::PasswordAlone);
        assert_eq!(why, Some(PasswordRefusal::TooEasy { advice }), "{text}");
    }
    assert_eq!(refusal("Anna tanzt mit Ofenrohr Q", Factors::PasswordAlone), None);
}

#[test]
fn a_refusal_says_what_made_it_easy() {
    // Where two patterns fit equally well, the estimator names either; these have one.
    for (text, advice) in [
        ("aaaaaaaaaaaaaaa", Advice::Repeat),
        ("passwordpassword", Advice::Repeat),
        ("abcdefghijklmnop", Advice::Sequence),
        ("qwertyuiopasdfgh", Advice::Common),
    ] {
        let why = refusal(text, Factors::PasswordAlone);
        assert_eq!(why, Some(PasswordRefusal::TooEasy { advice }), "{text}");
    }
}

#[test]
fn a_second_factor_does_not_excuse_a_common_password() {
    for text in ["password", "iloveyou", "12345678", "Sommer24", "qwertzuiop", "Password1"] {
        let why = refusal(text, Factors::WithSecondFactor);
        assert!(matches!(why, Some(PasswordRefusal::TooEasy { .. })), "{text} {why:?}");
    }
}

#[test]
fn a_long_password_of_one_easy_beginning_is_still_judged() {
    let easy = format!("{}x", "ab".repeat(100));
    let why = refusal(&easy, Factors::PasswordAlone);
    assert_eq!(why, Some(PasswordRefusal::TooEasy { advice: Advice::Repeat }));
}

#[test]
fn characters_are_counted_after_composing_them() {
    // 14 characters that are typed as 28.
    let short = "k\u{301}m\u{301}n\u{301}r\u{301}s\u{301}z\u{301}p\u{301}".repeat(2);
    assert_eq!(short.chars().count(), 28);
    let why = refusal(&short, Factors::PasswordAlone);
    assert_eq!(why, Some(PasswordRefusal::TooShort { least: 15 }));

    let composed = PasswordAttempt::parse("K\u{e4}se".to_owned()).ok().unwrap();
    let typed = PasswordAttempt::parse("Ka\u{308}se".to_owned()).ok().unwrap();
    assert_eq!(composed.expose(), typed.expose());
}

#[test]
fn at_most_256_characters_and_1024_bytes() {
    let words = "orbit maple cradle fungus ".repeat(11);
    let longest: String = words.chars().take(256).collect();
    assert_eq!(refusal(&longest, Factors::PasswordAlone), None);
    for text in [format!("{longest}x"), "x".repeat(1 << 20), "🦀".repeat(257)] {
        assert_eq!(refusal(&text, Factors::PasswordAlone), Some(PasswordRefusal::TooLong));
        assert_eq!(PasswordAttempt::parse(text).err(), Some(AttemptRefusal::TooLong));
    }
    assert_eq!(PasswordAttempt::parse("🦀".repeat(256)).err(), None);
}

#[test]
fn control_characters_are_refused_in_a_new_password() {
    for letter in "\0\t\n\r\u{7f}\u{85}".chars() {
        let text = format!("orbit maple{letter}cradle fungus");
        let why = refusal(&text, Factors::PasswordAlone);
        assert_eq!(why, Some(PasswordRefusal::ControlCharacter));
    }
}

#[test]
fn an_attempt_is_taken_as_it_is() {
    for text in ["", " ", "password", " a b ", "tab\there"] {
        let attempt = PasswordAttempt::parse(text.to_owned()).ok().unwrap();
        assert_eq!(attempt.expose(), text.as_bytes());
    }
}

#[test]
fn codes_are_stable() {
    use PasswordRefusal::*;
    let advice = Advice::AboutYou;
    let codes = [TooShort { least: 8 }, TooLong, ControlCharacter, TooEasy { advice }]
        .map(|refusal| refusal.code());
    assert_eq!(codes, ["too-short", "too-long", "control-character", "too-easy"]);
    assert_eq!(advice.code(), "about-you");
    assert_eq!(AttemptRefusal::TooLong.code(), "too-long");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_text_makes_it_panic(text in "\\PC{0,60}|[a@4e3$s50o1i ]{8,70}", word in "\\PC{0,20}") {
        if let Ok(password) = NewPassword::parse(text.clone(), Factors::WithSecondFactor, &[&word]) {
            let attempt = PasswordAttempt::parse(text).ok().unwrap();
            prop_assert_eq!(password.expose(), attempt.expose());
        }
    }

    #[test]
    fn four_random_words_are_always_accepted(
        words in prop::collection::vec("[bcdfghklmnprstvz][aeiou][bdfgklmnprst][aeiou][lmnrst]", 4)
    ) {
        prop_assert_eq!(refusal(&words.join(" "), Factors::PasswordAlone), None);
    }
}
