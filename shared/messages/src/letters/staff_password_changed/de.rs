//! In German.

use super::StaffPasswordChanged;
use crate::brand::Brand;
use crate::letter::EmailWords;
use crate::phrases::de::greeting;

/// Writes the words.
pub(super) fn words(letter: &StaffPasswordChanged, brand: &Brand) -> EmailWords {
    let StaffPasswordChanged { staff_name: staff } = letter;
    let firm = &brand.firm_name;
    EmailWords {
        subject: format!("Ihr Passwort für die Konsole von {firm} wurde geändert"),
        preview: "Wenn Sie es waren, brauchen Sie nichts zu tun.".to_owned(),
        heading: "Ihr Passwort wurde geändert".to_owned(),
        greeting: greeting(staff),
        paragraphs: vec![
            format!(
                "Ihr Passwort für die Konsole von {firm} wurde geändert. Wo Sie noch angemeldet \
                 waren, sind Sie jetzt abgemeldet."
            ),
            "Wenn Sie es waren, brauchen Sie nichts zu tun. Melden Sie sich mit dem neuen Passwort \
             an."
                .to_owned(),
            format!(
                "Wenn Sie es nicht waren, sagen Sie es bitte sofort einem Firmen-Admin von {firm}, \
                 damit Ihr Zugang geschützt wird."
            ),
        ],
        steps: None,
        button: None,
        closing: vec![],
        footer: format!(
            "Sie erhalten diese E-Mail, weil Sie mit dieser Adresse einen Zugang zur Konsole von \
             {firm} haben."
        ),
    }
}
