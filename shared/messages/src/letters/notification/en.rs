//! In English.

use super::{Situation, StaffNotification};
use crate::brand::Brand;
use crate::letter::{Button, EmailWords, Steps};
use crate::phrases::en::{IF_NO_BUTTON, greeting};
use vestibule_domain::messaging::Notice;

const HELP_THEM_IN: &str = "Help them in";
const OPEN_PAGE: &str = "Open client page";

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
                "You receive this e-mail because you look after {client} at {firm}. You choose in the \
                 console's settings which of these you get."
            ),
        ),
        Some(colleague) => (
            format!("Waiting: {short} ({firm})"),
            vec![
                format!(
                    "{colleague} looks after {client} and has not read this for two hours. That is \
                     why you get it too."
                ),
                what,
            ],
            format!(
                "You get this e-mail because you are a firm admin of {firm}, and it lay unread \
                 with {colleague} for two hours."
            ),
        ),
    };
    EmailWords {
        subject,
        preview,
        heading: short,
        greeting: greeting(staff),
        paragraphs,
        steps: Some(Steps { heading: "What to do now", items: now }),
        button: Some(Button { label: button, help: IF_NO_BUTTON }),
        closing: vec![],
        footer,
    }
}

fn situation(notice: Notice, client: &str) -> Situation {
    let call = format!("Call {client} on a number that you know.");
    let press = format!("Press “{HELP_THEM_IN}”.");
    match notice {
        Notice::PinNeeded => Situation {
            short: format!("{client} needs the PIN"),
            what: format!("{client} has opened the link but has no PIN."),
            now: vec![
                format!("{press} The page shows the PIN."),
                format!(
                    "{call} Read the PIN to them; don't send it to the address that the link went \
                     to."
                ),
            ],
            button: HELP_THEM_IN,
        },
        Notice::NewPinRequested => Situation {
            short: format!("{client} asked for a new PIN"),
            what: format!("{client} forgot the password and asked for a new PIN."),
            now: vec![format!(
                "If a mobile number is on record, the PIN was texted and there is nothing to do. \
                 If not, press “{HELP_THEM_IN}”, then call {client} on a number that you know and \
                 read the new PIN to them."
            )],
            button: HELP_THEM_IN,
        },
        Notice::Blocked => Situation {
            short: format!("{client} is blocked: five wrong PINs"),
            what: format!(
                "A wrong PIN was typed five times through the link of {client}. That PIN no \
                 longer works."
            ),
            now: vec![
                format!(
                    "{call} Ask whether it was them. If it was not, somebody else has the link: \
                     cancel the invitation and send a new one."
                ),
                format!(
                    "If it was, press “{HELP_THEM_IN}”, then “Generate new PIN”. That unblocks \
                     {client}."
                ),
                "Tell them the new PIN if it is not texted to them.".to_owned(),
            ],
            button: HELP_THEM_IN,
        },
        Notice::PasswordWaits => Situation {
            short: format!("{client} has to wait: wrong passwords"),
            what: format!(
                "So many wrong passwords were typed for {client} that sign-in now makes them wait \
                 15 minutes after each."
            ),
            now: vec![
                format!("{call} Ask whether it was them."),
                "If it was, they can press “Forgot password” on the sign-in page at once; the \
                 wait does not stop that."
                    .to_owned(),
                "If it was not, nothing is open: the wait keeps the other person out.".to_owned(),
            ],
            button: HELP_THEM_IN,
        },
        Notice::WrongMobile => Situation {
            short: format!("Wrong mobile number typed for {client}"),
            what: format!(
                "Through the link of {client}, a mobile number was typed that is not on record. No \
                 PIN was sent."
            ),
            now: vec![
                format!("{call} Ask which number they typed."),
                format!(
                    "If the number on record is wrong, press “{HELP_THEM_IN}” and correct it. The \
                     same link still works."
                ),
                "If it wasn't them, somebody else has the link: cancel the invitation and send a \
                 new one."
                    .to_owned(),
            ],
            button: HELP_THEM_IN,
        },
        Notice::Stuck => Situation {
            short: format!("{client} is stuck"),
            what: format!("{client} pressed “I'm stuck” and knows that we have notified you."),
            now: vec![
                format!("{press} The page shows where they stopped, and why."),
                format!("{call} Stay on the phone until they are in."),
            ],
            button: HELP_THEM_IN,
        },
        Notice::EmailBounced => Situation {
            short: format!("E-mail to {client} came back"),
            what: format!("An e-mail to {client} could not be delivered."),
            now: vec![
                format!("{call} Ask for the right e-mail address."),
                format!("Press “{HELP_THEM_IN}”, correct the address and send again."),
            ],
            button: HELP_THEM_IN,
        },
        Notice::EmailComplained => Situation {
            short: format!("{client} marked our e-mail as spam"),
            what: format!(
                "One of our e-mails was marked as spam in the mailbox of {client}. It may have been \
                 a slip."
            ),
            now: vec![
                format!("{call} Don't send an e-mail: it would be marked again, or never arrive."),
                "Ask whether they want our e-mails, and at which address.".to_owned(),
                format!("Press “{OPEN_PAGE}” if the address has to be changed."),
            ],
            button: OPEN_PAGE,
        },
        Notice::SmsFailed => Situation {
            short: format!("Text message to {client} did not arrive"),
            what: format!("The PIN that we texted to {client} did not arrive."),
            now: vec![
                format!("{press} The timeline on that page shows why it did not arrive."),
                "If the mobile number on record is wrong, correct it and send the PIN again."
                    .to_owned(),
                format!("Or call {client} on a number that you know and read the PIN to them."),
            ],
            button: HELP_THEM_IN,
        },
        Notice::FirstSignIn => Situation {
            short: format!("{client} has signed in for the first time"),
            what: format!("{client} has set up the account and signed in."),
            now: vec![
                "No action needed. If something waits for them, now is a good time to share it."
                    .to_owned(),
            ],
            button: OPEN_PAGE,
        },
        Notice::LoginExpiring => Situation {
            short: format!("The login of {client} ends soon"),
            what: format!(
                "The login of {client} has an expiry date, which is near. After it, neither \
                 sign-in nor links work."
            ),
            now: vec![format!(
                "If {client} still needs it, press “{OPEN_PAGE}” and extend it. If not, do nothing."
            )],
            button: OPEN_PAGE,
        },
    }
}
