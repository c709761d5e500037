//! In German.

use super::MobileChanged;
use crate::brand::Brand;
use crate::letter::EmailWords;
use crate::phrases::de::{greeting, reach_us_now};

/// Writes the words.
pub(super) fn words(letter: &MobileChanged, brand: &Brand) -> EmailWords {
    let MobileChanged { client_name: client, adviser_name: adviser } = letter;
    let firm = &brand.firm_name;
    EmailWords {
        subject: format!("Ihre Handynummer bei {firm} wurde geändert"),
        preview: "Wenn Sie davon wissen, brauchen Sie nichts zu tun.".to_owned(),
        heading: "Ihre Handynummer wurde geändert".to_owned(),
        greeting: greeting(client),
        paragraphs: vec![
            format!(
                "Die Handynummer, die {firm} von Ihnen hat, wurde geändert oder entfernt. PINs, \
                 die wir Ihnen vorher als SMS gesendet haben, gelten nicht mehr."
            ),
            format!(
                "Wenn Sie darum gebeten haben, brauchen Sie nichts zu tun. Wenn Sie eine PIN \
                 brauchen und keine SMS kommt, kann Ihnen {adviser} die PIN mitteilen."
            ),
            format!(
                "Wenn Sie davon nichts wissen, {}, damit wir Ihren Zugang schützen können.",
                reach_us_now(brand)
            ),
        ],
        steps: None,
        button: None,
        closing: vec![],
        footer: format!(
            "Sie erhalten diese E-Mail, weil {firm} diese Adresse von Ihnen gespeichert hat."
        ),
    }
}
