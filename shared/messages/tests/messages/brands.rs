//! The firm's own looks: colour, logo, privacy link. What a firm typed is shown and never obeyed.

use crate::*;
use vestibule_messages::check;

fn with_colour(colour: &str) -> Brand {
    Brand { colour: Some(colour.to_owned()), ..brand() }
}

fn with_logo(path: &str) -> Brand {
    Brand { logo_path: Some(path.to_owned()), ..brand() }
}

fn with_privacy_link(link: &str) -> Brand {
    Brand { privacy_link: Some(link.to_owned()), ..brand() }
}

#[test]
fn a_dressed_mail_reads_like_this() {
    for language in Language::ALL {
        for content in [invitation(PinRoute::WITH_INVITATION), notice(Notice::Stuck)] {
            let mail = email_in(language, &content, &dressed_brand());
            let name = format!("{}-dressed-{}", language.tag(), content.template_name());
            insta::assert_snapshot!(name, letters::page(&content, &mail));
        }
    }
}

#[test]
fn a_button_has_the_firms_colour() {
    for (name, content, mail) in every_email_of(&dressed_brand()) {
        assert!(!mail.html.contains("#1d4f63"), "{name}: the colour of no firm");
        let has_button = mail.html.contains("class=\"pad button\"");
        assert_eq!(
            mail.html.contains("bgcolor=\"#8a1c3b\""),
            has_button,
            "{name}: the button, where there is one"
        );
        // White on the firm's colour can be read in the dark as well; dark blue on it could not.
        assert!(
            mail.html.contains(
                ".button a { background: #8a1c3b !important; color: #ffffff !important; }"
            ),
            "{name}"
        );
        assert!(content.channel() == vestibule_messages::Channel::Email);
    }
    let plain = email(&invitation(PinRoute::NotAsked), &brand());
    assert!(plain.html.contains("bgcolor=\"#1d4f63\""));
    assert!(
        plain
            .html
            .contains(".button a { background: #7fb4c8 !important; color: #0e1a26 !important; }")
    );
}

#[test]
fn a_logo_is_loaded_from_the_firms_own_pages_and_named_where_it_is_not_shown() {
    let logo = format!("src=\"{ORIGIN}{LOGO_PATH}\" alt=\"Whitfield &amp; Rowe\"");
    for (name, _, mail) in every_email_of(&dressed_brand()) {
        assert_eq!(mail.html.matches("<img").count(), 1, "{name}");
        assert_eq!(mail.html.matches(" src=").count(), 1, "{name}");
        assert!(mail.html.contains(&logo), "{name}");
        assert!(!mail.html.contains("<p>Whitfield &amp; Rowe</p>"), "{name}: named twice");
        assert!(!mail.text.contains(LOGO_PATH), "{name}: a text shows no image");
        assert!(mail.text.contains("\n-- \nWhitfield & Rowe\n"), "{name}");
        let (_, image) = mail.html.split_once("<img").unwrap();
        let (image, _) = image.split_once('>').unwrap();
        for style in ["font-size: 17px", "color: #4a5663", "max-width: 240px"] {
            assert!(image.contains(style), "{name}: {style} for the words in its place");
        }
    }
}

#[test]
fn clients_are_told_where_the_firms_privacy_notice_is() {
    for (name, content, mail) in every_email_of(&dressed_brand()) {
        let label = if name.starts_with("de ") { "Datenschutz" } else { "Privacy" };
        let line = format!("{label}: {PRIVACY_LINK}");
        let anchor = format!(
            "<a href=\"{}\" target=\"_blank\">{label}</a>",
            PRIVACY_LINK.replace('&', "&amp;")
        );
        let to_client = match content {
            Content::Invitation(_)
            | Content::Reminder(_)
            | Content::Recovery(_)
            | Content::PasswordChanged(_)
            | Content::EmailChanged(_)
            | Content::AccessEnded(_)
            | Content::MobileChanged(_)
            | Content::Pin(_) => true,
            Content::StaffSetUp(_)
            | Content::StaffRecovery(_)
            | Content::StaffPasswordChanged(_)
            | Content::StaffNotification(_) => false,
        };
        assert_eq!(mail.text.lines().last() == Some(line.as_str()), to_client, "{name}");
        assert_eq!(mail.html.contains(&anchor), to_client, "{name}");
        assert_eq!(mail.html.contains("whitfield-rowe.example"), to_client, "{name}");
    }
}

#[test]
fn a_firm_without_looks_gets_a_whole_mail() {
    for (name, _, mail) in every_email() {
        assert!(mail.html.contains("<p>Whitfield &amp; Rowe</p>"), "{name}");
        assert!(!mail.html.contains("<img") && !mail.html.contains("Datenschutz"), "{name}");
        assert!(!mail.text.contains("Privacy") && !mail.text.contains("Datenschutz"), "{name}");
    }
}

#[test]
fn a_colour_is_a_hash_and_six_digits() {
    for colour in [
        "",
        "#",
        "8a1c3b",
        "#8a1c3",
        "#8a1c3bf",
        "#8a1c3g",
        "#8a1c3 ",
        " #8a1c3b",
        "#8a1c3b\n",
        "red",
        "#fff",
        "rgb(0,0,0)",
        "#８a1c3b",
        "#ääа",
        "#000;}*{x:url(https://evil.example)}",
        "#000\"><img src=x>",
        "</style><script>",
        "{{ link }}",
    ] {
        assert_refused(&with_colour(colour), RenderFault::Colour);
    }
    for colour in ["#8a1c3b", "#8A1C3B", "#000000"] {
        assert!(email(&invitation(PinRoute::NotAsked), &with_colour(colour)).html.contains(colour));
    }
}

#[test]
fn a_logo_is_a_logo_of_ours_and_nothing_else() {
    for path in [
        "",
        "/",
        "logo.png",
        "//evil.example/api/firms/f/logo/1",
        "https://evil.example/api/firms/f/logo/1",
        ".evil.example/api/firms/f/logo/1",
        "@evil.example/api/firms/f/logo/1",
        "/api/firms//logo/1",
        "/api/firms/f/logo/",
        "/api/firms/f/logo",
        "/api/firms/f/logo/1/",
        "/api/firms/f/logo/1/2",
        "/api/firms/f/g/logo/1",
        "/api/firms/../logo/1",
        "/api/firms/f/logo/..",
        "/api/firms/f/logo/1?x",
        "/api/firms/f/logo/1#x",
        "/api/firms/f/logo/1%2e",
        "/api/firms/f/logo/1\" onerror=\"x",
        "/api/firms/f/logo/1'><script>",
        "/api/firms/f/logo/1\n",
        "/api/firms/f/logo/ä",
        "/api/staff/sign-out",
        "javascript:alert(1)",
        "{{ link }}",
    ] {
        assert_refused(&with_logo(path), RenderFault::LogoPath);
    }
    let sending = Sending { origin: "https://evil.example/x", secret: Secret::None };
    let content = Content::PasswordChanged(PasswordChanged { client_name: CLIENT.to_owned() });
    assert_eq!(
        fault(&content, &dressed_brand(), &sending),
        Some(RenderFault::Origin),
        "a mail without a link has the logo's address"
    );
}

#[test]
fn a_privacy_link_is_an_https_address() {
    for link in [
        "",
        "https://",
        "https:///x",
        "https://?x",
        "http://firm.example/privacy",
        "HTTPS://firm.example",
        "//firm.example",
        "firm.example/privacy",
        "javascript:alert(1)",
        "data:text/html,x",
        "mailto:a@firm.example",
        " https://firm.example",
        "https://firm.example/a b",
        "https://firm.example/\n",
        "https://firm.example/\u{202E}",
        "https://firm.example/ä",
        "https://fïrm.example/",
        "https://bank.example@evil.example/",
        "https://a:b@evil.example/",
        "https://firm.example\\@evil.example/",
        "https://firm.example/\"><script>x</script>",
        "https://firm.example/<b>",
        "https://firm.example/>",
        "https://(firm).example/",
        "https://fi\"rm.example/",
    ] {
        assert_refused(&with_privacy_link(link), RenderFault::PrivacyLink);
    }
}

#[test]
fn a_privacy_link_ends_no_attribute_and_is_no_template() {
    // What a browser's spelling of an address may hold, and what HTML minds.
    for (link, in_html) in [
        ("https://firm.example/it's?a=1&b=2", "https://firm.example/it&#x27;s?a=1&amp;b=2"),
        ("https://firm.example/?{{7*7}}", "https://firm.example/?{{7*7}}"),
        ("https://firm.example/?{%raw%}", "https://firm.example/?{%raw%}"),
        ("https://firm.example:8443/?a|b^[c]`~\\", "https://firm.example:8443/?a|b^[c]`~\\"),
        ("https://firm.example/?&quot;x", "https://firm.example/?&amp;quot;x"),
    ] {
        let plain = email(&invitation(PinRoute::NotAsked), &dressed_brand());
        let brand = Brand { privacy_link: Some(link.to_owned()), ..dressed_brand() };
        let mail = email(&invitation(PinRoute::NotAsked), &brand);
        assert!(mail.html.contains(&format!("<a href=\"{in_html}\" ")), "{link}");
        assert_eq!(mail.text.lines().last(), Some(format!("Privacy: {link}").as_str()));
        for mark in ['<', '>', '"'] {
            assert_eq!(mail.html.matches(mark).count(), plain.html.matches(mark).count(), "{link}");
        }
        assert!(!mail.html.contains("49"), "{link}: it was computed");
    }
}

#[test]
fn a_hostile_firm_name_stays_in_the_logos_label() {
    for hostile in
        [r#"" onerror="alert(1)"#, "' onload='x", "</style><script>x</script>", "{{ logo }}"]
    {
        let brand = Brand { firm_name: hostile.to_owned(), ..dressed_brand() };
        let harmless = email(&invitation(PinRoute::NotAsked), &dressed_brand());
        let mail = email(&invitation(PinRoute::NotAsked), &brand);
        for mark in ['<', '"', '\''] {
            assert_eq!(
                mail.html.matches(mark).count(),
                harmless.html.matches(mark).count(),
                "{hostile}"
            );
        }
        assert!(mail.text.contains(hostile), "{hostile}: shown as it was typed");
    }
}

fn assert_refused(brand: &Brand, refused: RenderFault) {
    for (name, content) in every_message() {
        assert_eq!(check(&content, brand), Err(refused), "{name}: {brand:?}");
        assert_eq!(send(&content, brand).err(), Some(refused), "{name}");
    }
}
