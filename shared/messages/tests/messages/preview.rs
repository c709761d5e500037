//! What the console shows of a mail is the mail.

use crate::*;
use vestibule_messages::{Scheme, preview};

fn shown(content: &Content, scheme: Scheme) -> String {
    preview(content, &dressed_brand(), Language::En, scheme).unwrap()
}

/// As it was sent, but for the link's token, its addresses and its colour scheme.
fn undone(shown: &str, scheme: Scheme) -> String {
    let (is, is_not) = match scheme {
        Scheme::Light => ("light", "@media not all"),
        Scheme::Dark => ("dark", "@media all"),
    };
    shown
        .replace(" src=\"/", &format!(" src=\"{ORIGIN}/"))
        .replace(" data-href=\"", " href=\"")
        .replace("#sample", &format!("#{TOKEN}"))
        .replace(is_not, "@media (prefers-color-scheme: dark)")
        .replace(&format!("color-scheme: {is};"), "color-scheme: light dark;")
        .replace(&format!("content=\"{is}\""), "content=\"light dark\"")
}

#[test]
fn the_preview_is_the_mail_with_nothing_to_follow() {
    let content = invitation(PinRoute::WITH_INVITATION);
    let sent = email(&content, &dressed_brand()).html.clone();
    assert!(sent.contains(" href=\""));
    for scheme in [Scheme::Light, Scheme::Dark] {
        let shown = shown(&content, scheme);
        assert_eq!(undone(&shown, scheme), sent, "{scheme:?}");
        assert!(!shown.contains(" href=\""), "{scheme:?}");
        assert!(!shown.contains("prefers-color-scheme"), "{scheme:?}");
    }
}

#[test]
fn what_a_firm_types_cannot_look_like_an_address() {
    let brand =
        Brand { firm_name: "A href=\"x\" (prefers-color-scheme: dark)".to_owned(), ..brand() };
    let content = invitation(PinRoute::NotAsked);
    let shown = preview(&content, &brand, Language::En, Scheme::Dark).unwrap();
    assert!(shown.contains("A href=&quot;x&quot;"), "{shown}");
}

#[test]
fn a_message_without_a_link_has_no_preview() {
    let password_changed =
        Content::PasswordChanged(PasswordChanged { client_name: CLIENT.to_owned() });
    for content in [password_changed, pin(None)] {
        let refused = preview(&content, &brand(), Language::En, Scheme::Light);
        assert!(
            matches!(refused, Err(RenderFault::WrongSecret { .. })),
            "{}",
            content.template_name()
        );
    }
}
