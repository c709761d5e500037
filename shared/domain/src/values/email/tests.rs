use proptest::prelude::*;

use super::*;

fn refusal(text: &str) -> EmailRefusal {
    Email::parse(text).expect_err(text)
}

#[test]
fn the_local_part_stays_as_typed_and_the_domain_becomes_lower_case_ascii() {
    for (typed, sent) in [
        ("anna@example.com", "anna@example.com"),
        ("  Anna.Mu+tag@Example.COM ", "Anna.Mu+tag@example.com"),
        ("o'brien_{x}@mail.example.co.uk", "o'brien_{x}@mail.example.co.uk"),
        ("a@MÜLLER.de", "a@xn--mller-kva.de"),
        ("a@mu\u{308}ller.de", "a@xn--mller-kva.de"),
        ("a@xn--mller-kva.de", "a@xn--mller-kva.de"),
        ("a@straße.de", "a@xn--strae-oqa.de"),
        ("a@почта.рф", "a@xn--80a1acny.xn--p1ai"),
        ("a@пошта.срб", "a@xn--80a1acn3a.xn--90a3ac"),
        ("a@ドメイン名例.jp", "a@xn--eckwd4c7cu47r2wf.jp"),
        ("a@παράδειγμα.ευ", "a@xn--hxajbheg2az3al.xn--qxa6a"),
    ] {
        assert_eq!(Email::parse(typed).expect(typed).as_str(), sent);
    }
}

#[test]
fn white_space_and_what_shows_nothing_are_dropped_from_both_ends() {
    for ends in [
        ("\u{200b}", ""),
        ("\u{202a}", "\u{202c}"),
        ("\u{2068}", "\u{2069}"),
        ("\u{feff}", "\u{ad}"),
        ("\u{a0}\u{3000}", "\u{2060} "),
        ("\t", "\r\n"),
    ] {
        let typed = format!("{}Anna@example.com{}", ends.0, ends.1);
        assert_eq!(Email::parse(&typed).expect(&typed).as_str(), "Anna@example.com", "{typed:?}");
    }
}

#[test]
fn addresses_that_differ_in_case_only_are_one_account() {
    let one = Email::parse("A@x.com").unwrap();
    let other = Email::parse("a@X.com").unwrap();
    assert_ne!(one, other);
    assert_eq!(one.unique(), other.unique());
    assert_eq!(one.unique().as_str(), "a@x.com");
}

#[test]
fn dots_and_tags_make_another_account() {
    let unique = |text| Email::parse(text).unwrap().unique();
    assert_ne!(unique("ab@gmail.com"), unique("a.b@gmail.com"));
    assert_ne!(unique("ab@gmail.com"), unique("ab+c@gmail.com"));
}

#[test]
fn look_alikes_of_another_address_are_refused() {
    // Cyrillic а, dotless ı, an accent and a full-width letter before the @.
    for text in
        ["\u{430}nna@x.com", "ann\u{131}@x.com", "ánna@x.com", "ａnna@x.com", "\u{212a}@x.com"]
    {
        assert_eq!(refusal(text), EmailRefusal::LocalPartNotAscii, "{text}");
    }
    for text in [
        "a@ex\u{430}mple.com",                        // one Cyrillic а
        "a@\u{440}\u{430}\u{443}\u{440}\u{430}l.com", // mixed "paypal"
        "a@\u{430}\u{440}\u{440}\u{4cf}\u{435}.com",  // all-Cyrillic "apple"
        "a@xn--80ak6aa92e.com",                       // the same, encoded already
        "a@xn--exmple-4nf.com",
        "a@example.c\u{43e}m",
        "a@example.\u{441}\u{43e}", // all-Cyrillic "co"
        "a@b\u{131}g.com",          // dotless ı
        "a@B\u{130}G.com",          // dotted İ
        "a@ｅｘａｍｐｌｅ.com",
        "a@ex\u{ad}ample.com",
        "a@ex\u{200b}ample.com",
        "a@\u{fb01}rm.com",   // the ligature ﬁ
        "a@\u{24d0}bc.com",   // a circled a
        "a@\u{212a}raft.com", // the Kelvin sign
        "a@g\u{251}te.com",   // Latin alpha
        "a@google\u{3164}.com",
    ] {
        let why = refusal(text);
        assert!(
            matches!(why, EmailRefusal::ConfusableDomain | EmailRefusal::NotADomain),
            "{text} {why:?}"
        );
    }
}

#[test]
fn a_refused_address_says_why() {
    use EmailRefusal::*;
    let long_local = format!("{}@x.com", "a".repeat(65));
    let long_label = format!("a@{}.com", "b".repeat(64));
    let long = format!("a@{}com", "bcd.".repeat(64));
    let long_in_ascii = format!("{}@{}com", "a".repeat(60), "üü.".repeat(24));
    let cases = [
        ("", NotAnAddress),
        ("anna", NotAnAddress),
        ("@x.com", NotAnAddress),
        ("a b@x.com", NotAnAddress),
        ("a@b@x.com", NotAnAddress),
        (".a@x.com", NotAnAddress),
        ("a.@x.com", NotAnAddress),
        ("a..b@x.com", NotAnAddress),
        ("a@x.com\r\nBcc: b@y.com", NotAnAddress),
        ("a@x.com\n\0", NotAnAddress),
        ("a\u{200b}@x.com", LocalPartNotAscii),
        ("\u{202e}a@x.com", LocalPartNotAscii),
        ("a\0@x.com", NotAnAddress),
        ("a\t@x.com", NotAnAddress),
        ("a<b>@x.com", NotAnAddress),
        ("a,b@x.com", NotAnAddress),
        ("\"a b\"@x.com", LocalPartQuoted),
        ("\"a@b\"@x.com", LocalPartQuoted),
        (&long_local, LocalPartTooLong),
        (&long, TooLong),
        (&long_in_ascii, TooLong),
        ("a@", NotADomain),
        ("a@localhost", NotADomain),
        ("a@x.com.", NotADomain),
        ("a@.com", NotADomain),
        ("a@x..com", NotADomain),
        ("a@-x.com", NotADomain),
        ("a@x-.com", NotADomain),
        ("a@x_y.com", NotADomain),
        ("a@x.com/path", NotADomain),
        ("a@x .com", NotADomain),
        ("a@x.c0m.1", NotADomain),
        ("a@1.2.3", NotADomain),
        ("a@0x7f.0x1", NotADomain),
        ("a@xn--.com", NotADomain),
        ("a@xn--a.com", NotADomain),
        (&long_label, NotADomain),
        ("a@[127.0.0.1]", IpAddress),
        ("a@[IPv6:::1]", IpAddress),
        ("a@127.0.0.1", IpAddress),
    ];
    for (text, why) in cases {
        assert_eq!(refusal(text), why, "{text:?}");
    }
}

#[test]
fn an_address_is_masked_in_logs_and_checked_again_when_it_is_read_back() {
    let email: Email = serde_json::from_str("\"Anna@example.com\"").unwrap();
    assert_eq!(format!("{email:?} {:?}", email.unique()), "Email(…) UniqueEmail(…)");
    assert_eq!(serde_json::to_string(&email).unwrap(), "\"Anna@example.com\"");
    assert!(serde_json::from_str::<Email>("\"anna\"").is_err());
    assert!(serde_json::from_str::<Email>("[\"a@x.com\"]").is_err());
    assert!(serde_json::from_str::<UniqueEmail>("\"Anna@example.com\"").is_err());
    let unique: UniqueEmail = serde_json::from_str("\"anna@example.com\"").unwrap();
    assert_eq!(unique, email.unique());
}

proptest! {
    #[test]
    fn a_parsed_address_parses_to_itself(
        local in "[a-zA-Z0-9!#$%&'*+/=?^_`{|}~-]{1,64}",
        domain in "[a-zA-Zäöüß0-9]{1,12}(\\.[a-z]{2,8}){1,3}",
    ) {
        if let Ok(email) = Email::parse(&format!("{local}@{domain}")) {
            prop_assert_eq!(Email::parse(email.as_str()), Ok(email));
        }
    }

    #[test]
    fn no_text_makes_it_panic_and_what_it_takes_is_sendable(
        text in "\\PC{0,20}@?\\PC{0,30}(\\.[a-zа-я]{2,3})?"
    ) {
        if let Ok(email) = Email::parse(&text) {
            prop_assert!(email.as_str().is_ascii() && email.as_str().len() <= 254);
            prop_assert_eq!(Email::parse(email.as_str()), Ok(email));
        }
    }

    #[test]
    fn a_domain_with_one_foreign_look_alike_is_never_the_plain_one(at in 0_usize..7) {
        let swap = |letter: char| match letter {
            'a' => 'а', 'c' => 'с', 'e' => 'е', 'o' => 'ο', 'p' => 'р', 'x' => 'х', other => other,
        };
        let typed: String = "example".chars().enumerate()
            .map(|(index, letter)| if index == at { swap(letter) } else { letter })
            .collect();
        let plain = Email::parse("a@example.com").unwrap();
        match Email::parse(&format!("a@{typed}.com")) {
            Ok(email) => prop_assert!(typed == "example" && email == plain),
            Err(why) => prop_assert_eq!(why, EmailRefusal::ConfusableDomain),
        }
    }
}
