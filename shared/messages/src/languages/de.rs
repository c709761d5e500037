//! German: every sentence that leaves the firm. Written to be read at 70, on a phone, once.
//!
//! It reads alike in Austria, Germany and Switzerland: "Sie", no word that is spelled with ß in one
//! of them and with ss in another, and no comma after the greeting, so that what follows begins
//! with a capital everywhere. A person's name stands where a "he" or a "she" would have to be
//! guessed. An account is "Zugang zum Portal", since "Konto" is what a bank has.

use super::Words;
use crate::content::{Brand, Content, Notice, PinTravels, StaffRole, StartedBy};
use crate::letter::{Button, Letter, Steps};
use crate::text::Text;

/// What the firm's privacy link is called.
pub(super) const PRIVACY: &str = "Datenschutz";

/// The sentences of a message.
pub(super) fn words(content: &Content, brand: &Brand) -> Words {
    match content {
        Content::Invitation { client_name, adviser_name, pin } => {
            Words::Letter(invitation(client_name, adviser_name, *pin, brand))
        }
        Content::Reminder { client_name, adviser_name, pin } => {
            Words::Letter(reminder(client_name, adviser_name, *pin, brand))
        }
        Content::Recovery { client_name, adviser_name, started_by } => {
            Words::Letter(recovery(client_name, adviser_name, *started_by, brand))
        }
        Content::PasswordChanged { client_name } => {
            Words::Letter(password_changed(client_name, brand))
        }
        Content::EmailChanged { client_name, adviser_name } => {
            Words::Letter(email_changed(client_name, adviser_name, brand))
        }
        Content::AccessEnded { client_name, adviser_name } => {
            Words::Letter(access_ended(client_name, adviser_name, brand))
        }
        Content::MobileChanged { client_name, adviser_name } => {
            Words::Letter(mobile_changed(client_name, adviser_name, brand))
        }
        Content::Pin { letter } => Words::Text(pin(letter.as_deref())),
        Content::StaffSetUp { staff_name, role } => {
            Words::Letter(staff_set_up(staff_name, *role, brand))
        }
        Content::StaffRecovery { staff_name } => Words::Letter(staff_recovery(staff_name, brand)),
        Content::StaffPasswordChanged { staff_name } => {
            Words::Letter(staff_password_changed(staff_name, brand))
        }
        Content::Notice { notice, staff_name, client_name, client_path: _, for_colleague } => {
            let colleague = for_colleague.as_deref();
            Words::Letter(self::notice(*notice, staff_name, client_name, colleague, brand))
        }
    }
}

fn invitation(client: &str, adviser: &str, pin: PinTravels, brand: &Brand) -> Letter {
    let firm = &brand.firm_name;
    let pin_steps = match pin {
        PinTravels::TextedWithInvitation => vec![
            "Geben Sie Ihre PIN ein: die sechs Ziffern, die wir Ihnen als SMS auf Ihr Handy \
             gesendet haben."
                .to_owned(),
        ],
        PinTravels::TextedOnceMobileConfirmed => vec![
            format!("Geben Sie Ihre Handynummer ein und drücken Sie auf „{TEXT_PIN}“."),
            "Geben Sie Ihre PIN ein: die sechs Ziffern in der SMS.".to_owned(),
        ],
        PinTravels::ByAdviser => vec![format!(
            "Geben Sie Ihre PIN ein: sechs Ziffern, die Ihnen {adviser} mitteilt, zum Beispiel am \
             Telefon."
        )],
        PinTravels::NotAsked => vec![],
        PinTravels::HasPassword => return invitation_back(client, adviser, brand),
    };
    let never_asked = if pin_steps.is_empty() {
        never_asked_for_password(brand)
    } else {
        never_asked_for_pin(brand)
    };
    let mut items = vec![format!("Drücken Sie auf „{SET_UP}“.")];
    items.extend(pin_steps);
    items.push("Wählen Sie ein eigenes Passwort.".to_owned());
    Letter {
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

fn invitation_back(client: &str, adviser: &str, brand: &Brand) -> Letter {
    let firm = &brand.firm_name;
    Letter {
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

fn reminder(client: &str, adviser: &str, pin: PinTravels, brand: &Brand) -> Letter {
    let firm = &brand.firm_name;
    let pin_steps = match pin {
        PinTravels::TextedWithInvitation => vec![
            "Geben Sie Ihre PIN ein: die sechs Ziffern, die wir Ihnen als SMS auf Ihr Handy \
             gesendet haben. Wenn Sie die SMS nicht finden, sendet die Seite sie noch einmal."
                .to_owned(),
        ],
        PinTravels::TextedOnceMobileConfirmed => vec![
            format!("Geben Sie Ihre Handynummer ein und drücken Sie auf „{TEXT_PIN}“."),
            "Geben Sie Ihre PIN ein: die sechs Ziffern in der SMS.".to_owned(),
        ],
        PinTravels::ByAdviser => vec![format!(
            "Geben Sie Ihre PIN ein: die sechs Ziffern, die Ihnen {adviser} mitteilt. Wenn Sie die \
             PIN noch nicht haben, fragen Sie danach."
        )],
        PinTravels::NotAsked => vec![],
        PinTravels::HasPassword => return reminder_back(client, adviser, brand),
    };
    let never_asked = if pin_steps.is_empty() {
        never_asked_for_password(brand)
    } else {
        never_asked_for_pin(brand)
    };
    let mut items = vec![format!("Drücken Sie auf „{SET_UP}“.")];
    items.extend(pin_steps);
    items.push("Wählen Sie ein eigenes Passwort.".to_owned());
    Letter {
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

fn reminder_back(client: &str, adviser: &str, brand: &Brand) -> Letter {
    let firm = &brand.firm_name;
    Letter {
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

fn recovery(client: &str, adviser: &str, started_by: StartedBy, brand: &Brand) -> Letter {
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
        StartedBy::Adviser => (
            format!(
                "{adviser} von {firm} hilft Ihnen zurück in das Portal. Hier wählen Sie ein neues \
                 Passwort."
            ),
            "Ihr bisheriges Passwort gilt nicht mehr.",
            format!("{adviser} eine neue PIN für Ihren Zugang zu {firm} erzeugt hat"),
        ),
    };
    Letter {
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

fn password_changed(client: &str, brand: &Brand) -> Letter {
    let firm = &brand.firm_name;
    Letter {
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

fn email_changed(client: &str, adviser: &str, brand: &Brand) -> Letter {
    let firm = &brand.firm_name;
    let reach = match &brand.phone {
        Some(phone) => {
            format!("rufen Sie uns bitte sofort unter {phone} an und fragen Sie nach {adviser}")
        }
        None => {
            format!("antworten Sie bitte sofort auf diese E-Mail und fragen Sie nach {adviser}")
        }
    };
    Letter {
        subject: format!("Ihre Adresse für die Anmeldung bei {firm} wurde geändert"),
        preview: "Wenn Sie davon wissen, brauchen Sie nichts zu tun.".to_owned(),
        heading: "Ihre Adresse für die Anmeldung wurde geändert".to_owned(),
        greeting: greeting(client),
        paragraphs: vec![
            format!(
                "Die E-Mail-Adresse, mit der Sie sich im Portal von {firm} anmelden, wurde \
                 geändert. Es ist nicht mehr die Adresse, an die diese E-Mail ging."
            ),
            "Wenn Sie darum gebeten haben, brauchen Sie nichts zu tun. Melden Sie sich mit der \
             neuen Adresse an."
                .to_owned(),
            format!(
                "Wenn Sie davon nichts wissen, {reach}, damit wir Ihren Zugang schützen können."
            ),
        ],
        steps: None,
        button: None,
        closing: vec![],
        footer: format!(
            "Sie erhalten diese E-Mail, weil diese Adresse bisher zu einem Zugang zu {firm} \
             gehörte. Wenn Sie {firm} nicht kennen, brauchen Sie nichts zu tun."
        ),
    }
}

fn access_ended(client: &str, adviser: &str, brand: &Brand) -> Letter {
    let firm = &brand.firm_name;
    Letter {
        subject: format!("Ihr Zugang zu {firm} ist beendet"),
        preview: "Links und PINs, die Sie von uns haben, gelten nicht mehr.".to_owned(),
        heading: "Ihr Zugang ist beendet".to_owned(),
        greeting: greeting(client),
        paragraphs: vec![
            format!(
                "Ihr Zugang zum Portal von {firm} ist beendet. Ihr Passwort und die Links und \
                 PINs, die Sie von uns haben, gelten nicht mehr."
            ),
            "Sie brauchen nichts zu tun.".to_owned(),
            format!("Wenn Sie das für einen Irrtum halten, {}.", reach_adviser(adviser, brand)),
        ],
        steps: None,
        button: None,
        closing: vec![],
        footer: format!(
            "Sie erhalten diese E-Mail, weil Sie mit dieser Adresse einen Zugang zu {firm} hatten."
        ),
    }
}

fn mobile_changed(client: &str, adviser: &str, brand: &Brand) -> Letter {
    let firm = &brand.firm_name;
    Letter {
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

fn pin(letter: Option<&str>) -> Text {
    Text {
        sender: "Ihre Beratung",
        label: letter.map_or_else(|| "PIN".to_owned(), |letter| format!("PIN {letter}:")),
        advice: "Nur auf unserer Seite eingeben. Niemand hier fragt Sie danach.",
    }
}

fn staff_set_up(staff: &str, role: StaffRole, brand: &Brand) -> Letter {
    let firm = &brand.firm_name;
    let what = match role {
        StaffRole::FirmAdmin => {
            "Sie wurden als Firmen-Admin eingetragen: Sie verwalten Einstellungen und Team \
             und arbeiten mit Kundinnen und Kunden."
        }
        StaffRole::Adviser => {
            "Sie wurden als Beraterin oder Berater eingetragen: Sie laden Kundinnen und Kunden ein \
             und helfen ihnen weiter, wo es hakt."
        }
    };
    Letter {
        subject: format!("Richten Sie Ihren Zugang zur Konsole von {firm} ein"),
        preview: "Wählen Sie ein Passwort, und Sie sind in der Konsole.".to_owned(),
        heading: "Richten Sie Ihren Zugang zur Konsole ein".to_owned(),
        greeting: greeting(staff),
        paragraphs: vec![format!("{what} Das Team von {firm} tut das in der Konsole.")],
        steps: Some(Steps {
            heading: "So beginnen Sie",
            items: vec![
                format!("Drücken Sie auf „{SET_UP}“."),
                "Wählen Sie ein eigenes Passwort.".to_owned(),
            ],
        }),
        button: Some(Button { label: SET_UP, help: IF_NO_BUTTON }),
        closing: vec![
            "Der Link ist nur für Sie bestimmt: Bitte leiten Sie diese E-Mail nicht weiter. Wenn \
             er nicht mehr gilt, bitten Sie die Person um einen neuen, die Sie eingetragen hat."
                .to_owned(),
        ],
        footer: format!(
            "Sie erhalten diese E-Mail, weil Sie mit dieser Adresse in das Team von {firm} \
             eingetragen wurden. Wenn Sie {firm} nicht kennen, brauchen Sie nichts zu tun: Es wird \
             kein Zugang eingerichtet."
        ),
    }
}

fn staff_recovery(staff: &str, brand: &Brand) -> Letter {
    let firm = &brand.firm_name;
    Letter {
        subject: format!("Wählen Sie ein neues Passwort für die Konsole von {firm}"),
        preview: "Der Link gilt eine Stunde.".to_owned(),
        heading: "Wählen Sie ein neues Passwort".to_owned(),
        greeting: greeting(staff),
        paragraphs: vec![
            format!(
                "Sie haben uns mitgeteilt, dass Sie Ihr Passwort für die Konsole von {firm} \
                 vergessen haben. Hier wählen Sie ein neues. Der Link gilt eine Stunde."
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

fn staff_password_changed(staff: &str, brand: &Brand) -> Letter {
    let firm = &brand.firm_name;
    Letter {
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

/// What a notice says: the line that is subject and heading, what happened, what to do now.
struct Told {
    short: String,
    what: String,
    now: Vec<String>,
    button: &'static str,
}

fn notice(
    notice: Notice,
    staff: &str,
    client: &str,
    colleague: Option<&str>,
    brand: &Brand,
) -> Letter {
    let firm = &brand.firm_name;
    let Told { short, what, now, button } = told(notice, client);
    let preview = what.clone();
    let (subject, paragraphs, footer) = match colleague {
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
    Letter {
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

fn told(notice: Notice, client: &str) -> Told {
    let call = format!("Rufen Sie {client} unter einer Nummer an, die Sie kennen.");
    let press = format!("Drücken Sie auf „{HELP_THEM_IN}“.");
    match notice {
        Notice::PinNeeded => Told {
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
        Notice::NewPinRequested => Told {
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
        Notice::Blocked => Told {
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
        Notice::PasswordWaits => Told {
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
        Notice::WrongMobile => Told {
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
        Notice::Stuck => Told {
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
        Notice::EmailBounced => Told {
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
        Notice::EmailComplained => Told {
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
        Notice::SmsFailed => Told {
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
        Notice::FirstSignIn => Told {
            short: format!("Erste Anmeldung von {client}"),
            what: format!("{client} hat den Zugang eingerichtet und sich angemeldet."),
            now: vec![format!(
                "Nichts: Es hat geklappt. Wenn etwas für {client} bereitliegt, ist jetzt ein guter \
                 Zeitpunkt, es zu teilen."
            )],
            button: OPEN_PAGE,
        },
        Notice::LoginExpiring => Told {
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

const SET_UP: &str = "Zugang einrichten";
const CONTINUE: &str = "Weiter";
const TEXT_PIN: &str = "PIN per SMS senden";
const NEW_PASSWORD: &str = "Neues Passwort wählen";
const HELP_THEM_IN: &str = "Weiterhelfen";
const OPEN_PAGE: &str = "Kundenseite öffnen";
const SAME_LINK: &str = "Der Link in unserer ersten E-Mail gilt noch, und der Link in dieser \
                         E-Mail ist derselbe: Nehmen Sie einen von beiden.";
const IF_NO_BUTTON: &str =
    "Wenn die Schaltfläche nicht funktioniert, kopieren Sie diese Adresse in Ihren Browser:";

fn client_button(label: &'static str) -> Button {
    Button { label, help: IF_NO_BUTTON }
}

fn greeting(name: &str) -> String {
    format!("Guten Tag {name}")
}

fn only_for_you() -> String {
    "Der Link ist nur für Sie bestimmt: Bitte leiten Sie diese E-Mail nicht weiter. Wenn er \
     abgelaufen ist, drücken Sie trotzdem darauf: Die Seite bietet Ihnen einen neuen an."
        .to_owned()
}

fn no_more_reminders() -> String {
    "Wenn Sie nicht mehr erinnert werden möchten, antworten Sie auf diese E-Mail und schreiben Sie \
     uns das."
        .to_owned()
}

fn forgot_password() -> String {
    "Wenn Sie Ihr Passwort nicht mehr wissen, drücken Sie dort auf „Passwort vergessen“.".to_owned()
}

fn never_asked_for_pin(brand: &Brand) -> String {
    format!("Niemand bei {} fragt Sie je nach Ihrer PIN oder Ihrem Passwort.", brand.firm_name)
}

fn never_asked_for_password(brand: &Brand) -> String {
    format!("Niemand bei {} fragt Sie je nach Ihrem Passwort.", brand.firm_name)
}

/// How to ask a question, as a sentence.
fn ask_us(brand: &Brand) -> String {
    match &brand.phone {
        Some(phone) => format!(
            "Wenn Sie eine Frage haben, rufen Sie uns unter {phone} an oder antworten Sie auf \
             diese E-Mail."
        ),
        None => "Wenn Sie eine Frage haben, antworten Sie auf diese E-Mail.".to_owned(),
    }
}

/// How to reach the firm without delay, as the middle of a sentence.
fn reach_us_now(brand: &Brand) -> String {
    match &brand.phone {
        Some(phone) => format!(
            "rufen Sie uns bitte sofort unter {phone} an oder antworten Sie auf diese E-Mail"
        ),
        None => "antworten Sie bitte sofort auf diese E-Mail".to_owned(),
    }
}

/// How to reach the adviser, as the end of a sentence.
fn reach_adviser(adviser: &str, brand: &Brand) -> String {
    match &brand.phone {
        Some(phone) => format!(
            "rufen Sie uns unter {phone} an und fragen Sie nach {adviser}, oder antworten Sie auf \
             diese E-Mail"
        ),
        None => format!("antworten Sie auf diese E-Mail und fragen Sie nach {adviser}"),
    }
}
