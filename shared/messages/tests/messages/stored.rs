//! How messages lie in the database: names that never change.

use std::collections::BTreeMap;

use crate::*;
use vestibule_messages::Channel;

#[test]
fn messages_are_stored_under_these_names() {
    let stored: BTreeMap<_, _> = every_message().into_iter().collect();
    insta::assert_snapshot!(serde_json::to_string_pretty(&stored).unwrap());
    insta::assert_snapshot!(
        serde_json::to_string_pretty(&brand()).unwrap(),
        @r#"
    {
      "firm_name": "Whitfield & Rowe",
      "reply_to": "hello@whitfield-rowe.example",
      "phone": "020 7946 0018"
    }
    "#
    );
    insta::assert_snapshot!(
        serde_json::to_string_pretty(&dressed_brand()).unwrap(),
        @r##"
    {
      "firm_name": "Whitfield & Rowe",
      "reply_to": "hello@whitfield-rowe.example",
      "phone": "020 7946 0018",
      "colour": "#8a1c3b",
      "logo_path": "/api/firms/5f0c6d1e-0000-4000-8000-0000000000f1/logo/9f86d081884c7d65",
      "privacy_link": "https://whitfield-rowe.example/privacy?for=clients&v=2"
    }
    "##
    );
    assert_eq!(
        serde_json::to_string(&[Channel::Email, Channel::Sms]).unwrap(),
        r#"["email","sms"]"#
    );
}

#[test]
fn what_is_stored_comes_back() {
    for (name, content) in every_message() {
        let stored = serde_json::to_string(&content).unwrap();
        let back: Content = serde_json::from_str(&stored).unwrap();
        assert!(back == content, "{name}");
        assert!(
            stored.contains(&format!("\"template\":\"{}\"", content.template_name())),
            "{name}: one name for both"
        );
    }
}

#[test]
fn no_secret_is_stored() {
    for (name, content) in every_message() {
        let stored = serde_json::to_string(&(content, brand())).unwrap();
        assert!(!stored.contains(TOKEN) && !stored.contains(PIN), "{name}");
    }
}

#[test]
fn what_was_stored_before_there_were_looks_and_colleagues_is_still_read() {
    let brand_then = r#"{
        "firm_name": "Whitfield & Rowe",
        "reply_to": "hello@whitfield-rowe.example",
        "phone": "020 7946 0018"
    }"#;
    assert!(serde_json::from_str::<Brand>(brand_then).unwrap() == brand());
    let notice_then = format!(
        r#"{{
            "template": "notice",
            "notice": "stuck",
            "staff_name": "{ADVISER}",
            "client_name": "{CLIENT}",
            "client_path": "{CLIENT_PATH}"
        }}"#
    );
    assert!(serde_json::from_str::<Content>(&notice_then).unwrap() == notice(Notice::Stuck));
}

#[test]
fn a_pin_is_texted_and_all_else_is_mailed() {
    for (name, content) in every_message() {
        let expected =
            if content.needs() == SecretKind::Pin { Channel::Sms } else { Channel::Email };
        assert_eq!(content.channel(), expected, "{name}");
        let sent = match send(&content, &brand()).unwrap() {
            Rendered::Email(_) => Channel::Email,
            Rendered::Sms(_) => Channel::Sms,
        };
        assert_eq!(sent, expected, "{name}");
    }
}
