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
        for (name, content) in with_every_text_replaced(&poisoned) {
            assert!(
                matches!(refusal(&content, &brand()), Some(RenderFault::ControlCharacter { .. })),
                "{name} with {odd:?}"
            );
        }
    }
}

#[test]
fn a_blank_text_is_refused() {
    for (name, content) in with_every_text_replaced(" ") {
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
    for (name, content) in with_every_text_replaced(nasty) {
        let mail = email(&content, &firm);
        let harmless = email(&with_name(&content, CLIENT), &brand());
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
        for (name, content) in with_every_text_replaced(typed) {
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
    for (name, content) in with_every_text_replaced("Eve\u{1A}") {
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
        assert_eq!(fault(&invitation(PinTravels::NotAsked), &brand(), &sending), refused);
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
        for content in [invitation(PinTravels::NotAsked), notice(Notice::Stuck), pin(None)] {
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
        let content = Content::Notice {
            notice: Notice::Stuck,
            staff_name: ADVISER.to_owned(),
            client_name: CLIENT.to_owned(),
            client_path: path.to_owned(),
            for_colleague: None,
        };
        assert_eq!(refusal(&content, &brand()), Some(RenderFault::ConsolePath), "{path:?}");
    }
}

#[test]
fn a_from_header_holds_one_mailbox_whatever_the_name() {
    let mailbox = |firm_name: &str| {
        let brand = Brand { firm_name: firm_name.to_owned(), ..brand() };
        email(&invitation(PinTravels::NotAsked), &brand)
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

    let mail = email(&invitation(PinTravels::NotAsked), &brand());
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
    for (_, content) in with_every_text_replaced(personal) {
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

/// Every e-mail, once for each text in it, with that text replaced.
fn with_every_text_replaced(text: &str) -> Vec<(String, Content)> {
    let (odd, ok) = (|| text.to_owned(), || CLIENT.to_owned());
    let mut all =
        vec![("password changed".to_owned(), Content::PasswordChanged { client_name: odd() })];
    for (client_name, adviser_name) in [(odd(), ok()), (ok(), odd())] {
        let (client, adviser) = (|| client_name.clone(), || adviser_name.clone());
        let pairs = [
            Content::Invitation {
                client_name: client(),
                adviser_name: adviser(),
                pin: PinTravels::ByAdviser,
            },
            Content::Reminder {
                client_name: client(),
                adviser_name: adviser(),
                pin: PinTravels::ByAdviser,
            },
            Content::Reminder {
                client_name: client(),
                adviser_name: adviser(),
                pin: PinTravels::HasPassword,
            },
            Content::Recovery {
                client_name: client(),
                adviser_name: adviser(),
                started_by: StartedBy::Adviser,
            },
            Content::EmailChanged { client_name: client(), adviser_name: adviser() },
            Content::AccessEnded { client_name: client(), adviser_name: adviser() },
            Content::MobileChanged { client_name: client(), adviser_name: adviser() },
        ];
        all.extend(pairs.map(|content| (content.template_name().to_owned(), content)));
    }
    for odd_one in 0..3 {
        let name = |place| if place == odd_one { odd() } else { ok() };
        all.extend(NOTICES.map(|notice| {
            let content = Content::Notice {
                notice,
                staff_name: name(0),
                client_name: name(1),
                client_path: CLIENT_PATH.to_owned(),
                for_colleague: Some(name(2)),
            };
            (format!("{notice:?}"), content)
        }));
    }
    for role in [StaffRole::FirmAdmin, StaffRole::Adviser] {
        all.push((format!("{role:?}"), Content::StaffSetUp { staff_name: odd(), role }));
    }
    all.push(("staff recovery".to_owned(), Content::StaffRecovery { staff_name: odd() }));
    all.push((
        "staff password changed".to_owned(),
        Content::StaffPasswordChanged { staff_name: odd() },
    ));
    all
}

/// The same message with another name everywhere.
fn with_name(content: &Content, name: &str) -> Content {
    let name = || name.to_owned();
    match content {
        Content::Invitation { pin, .. } => {
            Content::Invitation { client_name: name(), adviser_name: name(), pin: *pin }
        }
        Content::Reminder { pin, .. } => {
            Content::Reminder { client_name: name(), adviser_name: name(), pin: *pin }
        }
        Content::Recovery { started_by, .. } => {
            Content::Recovery { client_name: name(), adviser_name: name(), started_by: *started_by }
        }
        Content::PasswordChanged { .. } => Content::PasswordChanged { client_name: name() },
        Content::EmailChanged { .. } => {
            Content::EmailChanged { client_name: name(), adviser_name: name() }
        }
        Content::AccessEnded { .. } => {
            Content::AccessEnded { client_name: name(), adviser_name: name() }
        }
        Content::MobileChanged { .. } => {
            Content::MobileChanged { client_name: name(), adviser_name: name() }
        }
        Content::Pin { letter } => Content::Pin { letter: letter.clone() },
        Content::StaffSetUp { role, .. } => Content::StaffSetUp { staff_name: name(), role: *role },
        Content::StaffRecovery { .. } => Content::StaffRecovery { staff_name: name() },
        Content::StaffPasswordChanged { .. } => {
            Content::StaffPasswordChanged { staff_name: name() }
        }
        Content::Notice { notice, client_path, for_colleague, .. } => Content::Notice {
            notice: *notice,
            staff_name: name(),
            client_name: name(),
            client_path: client_path.clone(),
            for_colleague: for_colleague.as_ref().map(|_| name()),
        },
    }
}
