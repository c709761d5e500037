//! The text message: one GSM-7 segment, whatever the firm and its host are called.

use crate::*;

/// GSM 03.38, copied from the standard and not from the code under test: one septet each.
const BASIC: &str = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?\
                     ¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
/// The extension table: an escape and one septet each.
const EXTENSION: &str = "\u{C}^{}\\[~]|€";

#[test]
fn the_table_of_this_test_is_whole() {
    // 128 codes, of which one is the escape to the extension table.
    assert_eq!(BASIC.chars().count(), 127);
    assert_eq!(EXTENSION.chars().count(), 10);
}

#[test]
fn a_first_pin_reads_like_this() {
    insta::assert_snapshot!(sms(&pin(None), &brand()).body, @r"
    Whitfield & Rowe
    PIN 123456
    Type it on our page only. Nobody here will ever ask you for it.

    @portal.example.com #123456
    ");
}

#[test]
fn a_later_pin_bears_its_letter() {
    insta::assert_snapshot!(sms(&pin(Some("B")), &brand()).body, @r"
    Whitfield & Rowe
    PIN B: 123456
    Type it on our page only. Nobody here will ever ask you for it.

    @portal.example.com #123456
    ");
}

#[test]
fn in_german_it_reads_like_this() {
    insta::assert_snapshot!(sms_in(Language::De, &pin(None), &brand()).body, @r"
    Whitfield & Rowe
    PIN 123456
    Nur auf unserer Seite eingeben. Niemand hier fragt Sie danach.

    @portal.example.com #123456
    ");
    insta::assert_snapshot!(sms_in(Language::De, &pin(Some("B")), &brand()).body, @r"
    Whitfield & Rowe
    PIN B: 123456
    Nur auf unserer Seite eingeben. Niemand hier fragt Sie danach.

    @portal.example.com #123456
    ");
}

#[test]
fn it_is_one_segment_for_every_firm_and_host() {
    let names = [
        "W",
        "Whitfield & Rowe",
        "Whitfield, Rowe, Pemberton & Partners Independent Financial Planning and Wealth \
            Management (Harrogate) Limited",
        "Ångström Rådgivning",
        "Müller–Lüdenscheidt “Vermögen”",
        "Société Générale d’Épargne façon Łódź",
        "€uro [Advice] {Group} | ~^\\ \
            €€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€€",
        "財務顧問株式会社",
        "Финансы Smith",
        "Money 💰💰💰 Tree",
        "İstanbul Yatırım Danışmanlığı",
    ];
    for name in names {
        for host_length in 4..=253 {
            for letter in [None, Some("B"), Some("ZZZ")] {
                let origin = format!("https://{}", host_of_length(host_length));
                for language in Language::ALL {
                    let body = text_in(language, &pin(letter), name, &origin);
                    let septets = septets(&body);
                    assert!(septets <= 160, "{septets} septets: {body}");
                }
            }
        }
    }
}

#[test]
fn the_last_line_binds_the_pin_to_the_host() {
    for language in Language::ALL {
        let body = text_in(language, &pin(None), "Whitfield & Rowe", ORIGIN);
        assert_eq!(body.lines().last(), Some("@portal.example.com #123456"));
    }
    let with_port = text(&pin(None), "Whitfield & Rowe", "http://localhost:8080");
    assert_eq!(with_port.lines().last(), Some("@localhost #123456"), "the format knows no port");
}

#[test]
fn the_firm_comes_first_and_there_is_no_link() {
    for language in Language::ALL {
        for letter in [None, Some("C")] {
            let body = sms_in(language, &pin(letter), &brand()).body.clone();
            assert!(body.starts_with("Whitfield & Rowe\nPIN "));
            assert!(!body.contains("://") && !body.contains("www."));
        }
    }
}

#[test]
fn leading_zeros_of_a_pin_are_kept() {
    let sending = Sending { origin: ORIGIN, secret: Secret::Pin("000042") };
    let Ok(Rendered::Sms(sms)) = render(&pin(Some("D")), &brand(), Language::En, &sending) else {
        panic!()
    };
    assert!(sms.body.contains("PIN D: 000042\n") && sms.body.ends_with("#000042"));
}

#[test]
fn a_name_outside_the_alphabet_is_spelled_in_it() {
    let first_line =
        |name: &str| text(&pin(None), name, ORIGIN).lines().next().map(str::to_owned).unwrap();
    assert_eq!(first_line("Société d’Épargne"), "Société d'Épargne");
    assert_eq!(first_line("Façade — Łódź"), "Facade - Lodz");
    assert_eq!(first_line("e\u{301}clair"), "éclair", "a decomposed accent is put together first");
    assert_eq!(first_line("Müller–Lüdenscheidt “Vermögen”"), "Müller-Lüdenscheidt \"Vermögen\"");
    assert_eq!(first_line("Финансы Smith"), "Smith");
    assert_eq!(first_line("Money\u{A0}💰 Tree"), "Money Tree");
    assert_eq!(first_line("財務顧問株式会社"), "Your adviser");
    assert_eq!(first_line("— 💰 —"), "Your adviser");
    let german = text_in(Language::De, &pin(None), "財務顧問株式会社", ORIGIN);
    assert_eq!(german.lines().next(), Some("Ihre Beratung"));
}

#[test]
fn a_long_name_ends_between_two_words() {
    let first_line =
        |name: &str| text(&pin(None), name, ORIGIN).lines().next().map(str::to_owned).unwrap();
    let long =
        "Whitfield, Rowe, Pemberton & Partners Independent Financial Planning (Harrogate) Limited";
    assert_eq!(first_line(long), "Whitfield, Rowe, Pemberton & Partners");
    assert_eq!(
        first_line("Whitfield, Rowe, Pemberton, Ashbourne & Partners"),
        "Whitfield, Rowe, Pemberton, Ashbourne"
    );
    assert_eq!(first_line(&"W".repeat(300)), "W".repeat(40));
    assert_eq!(first_line(&"€".repeat(300)), "Your adviser");
    assert_eq!(first_line(&format!("A{}", "€".repeat(300))), "A");
}

#[test]
fn for_a_long_host_the_advice_goes_first_then_more_of_the_name() {
    let firm = "Whitfield, Rowe, Pemberton & Partners";
    let host = "clients.whitfield-rowe-pemberton-partners.example";
    let without_advice = text(&pin(Some("B")), firm, &format!("https://{host}"));
    assert_eq!(without_advice, format!("{firm}\nPIN B: 123456\n\n@{host} #123456"));
    let host = host_of_length(112);
    let shorter = text(&pin(Some("B")), firm, &format!("https://{host}"));
    assert_eq!(shorter, format!("Whitfield, Rowe\nPIN B: 123456\n\n@{host} #123456"));
}

#[test]
fn a_host_is_whole_or_absent() {
    let short = host_of_length(60);
    assert!(
        text(&pin(None), "Whitfield & Rowe", &format!("https://{short}"))
            .ends_with(&format!("@{short} #123456"))
    );
    let long = host_of_length(200);
    let body = text(&pin(None), "Whitfield & Rowe", &format!("https://{long}"));
    assert!(!body.contains('@') && body.contains("PIN 123456"), "{body}");
}

#[test]
fn a_name_cannot_forge_the_last_line() {
    let body = text(&pin(None), "Smith @evil.example #999999", ORIGIN);
    assert_eq!(body.lines().last(), Some("@portal.example.com #123456"));
    let forged = Brand { firm_name: "Smith\n@evil.example #999999".to_owned(), ..brand() };
    assert!(send(&pin(None), &forged).is_err());
}

fn text(content: &Content, firm_name: &str, origin: &str) -> String {
    text_in(Language::En, content, firm_name, origin)
}

fn text_in(language: Language, content: &Content, firm_name: &str, origin: &str) -> String {
    let brand = Brand { firm_name: firm_name.to_owned(), ..brand() };
    match render(content, &brand, language, &Sending { origin, secret: Secret::Pin(PIN) }).unwrap()
    {
        Rendered::Sms(sms) => sms.body.clone(),
        Rendered::Email(_) => panic!("a PIN is texted"),
    }
}

fn septets(body: &str) -> usize {
    body.chars()
        .map(|c| match (BASIC.contains(c), EXTENSION.contains(c)) {
            (true, _) => 1,
            (false, true) => 2,
            (false, false) => panic!("{c:?} is not in GSM 03.38: {body}"),
        })
        .sum()
}

/// A well-formed host of 4 to 253 bytes.
fn host_of_length(length: usize) -> String {
    let mut host = "h".repeat(length);
    for dot in (50..length - 1).step_by(51) {
        host.replace_range(dot..=dot, ".");
    }
    host
}
