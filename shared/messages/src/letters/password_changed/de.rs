//! In German.

use super::PasswordChanged;
use crate::brand::Brand;
use crate::letter::EmailWords;
use crate::phrases::de::{greeting, reach_us_now};

/// Writes the words.
pub(super) fn words(letter: &PasswordChanged, brand: &Brand) -> EmailWords {
    let PasswordChanged { client_name: client } = letter;
    let firm = &brand.firm_name;
    EmailWords {
        subject: format!("Ihr Passwort für {firm} wurde geändert"),
        preview: "Wenn Sie es waren, brauchen Sie nichts zu tun.".to_owned(),
        heading: "Ihr Passwort wurde geändert".to_owned(),
        greeting: greeting(client),
        paragraphs: vec![
            format!(
                "Das Passwort für Ihren Zugang zu {firm} wurde geändert. Wo Sie noch angemeldet \
                 waren, sind Sie jetzt abgemeldet."
            ),
            "Wenn Sie es waren, brauchen Sie nichts zu tun. Melden Sie sich mit dem neuen Passwort \
             an."
            .to_owned(),
            format!(
                "Wenn Sie es nicht waren, {}, damit wir Ihren Zugang schützen können.",
                reach_us_now(brand)
            ),
        ],
        steps: None,
        button: None,
        closing: vec![],
        footer: format!(
            "Sie erhalten diese E-Mail, weil Sie mit dieser Adresse einen Zugang zu {firm} haben."
        ),
    }
}
