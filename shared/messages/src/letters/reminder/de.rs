//! In German.

use super::Reminder;
use crate::brand::Brand;
use crate::letter::{EmailWords, Steps};
use crate::phrases::de::{
    CONTINUE, SET_UP, TEXT_PIN, ask_us, client_button, forgot_password, greeting,
    never_asked_for_password, never_asked_for_pin, only_for_you,
};
use vestibule_domain::messaging::{PinDelivery, PinRoute};

const SAME_LINK: &str = "Der Link in unserer ersten E-Mail gilt noch, und der Link in dieser \
                         E-Mail ist derselbe: Nehmen Sie einen von beiden.";

/// Writes the words.
pub(super) fn words(letter: &Reminder, brand: &Brand) -> EmailWords {
    let Reminder { client_name: client, adviser_name: adviser, pin } = letter;
    let firm = &brand.firm_name;
    let pin_steps = match pin {
        PinRoute::Delivered(PinDelivery::WithInvitation) => vec![
            "Geben Sie Ihre PIN ein: die sechs Ziffern, die wir Ihnen als SMS auf Ihr Handy \
             gesendet haben. Wenn Sie die SMS nicht finden, sendet die Seite sie noch einmal."
                .to_owned(),
        ],
        PinRoute::Delivered(PinDelivery::OnceMobileConfirmed) => vec![
            format!("Geben Sie Ihre Handynummer ein und drücken Sie auf „{TEXT_PIN}“."),
            "Geben Sie Ihre PIN ein: die sechs Ziffern in der SMS.".to_owned(),
        ],
        PinRoute::Delivered(PinDelivery::ByAdviser) => vec![format!(
            "Geben Sie Ihre PIN ein: die sechs Ziffern, die Ihnen {adviser} mitteilt. Wenn Sie die \
             PIN noch nicht haben, fragen Sie danach."
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
        subject: format!("Zur Erinnerung: Ihr Zugang zu {firm}"),
        preview: "Der Link, den wir Ihnen gesendet haben, gilt noch.".to_owned(),
        heading: "Ihre Einladung ist noch offen".to_owned(),
        greeting: greeting(client),
        paragraphs: vec![
            format!(
                "{adviser} von {firm} hat Sie in das Portal eingeladen: den sicheren Ort für Ihre \
                 Zusammenarbeit. Ihren eigenen Zugang einzurichten dauert etwa zwei Minuten."
            ),
            SAME_LINK.to_owned(),
        ],
        steps: Some(Steps { heading: "So beginnen Sie", items }),
        button: Some(client_button(SET_UP)),
        closing: vec![
            only_for_you(),
            format!("{never_asked} {}", ask_us(brand)),
            no_more_reminders(),
        ],
        footer: format!(
            "Sie erhalten diese E-Mail, weil {adviser} von {firm} Sie unter dieser Adresse \
             eingeladen hat und die Einladung noch nicht geöffnet wurde. Wenn sie nicht für Sie \
             bestimmt ist, brauchen Sie nichts zu tun: Es wird kein Zugang eingerichtet."
        ),
    }
}

fn for_known_client(client: &str, adviser: &str, brand: &Brand) -> EmailWords {
    let firm = &brand.firm_name;
    EmailWords {
        subject: format!("Zur Erinnerung: Ihr Zugang zu {firm}"),
        preview: format!("Was {adviser} dort für Sie vorbereitet hat, wartet noch."),
        heading: "Im Portal wartet etwas auf Sie".to_owned(),
        greeting: greeting(client),
        paragraphs: vec![
            format!(
                "{adviser} von {firm} hat im Portal etwas für Sie vorbereitet. Dort wartet es noch \
                 auf Sie."
            ),
            SAME_LINK.to_owned(),
            format!(
                "Drücken Sie auf „{CONTINUE}“ und geben Sie das Passwort ein, das Sie schon haben."
            ),
        ],
        steps: None,
        button: Some(client_button(CONTINUE)),
        closing: vec![
            forgot_password(),
            format!("{} {}", never_asked_for_password(brand), ask_us(brand)),
            no_more_reminders(),
        ],
        footer: format!(
            "Sie erhalten diese E-Mail, weil Sie mit dieser Adresse einen Zugang zu {firm} haben \
             und noch nicht geöffnet haben, was {adviser} mit Ihnen geteilt hat."
        ),
    }
}

fn no_more_reminders() -> String {
    "Wenn Sie nicht mehr erinnert werden möchten, antworten Sie auf diese E-Mail und schreiben Sie \
     uns das."
        .to_owned()
}
