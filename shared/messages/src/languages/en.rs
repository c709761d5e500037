//! English: every sentence that leaves the firm. Written to be read at 70, on a phone, once.

use super::Words;
use crate::content::{Brand, Content, Notice, PinTravels, StaffRole, StartedBy};
use crate::letter::{Button, Letter, Steps};
use crate::text::Text;

/// What the firm's privacy link is called.
pub(super) const PRIVACY: &str = "Privacy";

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
            "Type your PIN: the six digits that we have sent to your mobile in a text \
             message."
                .to_owned(),
        ],
        PinTravels::TextedOnceMobileConfirmed => vec![
            format!("Type your mobile number and press “{TEXT_PIN}”."),
            "Type your PIN: the six digits in the text message.".to_owned(),
        ],
        PinTravels::ByAdviser => vec![format!(
            "Type your PIN: six digits that {adviser} tells you, for example by phone."
        )],
        PinTravels::NotAsked => vec![],
        PinTravels::HasPassword => return invitation_back(client, adviser, brand),
    };
    let never_asked = if pin_steps.is_empty() {
        never_asked_for_password(brand)
    } else {
        never_asked_for_pin(brand)
    };
    let mut items = vec![format!("Press “{SET_UP}”.")];
    items.extend(pin_steps);
    items.push("Choose a password of your own.".to_owned());
    Letter {
        subject: format!("Set up your account with {firm}"),
        preview: format!("{adviser} invites you. It takes about two minutes."),
        heading: "Set up your account".to_owned(),
        greeting: greeting(client),
        paragraphs: vec![format!(
            "{adviser} at {firm} invites you to an account of your own: the safe place where you \
             work together. Setting it up takes about two minutes."
        )],
        steps: Some(Steps { heading: "How to begin", items }),
        button: Some(client_button(SET_UP)),
        closing: vec![only_for_you(), format!("{never_asked} {}", ask_us(brand))],
        footer: format!(
            "You get this e-mail because {adviser} at {firm} invited you at this address. If it \
             isn't meant for you, do nothing: no account is set up."
        ),
    }
}

fn invitation_back(client: &str, adviser: &str, brand: &Brand) -> Letter {
    let firm = &brand.firm_name;
    Letter {
        subject: format!("Please continue in your account with {firm}"),
        preview: format!("{adviser} has prepared something for you there."),
        heading: "Please continue in your account".to_owned(),
        greeting: greeting(client),
        paragraphs: vec![
            format!("{adviser} at {firm} has prepared something for you in your account."),
            format!("Press “{CONTINUE}” and type the password that you already have."),
        ],
        steps: None,
        button: Some(client_button(CONTINUE)),
        closing: vec![
            "If you don't remember your password, press “Forgot password” on that page.".to_owned(),
            format!("{} {}", never_asked_for_password(brand), ask_us(brand)),
        ],
        footer: format!(
            "You get this e-mail because you have an account with {firm} at this address, and \
             {adviser} shared something with you."
        ),
    }
}

fn reminder(client: &str, adviser: &str, pin: PinTravels, brand: &Brand) -> Letter {
    let firm = &brand.firm_name;
    let pin_steps = match pin {
        PinTravels::TextedWithInvitation => vec![
            "Type your PIN: the six digits that we have sent to your mobile in a text message. If \
             you can't find it, the page sends it again."
                .to_owned(),
        ],
        PinTravels::TextedOnceMobileConfirmed => vec![
            format!("Type your mobile number and press “{TEXT_PIN}”."),
            "Type your PIN: the six digits in the text message.".to_owned(),
        ],
        PinTravels::ByAdviser => vec![format!(
            "Type your PIN: the six digits that {adviser} tells you. If you don't have them yet, \
             ask for them."
        )],
        PinTravels::NotAsked => vec![],
        PinTravels::HasPassword => return reminder_back(client, adviser, brand),
    };
    let never_asked = if pin_steps.is_empty() {
        never_asked_for_password(brand)
    } else {
        never_asked_for_pin(brand)
    };
    let mut items = vec![format!("Press “{SET_UP}”.")];
    items.extend(pin_steps);
    items.push("Choose a password of your own.".to_owned());
    Letter {
        subject: format!("A reminder: your account with {firm}"),
        preview: "The link that we sent you still works.".to_owned(),
        heading: "Your invitation is still open".to_owned(),
        greeting: greeting(client),
        paragraphs: vec![
            format!(
                "{adviser} at {firm} invited you to an account of your own: the safe place where \
                 you work together. Setting it up takes about two minutes."
            ),
            SAME_LINK.to_owned(),
        ],
        steps: Some(Steps { heading: "How to begin", items }),
        button: Some(client_button(SET_UP)),
        closing: vec![
            only_for_you(),
            format!("{never_asked} {}", ask_us(brand)),
            no_more_reminders(),
        ],
        footer: format!(
            "You get this e-mail because {adviser} at {firm} invited you at this address, and the \
             invitation has not been opened yet. If it isn't meant for you, do nothing: no account \
             is set up."
        ),
    }
}

fn reminder_back(client: &str, adviser: &str, brand: &Brand) -> Letter {
    let firm = &brand.firm_name;
    Letter {
        subject: format!("A reminder: your account with {firm}"),
        preview: format!("What {adviser} prepared for you there is still waiting."),
        heading: "Something is waiting in your account".to_owned(),
        greeting: greeting(client),
        paragraphs: vec![
            format!(
                "{adviser} at {firm} prepared something for you in your account. It is still \
                 waiting there."
            ),
            SAME_LINK.to_owned(),
            format!("Press “{CONTINUE}” and type the password that you already have."),
        ],
        steps: None,
        button: Some(client_button(CONTINUE)),
        closing: vec![
            "If you don't remember your password, press “Forgot password” on that page.".to_owned(),
            format!("{} {}", never_asked_for_password(brand), ask_us(brand)),
            no_more_reminders(),
        ],
        footer: format!(
            "You get this e-mail because you have an account with {firm} at this address, and you \
             have not opened yet what {adviser} shared with you."
        ),
    }
}

fn recovery(client: &str, adviser: &str, started_by: StartedBy, brand: &Brand) -> Letter {
    let firm = &brand.firm_name;
    let (why, old_password, because) = match started_by {
        StartedBy::Client => (
            format!(
                "You told us that you forgot the password of your account with {firm}. Here you \
                 choose a new one."
            ),
            "If it wasn't you, do nothing: your old password goes on working, and nothing changes.",
            "somebody typed this address on our sign-in page and pressed “Forgot password”"
                .to_owned(),
        ),
        StartedBy::Adviser => (
            format!(
                "{adviser} at {firm} is helping you back into your account. Here you choose a new \
                 password."
            ),
            "Your old password no longer works.",
            format!("{adviser} made a new PIN for your account with {firm}"),
        ),
    };
    Letter {
        subject: format!("Choose a new password for {firm}"),
        preview: "It takes about two minutes. You need a PIN, which comes another way.".to_owned(),
        heading: "Choose a new password".to_owned(),
        greeting: greeting(client),
        paragraphs: vec![why, old_password.to_owned()],
        steps: Some(Steps {
            heading: "How it goes",
            items: vec![
                format!("Press “{CONTINUE}”."),
                format!(
                    "Type your PIN: six digits that we send to your mobile in a text message. If \
                     we have no mobile number of yours, {adviser} tells you the PIN by phone."
                ),
                "Choose a new password.".to_owned(),
            ],
        }),
        button: Some(client_button(CONTINUE)),
        closing: vec![only_for_you(), format!("{} {}", never_asked_for_pin(brand), ask_us(brand))],
        footer: format!("You get this e-mail because {because}."),
    }
}

fn password_changed(client: &str, brand: &Brand) -> Letter {
    let firm = &brand.firm_name;
    Letter {
        subject: format!("Your password for {firm} was changed"),
        preview: "If it was you, there is nothing to do.".to_owned(),
        heading: "Your password was changed".to_owned(),
        greeting: greeting(client),
        paragraphs: vec![
            format!(
                "The password of your account with {firm} was changed. Wherever you were signed \
                 in, you are now signed out."
            ),
            "If it was you, there is nothing to do. Sign in with the new password.".to_owned(),
            format!(
                "If it was not you, {} now, so that we can protect your account.",
                reach_us(brand)
            ),
        ],
        steps: None,
        button: None,
        closing: vec![],
        footer: format!(
            "You get this e-mail because you have an account with {firm} at this address."
        ),
    }
}

fn email_changed(client: &str, adviser: &str, brand: &Brand) -> Letter {
    let firm = &brand.firm_name;
    let reach = match &brand.phone {
        Some(phone) => format!("call us now on {phone} and ask for {adviser}"),
        None => format!("reply to this e-mail now and ask for {adviser}"),
    };
    Letter {
        subject: format!("Your sign-in address at {firm} was changed"),
        preview: "If you know about it, there is nothing to do.".to_owned(),
        heading: "Your sign-in address was changed".to_owned(),
        greeting: greeting(client),
        paragraphs: vec![
            format!(
                "The e-mail address with which you sign in to your account with {firm} was \
                 changed. It is no longer the one that this e-mail went to."
            ),
            "If you asked for it, there is nothing to do. Sign in with the new address.".to_owned(),
            format!("If you know nothing about it, {reach}, so that we can protect your account."),
        ],
        steps: None,
        button: None,
        closing: vec![],
        footer: format!(
            "You get this e-mail because this address belonged to an account with {firm} until \
             now. If you don't know {firm}, there is nothing to do."
        ),
    }
}

fn access_ended(client: &str, adviser: &str, brand: &Brand) -> Letter {
    let firm = &brand.firm_name;
    Letter {
        subject: format!("Your access to {firm} online has ended"),
        preview: "Links and PINs that you had from us no longer work.".to_owned(),
        heading: "Your access has ended".to_owned(),
        greeting: greeting(client),
        paragraphs: vec![
            format!(
                "Your access to your online account with {firm} has ended. Your password, and the \
                 links and PINs that you had from us, no longer work."
            ),
            "There is nothing you need to do.".to_owned(),
            format!("If you think that this is a mistake, ask for {adviser}: {}.", reach_us(brand)),
        ],
        steps: None,
        button: None,
        closing: vec![],
        footer: format!(
            "You get this e-mail because you had an account with {firm} at this address."
        ),
    }
}

fn mobile_changed(client: &str, adviser: &str, brand: &Brand) -> Letter {
    let firm = &brand.firm_name;
    Letter {
        subject: format!("Your mobile number at {firm} was changed"),
        preview: "If you know about it, there is nothing to do.".to_owned(),
        heading: "Your mobile number was changed".to_owned(),
        greeting: greeting(client),
        paragraphs: vec![
            format!(
                "The mobile number that {firm} has for you was changed or removed. PINs that we \
                 texted before no longer work."
            ),
            format!(
                "If you asked for it, there is nothing to do. If you need a PIN and no text \
                 message comes, {adviser} can tell it to you."
            ),
            format!(
                "If you know nothing about it, {} now, so that we can protect your account.",
                reach_us(brand)
            ),
        ],
        steps: None,
        button: None,
        closing: vec![],
        footer: format!("You get this e-mail because {firm} has this address on record for you."),
    }
}

fn pin(letter: Option<&str>) -> Text {
    Text {
        sender: "Your adviser",
        label: letter.map_or_else(|| "PIN".to_owned(), |letter| format!("PIN {letter}:")),
        advice: "Type it on our page only. Nobody here will ever ask you for it.",
    }
}

fn staff_set_up(staff: &str, role: StaffRole, brand: &Brand) -> Letter {
    let firm = &brand.firm_name;
    let what = match role {
        StaffRole::FirmAdmin => {
            "You have been added as a firm admin: you change settings and staff, and work with \
             clients."
        }
        StaffRole::Adviser => {
            "You have been added as an adviser: you invite clients, and help them in where they \
             are stuck."
        }
    };
    Letter {
        subject: format!("Set up your staff account at {firm}"),
        preview: "Choose a password, and you are in the console.".to_owned(),
        heading: "Set up your staff account".to_owned(),
        greeting: greeting(staff),
        paragraphs: vec![format!("{what} The console is where the staff of {firm} do this.")],
        steps: Some(Steps {
            heading: "How to begin",
            items: vec![format!("Press “{SET_UP}”."), "Choose a password of your own.".to_owned()],
        }),
        button: Some(Button { label: SET_UP, help: IF_NO_BUTTON }),
        closing: vec![
            "The link is for you alone: please don't pass this e-mail on. If it has stopped \
             working, ask whoever added you for a new one."
                .to_owned(),
        ],
        footer: format!(
            "You get this e-mail because you were added to the staff of {firm} with this address. \
             If you don't know {firm}, do nothing: no account is set up."
        ),
    }
}

fn staff_recovery(staff: &str, brand: &Brand) -> Letter {
    let firm = &brand.firm_name;
    Letter {
        subject: format!("Choose a new password for the console of {firm}"),
        preview: "The link works for one hour.".to_owned(),
        heading: "Choose a new password".to_owned(),
        greeting: greeting(staff),
        paragraphs: vec![
            format!(
                "You told us that you forgot your password for the console of {firm}. Here you \
                 choose a new one. The link works for one hour."
            ),
            "Until you have chosen a new password, the old one goes on working. If it wasn't you, \
             do nothing: nothing changes."
                .to_owned(),
        ],
        steps: None,
        button: Some(Button { label: NEW_PASSWORD, help: IF_NO_BUTTON }),
        closing: vec![
            "The link is for you alone: please don't pass this e-mail on. If it has stopped \
             working, press “Forgot password” on the sign-in page once more."
                .to_owned(),
        ],
        footer: "You get this e-mail because somebody typed this address on the sign-in page of \
                 the console and pressed “Forgot password”."
            .to_owned(),
    }
}

fn staff_password_changed(staff: &str, brand: &Brand) -> Letter {
    let firm = &brand.firm_name;
    Letter {
        subject: format!("Your password for the console of {firm} was changed"),
        preview: "If it was you, there is nothing to do.".to_owned(),
        heading: "Your password was changed".to_owned(),
        greeting: greeting(staff),
        paragraphs: vec![
            format!(
                "Your password for the console of {firm} was changed. Wherever you were signed in, \
                 you are now signed out."
            ),
            "If it was you, there is nothing to do. Sign in with the new password.".to_owned(),
            format!(
                "If it was not you, tell a firm admin of {firm} now, so that they can protect your \
                 account and the clients."
            ),
        ],
        steps: None,
        button: None,
        closing: vec![],
        footer: format!(
            "You get this e-mail because you have a staff account at {firm} with this address."
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
                "You get this e-mail because you look after {client} at {firm}. You choose in the \
                 console's settings which of these you get."
            ),
        ),
        Some(colleague) => (
            format!("Unread: {short} ({firm})"),
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
    Letter {
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

fn told(notice: Notice, client: &str) -> Told {
    let call = format!("Call {client} on a number that you know.");
    let press = format!("Press “{HELP_THEM_IN}”.");
    match notice {
        Notice::PinNeeded => Told {
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
        Notice::NewPinRequested => Told {
            short: format!("{client} asked for a new PIN"),
            what: format!("{client} forgot the password and asked for a new PIN."),
            now: vec![format!(
                "If a mobile number is on record, the PIN was texted and there is nothing to do. \
                 If not, press “{HELP_THEM_IN}”, then call {client} on a number that you know and \
                 read the new PIN to them."
            )],
            button: HELP_THEM_IN,
        },
        Notice::Blocked => Told {
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
        Notice::PasswordWaits => Told {
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
        Notice::WrongMobile => Told {
            short: format!("Wrong mobile number typed for {client}"),
            what: format!(
                "Through the link of {client}, a mobile number was typed that is not on record. No \
                 PIN was sent."
            ),
            now: vec![
                format!("{call} Ask which number they typed."),
                format!(
                    "If the number on record is wrong, press “{HELP_THEM_IN}” and correct it. The \
                     same link goes on working."
                ),
                "If it wasn't them, somebody else has the link: cancel the invitation and send a \
                 new one."
                    .to_owned(),
            ],
            button: HELP_THEM_IN,
        },
        Notice::Stuck => Told {
            short: format!("{client} is stuck"),
            what: format!("{client} pressed “I'm stuck” and knows that you are told."),
            now: vec![
                format!("{press} The page shows where they stopped, and why."),
                format!("{call} Stay on the phone until they are in."),
            ],
            button: HELP_THEM_IN,
        },
        Notice::EmailBounced => Told {
            short: format!("E-mail to {client} came back"),
            what: format!("An e-mail to {client} could not be delivered."),
            now: vec![
                format!("{call} Ask for the right e-mail address."),
                format!("Press “{HELP_THEM_IN}”, correct the address and send again."),
            ],
            button: HELP_THEM_IN,
        },
        Notice::EmailComplained => Told {
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
        Notice::SmsFailed => Told {
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
        Notice::FirstSignIn => Told {
            short: format!("{client} has signed in for the first time"),
            what: format!("{client} has set up the account and signed in."),
            now: vec![
                "Nothing: they are in. If something waits for them, now is a good time to share it."
                    .to_owned(),
            ],
            button: OPEN_PAGE,
        },
        Notice::LoginExpiring => Told {
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

const SET_UP: &str = "Set up account";
const CONTINUE: &str = "Continue";
const TEXT_PIN: &str = "Text me the PIN";
const NEW_PASSWORD: &str = "Choose a new password";
const HELP_THEM_IN: &str = "Help them in";
const OPEN_PAGE: &str = "Open client page";
const SAME_LINK: &str = "The link in our first e-mail still works, and the one in this e-mail is \
                         the same: use whichever you like.";
const IF_NO_BUTTON: &str = "If the button doesn't work, copy this address into your browser:";

fn client_button(label: &'static str) -> Button {
    Button { label, help: IF_NO_BUTTON }
}

fn greeting(name: &str) -> String {
    format!("Hello {name},")
}

fn only_for_you() -> String {
    "The link is for you alone: please don't pass this e-mail on. If it has expired, press it all \
     the same: the page offers you a new one."
        .to_owned()
}

fn no_more_reminders() -> String {
    "If you would rather not be reminded again, reply to this e-mail and say so.".to_owned()
}

fn never_asked_for_pin(brand: &Brand) -> String {
    format!("Nobody at {} will ever ask you for your PIN or your password.", brand.firm_name)
}

fn never_asked_for_password(brand: &Brand) -> String {
    format!("Nobody at {} will ever ask you for your password.", brand.firm_name)
}

/// How to ask a question, as a sentence.
fn ask_us(brand: &Brand) -> String {
    match &brand.phone {
        Some(phone) => {
            format!("If you have a question, call us on {phone} or reply to this e-mail.")
        }
        None => "If you have a question, reply to this e-mail.".to_owned(),
    }
}

/// How to reach the firm, as the middle of a sentence.
fn reach_us(brand: &Brand) -> String {
    match &brand.phone {
        Some(phone) => format!("call us on {phone} or reply to this e-mail"),
        None => "reply to this e-mail".to_owned(),
    }
}
