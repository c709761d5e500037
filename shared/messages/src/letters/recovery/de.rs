//! In German.

use super::Recovery;
use crate::brand::Brand;
use crate::letter::{EmailWords, Steps};
use crate::phrases::de::{
    CONTINUE, ask_us, client_button, greeting, never_asked_for_pin, only_for_you,
};
use vestibule_domain::messaging::StartedBy;

/// Writes the words.
pub(super) fn words(letter: &Recovery, brand: &Brand) -> EmailWords {
    let Recovery { client_name: client, adviser_name: adviser, started_by } = letter;
    let firm = &brand.firm_name;
    let (why, old_password, because) = match started_by {
        StartedBy::Client => (
            format!(
                "Sie haben uns mitgeteilt, dass Sie das Passwort für Ihren Zugang zu {firm} \
                 vergessen haben. Hier wählen Sie ein neues."
            ),
            "Wenn Sie das nicht waren, brauchen Sie nichts zu tun: Ihr bisheriges Passwort gilt \
             weiter, und nichts ändert sich.",
            "jemand diese Adresse auf unserer Anmeldeseite eingegeben und auf „Passwort vergessen“ \
             gedrückt hat"
                .to_owned(),
        ),
        StartedBy::Staff => (
            format!(
                "{adviser} von {firm} hilft Ihnen zurück in das Portal. Hier wählen Sie ein neues \
                 Passwort."
            ),
            "Ihr bisheriges Passwort gilt nicht mehr.",
            format!("{adviser} eine neue PIN für Ihren Zugang zu {firm} erzeugt hat"),
        ),
    };
    EmailWords {
        subject: format!("Wählen Sie ein neues Passwort für {firm}"),
        preview: "Es dauert etwa zwei Minuten. Sie brauchen eine PIN, die auf anderem Weg kommt."
            .to_owned(),
        heading: "Wählen Sie ein neues Passwort".to_owned(),
        greeting: greeting(client),
        paragraphs: vec![why, old_password.to_owned()],
        steps: Some(Steps {
            heading: "So geht es",
            items: vec![
                format!("Drücken Sie auf „{CONTINUE}“."),
                format!(
                    "Geben Sie Ihre PIN ein: sechs Ziffern, die wir Ihnen als SMS auf Ihr Handy \
                     senden. Wenn wir keine Handynummer von Ihnen haben, sagt Ihnen {adviser} die \
                     PIN am Telefon."
                ),
                "Wählen Sie ein neues Passwort.".to_owned(),
            ],
        }),
        button: Some(client_button(CONTINUE)),
        closing: vec![only_for_you(), format!("{} {}", never_asked_for_pin(brand), ask_us(brand))],
        footer: format!("Sie erhalten diese E-Mail, weil {because}."),
    }
}
