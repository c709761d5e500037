//! What is refused, and what is harmless: each guard, from outside.

use crate::*;
use vestibule_messages::{check, links};
use zeroize::ZeroizeOnDrop;

const ODD: [&str; 9] = ["\r\n", "\n", "\r", "\0", "\t", "\u{7F}", "\u{85}", "\u{2028}", "\u{202E}"];

#[test]
fn a_control_character_is_refused_wherever_people_type() {
    for odd in ODD {
        let poisoned = format!("Mar{odd}Bcc: eve@evil.example");
        let firm = Brand { firm_name: poisoned.clone(), ..brand() };
        let phone = Brand { phone: Some(poisoned.clone()), ..brand() };
        let reply = Brand { reply_to: format!("hello@firm.example{odd}"), ..brand() };
        for (_, content) in every_message() {
            assert_eq!(
                refusal(&content, &firm),
                Some(RenderFault::ControlCharacter { field: "firm name" })
            );
            assert_eq!(
                refusal(&content, &phone),
                Some(RenderFault::ControlCharacter { field: "firm's phone" })
            );
            assert_eq!(
                refusal(&content, &reply),
                Some(RenderFault::ControlCharacter { field: "reply address" })
            );
        }
        for Replaced { name, content, .. } in with_every_name_replaced(&poisoned) {
            assert!(
                matches!(refusal(&content, &brand()), Some(RenderFault::ControlCharacter { .. })),
                "{name} with {odd:?}"
            );
        }
    }
}

#[test]
fn a_blank_text_is_refused() {
    for Replaced { name, content, .. } in with_every_name_replaced(" ") {
        assert!(matches!(refusal(&content, &brand()), Some(RenderFault::Blank { .. })), "{name}");
    }
    let nameless = Brand { firm_name: String::new(), ..brand() };
    assert_eq!(refusal(&pin(None), &nameless), Some(RenderFault::Blank { field: "firm name" }));
}

#[test]
fn a_reply_address_is_one_bare_address() {
    for reply_to in [
        "hello",
        "@firm.example",
        "hello@",
        "a@b@c",
        "a@firm.example,b@evil.example",
        "A <a@firm.example>",
        "a b@firm.example",
        "\"a\"@firm.example",
    ] {
        let brand = Brand { reply_to: reply_to.to_owned(), ..brand() };
        let refused = Some(RenderFault::NotAnAddress { field: "reply address" });
        assert_eq!(refusal(&pin(None), &brand), refused, "{reply_to}");
        assert_eq!(check(&pin(None), &brand).err(), refused);
    }
}

#[test]
fn markup_in_a_name_is_shown_and_not_obeyed() {
    let nasty =
        r#"<script>alert("x")</script></style></title><img src='https://evil.example/x'> & "q""#;
    let firm = Brand { firm_name: nasty.to_owned(), phone: Some(nasty.to_owned()), ..brand() };
    for Replaced { name, content, original } in with_every_name_replaced(nasty) {
        let mail = email(&content, &firm);
        let harmless = email(&original, &brand());
        assert_eq!(
            mail.html.matches('<').count(),
            harmless.html.matches('<').count(),
            "{name}: a tag more or less"
        );
        assert_eq!(
            mail.html.matches('"').count(),
            harmless.html.matches('"').count(),
            "{name}: an attribute ended"
        );
        assert!(mail.html.contains("&lt;script&gt;"), "{name}: escaped, not dropped");
        assert!(mail.text.contains(nasty), "{name}: text needs no escaping");
    }
}

#[test]
fn template_syntax_in_a_name_stays_as_it_was_typed() {
    for typed in ["{{7*7}}", "{% raw %}", "{{ link }}", "{# hidden #}", "{{ subject }}{{ self }}"] {
        let firm = Brand { firm_name: typed.to_owned(), ..brand() };
        for Replaced { name, content, .. } in with_every_name_replaced(typed) {
            let mail = email(&content, &firm);
            for body in [&mail.subject, &mail.html, &mail.text] {
                assert!(body.contains(typed), "{name}: {typed}");
                assert!(!body.contains("49"), "{name}: it was computed");
            }
        }
    }
}

#[test]
fn the_mark_where_the_link_goes_cannot_be_typed() {
    for Replaced { name, content, .. } in with_every_name_replaced("Eve\u{1A}") {
        assert!(refusal(&content, &brand()).is_some(), "{name}");
    }
}

#[test]
fn a_secret_that_is_missing_superfluous_or_of_the_other_kind_is_refused() {
    let secrets = [Secret::None, Secret::LinkToken(TOKEN), Secret::Pin(PIN)];
    for (name, content) in every_message() {
        for secret in secrets {
            let fault = fault(&content, &brand(), &Sending { origin: ORIGIN, secret });
            let expected = if secret.kind() == content.needs() {
                None
            } else {
                Some(RenderFault::WrongSecret { needed: content.needs(), given: secret.kind() })
            };
            assert_eq!(fault, expected, "{name}");
        }
    }
}

#[test]
fn a_pin_is_six_ascii_digits() {
    for pin_typed in
        ["", "12345", "1234567", "12345a", " 12345", "12345\n", "１２３４５６", "123 56", "-12345"]
    {
        let sending = Sending { origin: ORIGIN, secret: Secret::Pin(pin_typed) };
        let refused = Some(RenderFault::MalformedSecret { kind: SecretKind::Pin });
        assert_eq!(fault(&pin(None), &brand(), &sending), refused, "{pin_typed:?}");
    }
}

#[test]
fn a_pin_has_a_letter_of_one_to_three_capitals_or_none() {
    for letter in ["", "b", "2", "BCDE", "B:", "Б", "B\n"] {
        assert_eq!(
            refusal(&pin(Some(letter)), &brand()),
            Some(RenderFault::PinLetter),
            "{letter:?}"
        );
    }
}

#[test]
fn a_token_needs_no_escaping() {
    let long = "a".repeat(513);
    for token in ["", "a b", "a\"b", "a<b", "a#b", "a/b", "a%20b", "a&b", "ä", "a\n", long.as_str()]
    {
        let refused = Some(RenderFault::MalformedSecret { kind: SecretKind::Link });
        assert_eq!(links::client_link(ORIGIN, token).err(), refused, "{token:?}");
        assert_eq!(links::staff_set_up_link(ORIGIN, token).err(), refused, "{token:?}");
        assert_eq!(links::staff_recovery_link(ORIGIN, token).err(), refused, "{token:?}");
        let sending = Sending { origin: ORIGIN, secret: Secret::LinkToken(token) };
        assert_eq!(fault(&invitation(PinRoute::NotAsked), &brand(), &sending), refused);
    }
}

#[test]
fn an_origin_is_a_scheme_and_a_host() {
    let long = format!("https://{}", "a.".repeat(127) + "a");
    let refused = [
        "",
        "portal.example.com",
        "https://",
        "http://portal.example.com",
        "https://portal.example.com/",
        "https://portal.example.com/x",
        "https://portal.example.com?x",
        "https://portal.example.com#x",
        "https://user@portal.example.com",
        "https://Portal.example.com",
        "https://portal..example.com",
        "https://portal.example.com.",
        "https://-portal.example.com",
        "https://portal.example.com:",
        "https://portal.example.com:0",
        "https://portal.example.com:99999",
        "https://portal.example.com:+80",
        "https://portal example.com",
        "https://pörtal.example.com",
        "javascript://portal.example.com",
        "http://localhost.evil.example",
        "https://portal.example.com\n",
        long.as_str(),
    ];
    for origin in refused {
        assert_eq!(
            links::client_link(origin, TOKEN).err(),
            Some(RenderFault::Origin),
            "{origin:?}"
        );
        for content in [invitation(PinRoute::NotAsked), notice(Notice::Stuck), pin(None)] {
            let secret = match content.needs() {
                SecretKind::None => Secret::None,
                SecretKind::Link => Secret::LinkToken(TOKEN),
                SecretKind::Pin => Secret::Pin(PIN),
            };
            assert_eq!(
                fault(&content, &brand(), &Sending { origin, secret }),
                Some(RenderFault::Origin),
                "{origin:?}"
            );
        }
    }
    for origin in [
        ORIGIN,
        "https://d1234.cloudfront.net",
        "https://portal.example.com:8443",
        "http://localhost:8080",
        "http://127.0.0.1:3000",
        "http://localhost",
    ] {
        assert!(links::client_link(origin, TOKEN).is_ok(), "{origin}");
    }
}

#[test]
fn links_are_built_like_this() {
    assert_eq!(
        links::client_link(ORIGIN, TOKEN).unwrap().as_str(),
        "https://portal.example.com/i#FAKE-TOKEN_not-a-secret.FAKE"
    );
    assert_eq!(
        links::staff_set_up_link(ORIGIN, TOKEN).unwrap().as_str(),
        "https://portal.example.com/console/set-up#FAKE-TOKEN_not-a-secret.FAKE"
    );
    assert_eq!(
        links::staff_recovery_link(ORIGIN, TOKEN).unwrap().as_str(),
        "https://portal.example.com/console/recover#FAKE-TOKEN_not-a-secret.FAKE"
    );
    assert_eq!(
        links::console_link(ORIGIN, "/console/clients/c1").unwrap(),
        "https://portal.example.com/console/clients/c1"
    );
}

#[test]
fn the_button_of_a_notice_leads_into_the_console_only() {
    for path in [
        "",
        "/",
        "/console",
        "/console/",
        "console/clients/c1",
        ".evil.example/console/",
        "@evil.example/",
        "/i/x",
        "/console/../i",
        "/console//evil.example",
        "/console/clients/c1?x",
        "/console/clients/c1#x",
        "/console/clients/c1\"><a",
        "/console/a b",
    ] {
        let content = Content::StaffNotification(StaffNotification {
            notice: Notice::Stuck,
            staff_name: ADVISER.to_owned(),
            client_name: CLIENT.to_owned(),
            client_path: path.to_owned(),
            for_colleague: None,
        });
        assert_eq!(refusal(&content, &brand()), Some(RenderFault::ConsolePath), "{path:?}");
    }
}

#[test]
fn a_from_header_holds_one_mailbox_whatever_the_name() {
    let mailbox = |firm_name: &str| {
        let brand = Brand { firm_name: firm_name.to_owned(), ..brand() };
        email(&invitation(PinRoute::NotAsked), &brand)
            .from_mailbox("portal@mail.example.com")
            .unwrap()
    };
    assert_eq!(mailbox("Whitfield & Rowe"), "\"Whitfield & Rowe\" <portal@mail.example.com>");
    assert_eq!(
        mailbox("Eve\" <eve@evil.example>, \\"),
        r#""Eve\" <eve@evil.example>, \\" <portal@mail.example.com>"#
    );
    assert_eq!(
        mailbox("Société Générale"),
        "=?UTF-8?Q?Soci=C3=A9t=C3=A9_G=C3=A9n=C3=A9rale?= <portal@mail.example.com>"
    );
    let long = mailbox(&"財務顧問".repeat(8));
    assert!(
        long.trim_end_matches(" <portal@mail.example.com>")
            .split(' ')
            .all(|word| word.len() <= 75 && word.ends_with("?="))
    );

    let mail = email(&invitation(PinRoute::NotAsked), &brand());
    for address in ["portal", "a@b\r\nBcc: c@d", "a@b, c@d", "<a@b>"] {
        assert!(mail.from_mailbox(address).is_err(), "{address:?}");
    }
}

#[test]
fn neither_a_fault_nor_a_debug_output_holds_personal_data_or_a_secret() {
    let personal = "Zenobia\u{0}";
    let firm = Brand {
        firm_name: personal.to_owned(),
        reply_to: personal.to_owned(),
        phone: Some(personal.to_owned()),
        colour: Some(personal.to_owned()),
        logo_path: Some(personal.to_owned()),
        privacy_link: Some(personal.to_owned()),
    };
    let one_odd = [
        Brand { colour: firm.colour.clone(), ..brand() },
        Brand { logo_path: firm.logo_path.clone(), ..brand() },
        Brand { privacy_link: firm.privacy_link.clone(), ..brand() },
    ];
    let mut said = vec![format!("{firm:?}")];
    for brand in &one_odd {
        let fault = refusal(&pin(None), brand).expect("it holds a control character");
        said.push(format!("{fault} {fault:?}"));
    }
    for Replaced { content, .. } in with_every_name_replaced(personal) {
        said.push(format!("{content:?}"));
        for secret in [Secret::None, Secret::LinkToken("Zenobia!"), Secret::Pin("Zenobia!")] {
            for origin in [ORIGIN, "Zenobia"] {
                for brand in [&firm, &brand()] {
                    let fault = fault(&content, brand, &Sending { origin, secret });
                    said.extend(fault.map(|fault| format!("{fault} {fault:?}")));
                }
            }
        }
    }
    for (_, content) in every_message() {
        for secret in [Secret::LinkToken("Zenobia!"), Secret::Pin("Zenobia!")] {
            said.extend(
                fault(&content, &brand(), &Sending { origin: ORIGIN, secret })
                    .map(|fault| format!("{fault} {fault:?}")),
            );
        }
    }
    assert!(said.len() > 50);
    assert!(said.iter().all(|line| !line.contains("Zenobia")));
}

/// Does not compile if `$type` has `$trait`: the call would then have two meanings.
macro_rules! lacks {
    ($type:ty: $trait:path) => {{
        trait Ambiguous<A> {
            fn lacks() {}
        }
        struct Has;
        impl<T: ?Sized> Ambiguous<()> for T {}
        impl<T: ?Sized + $trait> Ambiguous<Has> for T {}
        <$type as Ambiguous<_>>::lacks();
    }};
}

#[test]
fn what_holds_a_secret_cannot_be_printed_or_stored_and_is_wiped() {
    lacks!(Rendered: std::fmt::Debug);
    lacks!(Email: std::fmt::Debug);
    lacks!(Sms: std::fmt::Debug);
    lacks!(Secret<'static>: std::fmt::Debug);
    lacks!(Sending<'static>: std::fmt::Debug);
    lacks!(Rendered: std::fmt::Display);
    lacks!(Email: std::fmt::Display);
    lacks!(Sms: std::fmt::Display);
    lacks!(Email: Clone);
    lacks!(Sms: Clone);
    lacks!(Rendered: serde::Serialize);
    lacks!(Email: serde::Serialize);
    lacks!(Sms: serde::Serialize);
    fn wiped<T: ZeroizeOnDrop>() {}
    wiped::<Email>();
    wiped::<Sms>();
}

fn refusal(content: &Content, brand: &Brand) -> Option<RenderFault> {
    send(content, brand).err()
}

/// A message in which one name was replaced.
struct Replaced {
    /// The message, and the field that was replaced.
    name: String,
    content: Content,
    original: Content,
}

/// Every message, once for each name in it, with that name replaced.
fn with_every_name_replaced(text: &str) -> Vec<Replaced> {
    let mut all = Vec::new();
    for (name, original) in every_message() {
        let stored = serde_json::to_value(&original).unwrap();
        for (field, value) in stored.as_object().unwrap() {
            if value.as_str().is_some_and(|text| [CLIENT, ADVISER, COLLEAGUE].contains(&text)) {
                let mut odd = stored.clone();
                odd[field] = text.into();
                let content = serde_json::from_value(odd).unwrap();
                let original = original.clone();
                all.push(Replaced { name: format!("{name}: {field}"), content, original });
            }
        }
    }
    assert!(all.len() > every_message().len(), "most messages name two people");
    all
}
