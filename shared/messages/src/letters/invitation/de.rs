//! In German.

use super::Invitation;
use crate::brand::Brand;
use crate::letter::{EmailWords, Steps};
use crate::phrases::de::{
    CONTINUE, SET_UP, TEXT_PIN, ask_us, client_button, forgot_password, greeting,
    never_asked_for_password, never_asked_for_pin, only_for_you,
};
use vestibule_domain::messaging::{PinDelivery, PinRoute};

/// Writes the words.
pub(super) fn words(letter: &Invitation, brand: &Brand) -> EmailWords {
    let Invitation { client_name: client, adviser_name: adviser, pin } = letter;
    let firm = &brand.firm_name;
    let pin_steps = match pin {
        PinRoute::Delivered(PinDelivery::WithInvitation) => vec![
            "Geben Sie Ihre PIN ein: die sechs Ziffern, die wir Ihnen als SMS auf Ihr Handy \
             gesendet haben."
                .to_owned(),
        ],
        PinRoute::Delivered(PinDelivery::OnceMobileConfirmed) => vec![
            format!("Geben Sie Ihre Handynummer ein und drücken Sie auf „{TEXT_PIN}“."),
            "Geben Sie Ihre PIN ein: die sechs Ziffern in der SMS.".to_owned(),
        ],
        PinRoute::Delivered(PinDelivery::ByAdviser) => vec![format!(
            "Geben Sie Ihre PIN ein: sechs Ziffern, die Ihnen {adviser} mitteilt, zum Beispiel am \
             Telefon."
        )],
        PinRoute::NotAsked => vec![],
        PinRoute::HasPassword => return for_known_client(client, adviser, brand),
    };
    let never_asked = if pin_steps.is_empty() {
        never_asked_for_password(brand)
    } else {
        never_asked_for_pin(brand)
    };
    let mut items = vec![format!("Drücken Sie auf „{SET_UP}“.")];
    items.extend(pin_steps);
    items.push("Wählen Sie ein eigenes Passwort.".to_owned());
    EmailWords {
        subject: format!("Richten Sie Ihren Zugang zu {firm} ein"),
        preview: format!("{adviser} lädt Sie ein. Es dauert etwa zwei Minuten."),
        heading: "Richten Sie Ihren Zugang ein".to_owned(),
        greeting: greeting(client),
        paragraphs: vec![format!(
            "{adviser} von {firm} lädt Sie in das Portal ein: den sicheren Ort für Ihre \
             Zusammenarbeit. Ihren eigenen Zugang einzurichten dauert etwa zwei Minuten."
        )],
        steps: Some(Steps { heading: "So beginnen Sie", items }),
        button: Some(client_button(SET_UP)),
        closing: vec![only_for_you(), format!("{never_asked} {}", ask_us(brand))],
        footer: format!(
            "Sie erhalten diese E-Mail, weil {adviser} von {firm} Sie unter dieser Adresse \
             eingeladen hat. Wenn sie nicht für Sie bestimmt ist, brauchen Sie nichts zu tun: Es \
             wird kein Zugang eingerichtet."
        ),
    }
}

fn for_known_client(client: &str, adviser: &str, brand: &Brand) -> EmailWords {
    let firm = &brand.firm_name;
    EmailWords {
        subject: format!("Bitte machen Sie im Portal von {firm} weiter"),
        preview: format!("{adviser} hat dort etwas für Sie vorbereitet."),
        heading: "Bitte machen Sie im Portal weiter".to_owned(),
        greeting: greeting(client),
        paragraphs: vec![
            format!("{adviser} von {firm} hat im Portal etwas für Sie vorbereitet."),
            format!(
                "Drücken Sie auf „{CONTINUE}“ und geben Sie das Passwort ein, das Sie schon haben."
            ),
        ],
        steps: None,
        button: Some(client_button(CONTINUE)),
        closing: vec![
            forgot_password(),
            format!("{} {}", never_asked_for_password(brand), ask_us(brand)),
        ],
        footer: format!(
            "Sie erhalten diese E-Mail, weil Sie mit dieser Adresse einen Zugang zu {firm} haben \
             und {adviser} etwas mit Ihnen geteilt hat."
        ),
    }
}
