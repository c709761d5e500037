//! In German.

use super::StaffRecovery;
use crate::brand::Brand;
use crate::letter::{Button, EmailWords};
use crate::phrases::de::{IF_NO_BUTTON, greeting};

const NEW_PASSWORD: &str = "Neues Passwort wählen";

/// Writes the words.
pub(super) fn words(letter: &StaffRecovery, brand: &Brand) -> EmailWords {
    let StaffRecovery { staff_name: staff } = letter;
    let firm = &brand.firm_name;
    EmailWords {
        subject: format!("Wählen Sie ein neues Passwort für die Konsole von {firm}"),
        preview: "Der Link gilt höchstens eine Stunde.".to_owned(),
        heading: "Wählen Sie ein neues Passwort".to_owned(),
        greeting: greeting(staff),
        paragraphs: vec![
            format!(
                "Sie haben uns mitgeteilt, dass Sie Ihr Passwort für die Konsole von {firm} \
                 vergessen haben. Hier wählen Sie ein neues. Der Link gilt höchstens eine Stunde."
            ),
            "Bis Sie ein neues Passwort gewählt haben, gilt das bisherige weiter. Wenn Sie das \
             nicht waren, brauchen Sie nichts zu tun: Nichts ändert sich."
                .to_owned(),
        ],
        steps: None,
        button: Some(Button { label: NEW_PASSWORD, help: IF_NO_BUTTON }),
        closing: vec![
            "Der Link ist nur für Sie bestimmt: Bitte leiten Sie diese E-Mail nicht weiter. Wenn \
             er nicht mehr gilt, drücken Sie auf der Anmeldeseite noch einmal auf „Passwort \
             vergessen“."
                .to_owned(),
        ],
        footer: "Sie erhalten diese E-Mail, weil jemand diese Adresse auf der Anmeldeseite der \
                 Konsole eingegeben und auf „Passwort vergessen“ gedrückt hat."
            .to_owned(),
    }
}
