//! In German.

use super::{Situation, StaffNotification};
use crate::brand::Brand;
use crate::letter::{Button, EmailWords, Steps};
use crate::phrases::de::{IF_NO_BUTTON, greeting};
use vestibule_domain::messaging::Notice;

const HELP_THEM_IN: &str = "Weiterhelfen";
const OPEN_PAGE: &str = "Kundenseite öffnen";

/// Writes the words.
pub(super) fn words(letter: &StaffNotification, brand: &Brand) -> EmailWords {
    let StaffNotification { notice, staff_name: staff, client_name: client, .. } = letter;
    let firm = &brand.firm_name;
    let Situation { short, what, now, button } = situation(*notice, client);
    let preview = what.clone();
    let (subject, paragraphs, footer) = match letter.for_colleague.as_deref() {
        None => (
            format!("{short} ({firm})"),
            vec![what],
            format!(
                "Sie erhalten diese E-Mail, weil Sie bei {firm} für {client} zuständig sind. In \
                 den Einstellungen der Konsole wählen Sie, welche davon Sie erhalten."
            ),
        ),
        Some(colleague) => (
            format!("Ungelesen: {short} ({firm})"),
            vec![
                format!(
                    "{colleague} ist für {client} zuständig und hat diese Nachricht seit zwei \
                     Stunden nicht gelesen. Darum geht sie auch an Sie."
                ),
                what,
            ],
            format!(
                "Sie erhalten diese E-Mail, weil Sie Firmen-Admin von {firm} sind und die \
                 Nachricht zwei Stunden lang ungelesen bei {colleague} lag."
            ),
        ),
    };
    EmailWords {
        subject,
        preview,
        heading: short,
        greeting: greeting(staff),
        paragraphs,
        steps: Some(Steps { heading: "Was jetzt zu tun ist", items: now }),
        button: Some(Button { label: button, help: IF_NO_BUTTON }),
        closing: vec![],
        footer,
    }
}

fn situation(notice: Notice, client: &str) -> Situation {
    let call = format!("Rufen Sie {client} unter einer Nummer an, die Sie kennen.");
    let press = format!("Drücken Sie auf „{HELP_THEM_IN}“.");
    match notice {
        Notice::PinNeeded => Situation {
            short: format!("{client} braucht die PIN"),
            what: format!("{client} hat den Link geöffnet, hat aber keine PIN."),
            now: vec![
                format!("{press} Die Seite zeigt die PIN."),
                format!(
                    "{call} Lesen Sie die PIN vor; senden Sie sie nicht an die Adresse, an die der \
                     Link ging."
                ),
            ],
            button: HELP_THEM_IN,
        },
        Notice::NewPinRequested => Situation {
            short: format!("{client} hat eine neue PIN angefordert"),
            what: format!("{client} hat das Passwort vergessen und eine neue PIN angefordert."),
            now: vec![format!(
                "Wenn eine Handynummer gespeichert ist, ging die PIN als SMS dorthin, und Sie \
                 brauchen nichts zu tun. Wenn nicht, drücken Sie auf „{HELP_THEM_IN}“. Rufen Sie \
                 dann {client} unter einer Nummer an, die Sie kennen, und lesen Sie die neue PIN \
                 vor."
            )],
            button: HELP_THEM_IN,
        },
        Notice::Blocked => Situation {
            short: format!("{client} ist gesperrt: fünf falsche PINs"),
            what: format!(
                "Über den Link von {client} wurde fünfmal eine falsche PIN eingegeben. Diese PIN \
                 gilt nicht mehr."
            ),
            now: vec![
                format!(
                    "{call} Fragen Sie, wer die PIN eingegeben hat. Wenn es jemand anderes war, \
                     ist der Link in fremden Händen: Ziehen Sie die Einladung zurück und senden \
                     Sie eine neue."
                ),
                format!(
                    "Wenn es {client} war, drücken Sie auf „{HELP_THEM_IN}“ und dann auf „Neue PIN \
                     erzeugen“. Das hebt die Sperre auf."
                ),
                "Lesen Sie die neue PIN vor, wenn sie nicht als SMS kommt.".to_owned(),
            ],
            button: HELP_THEM_IN,
        },
        Notice::PasswordWaits => Situation {
            short: format!("{client} muss warten: falsche Passwörter"),
            what: format!(
                "Für {client} wurden so viele falsche Passwörter eingegeben, dass nun nach jedem \
                 weiteren Versuch 15 Minuten zu warten sind."
            ),
            now: vec![
                format!("{call} Fragen Sie, wer die Passwörter eingegeben hat."),
                format!(
                    "Wenn es {client} war, hilft „Passwort vergessen“ auf der Anmeldeseite sofort; \
                     die Wartezeit steht dem nicht im Weg."
                ),
                "Wenn es jemand anderes war, steht nichts offen: Die Wartezeit hält die fremde \
                 Person fern."
                    .to_owned(),
            ],
            button: HELP_THEM_IN,
        },
        Notice::WrongMobile => Situation {
            short: format!("Falsche Handynummer bei {client}"),
            what: format!(
                "Über den Link von {client} wurde eine Handynummer eingegeben, die nicht \
                 gespeichert ist. Es wurde keine PIN gesendet."
            ),
            now: vec![
                format!("{call} Fragen Sie, welche Nummer eingegeben wurde."),
                format!(
                    "Wenn die gespeicherte Nummer falsch ist, drücken Sie auf „{HELP_THEM_IN}“ und \
                     berichtigen Sie sie. Derselbe Link gilt weiter."
                ),
                "Wenn es jemand anderes war, ist der Link in fremden Händen: Ziehen Sie die \
                 Einladung zurück und senden Sie eine neue."
                    .to_owned(),
            ],
            button: HELP_THEM_IN,
        },
        Notice::Stuck => Situation {
            short: format!("{client} kommt nicht weiter"),
            what: format!(
                "{client} hat auf „Ich komme nicht weiter“ gedrückt und rechnet damit, dass Sie \
                 davon erfahren."
            ),
            now: vec![
                format!("{press} Die Seite zeigt, an welcher Stelle es hakt und warum."),
                format!("{call} Bleiben Sie am Telefon, bis die Anmeldung gelungen ist."),
            ],
            button: HELP_THEM_IN,
        },
        Notice::EmailBounced => Situation {
            short: format!("E-Mail an {client} kam zurück"),
            what: format!("Eine E-Mail an {client} konnte nicht zugestellt werden."),
            now: vec![
                format!("{call} Fragen Sie nach der richtigen E-Mail-Adresse."),
                format!(
                    "Drücken Sie auf „{HELP_THEM_IN}“, berichtigen Sie die Adresse und senden Sie \
                     noch einmal."
                ),
            ],
            button: HELP_THEM_IN,
        },
        Notice::EmailComplained => Situation {
            short: format!("{client} hat uns als Spam gemeldet"),
            what: format!(
                "Eine unserer E-Mails wurde im Postfach von {client} als Spam gemeldet. Vielleicht \
                 war es ein Versehen."
            ),
            now: vec![
                format!(
                    "{call} Senden Sie keine E-Mail: Sie würde wieder gemeldet oder käme nicht an."
                ),
                "Fragen Sie, ob unsere E-Mails erwünscht sind und an welche Adresse.".to_owned(),
                format!("Drücken Sie auf „{OPEN_PAGE}“, wenn die Adresse zu ändern ist."),
            ],
            button: OPEN_PAGE,
        },
        Notice::SmsFailed => Situation {
            short: format!("SMS an {client} kam nicht an"),
            what: format!("Die PIN, die wir {client} als SMS gesendet haben, kam nicht an."),
            now: vec![
                format!("{press} Der Verlauf auf dieser Seite zeigt, warum sie nicht ankam."),
                "Wenn die gespeicherte Handynummer falsch ist, berichtigen Sie sie und senden Sie \
                 die PIN noch einmal."
                    .to_owned(),
                format!(
                    "Oder rufen Sie {client} unter einer Nummer an, die Sie kennen, und lesen Sie \
                     die PIN vor."
                ),
            ],
            button: HELP_THEM_IN,
        },
        Notice::FirstSignIn => Situation {
            short: format!("Erste Anmeldung von {client}"),
            what: format!("{client} hat den Zugang eingerichtet und sich angemeldet."),
            now: vec![format!(
                "Nichts: Es hat geklappt. Wenn etwas für {client} bereitliegt, ist jetzt ein guter \
                 Zeitpunkt, es zu teilen."
            )],
            button: OPEN_PAGE,
        },
        Notice::LoginExpiring => Situation {
            short: format!("Der Zugang von {client} läuft bald ab"),
            what: format!(
                "Der Zugang von {client} hat ein Ablaufdatum, das nahe ist. Danach funktionieren \
                 weder die Anmeldung noch Links."
            ),
            now: vec![format!(
                "Wenn {client} ihn noch braucht, drücken Sie auf „{OPEN_PAGE}“ und verlängern Sie \
                 ihn. Wenn nicht, brauchen Sie nichts zu tun."
            )],
            button: OPEN_PAGE,
        },
    }
}
