//! In English.

use super::Invitation;
use crate::brand::Brand;
use crate::letter::{EmailWords, Steps};
use crate::phrases::en::{
    CONTINUE, SET_UP, TEXT_PIN, ask_us, client_button, greeting, never_asked_for_password,
    never_asked_for_pin, only_for_you,
};
use vestibule_domain::messaging::{PinDelivery, PinRoute};

/// Writes the words.
pub(super) fn words(letter: &Invitation, brand: &Brand) -> EmailWords {
    let Invitation { client_name: client, adviser_name: adviser, pin } = letter;
    let firm = &brand.firm_name;
    let pin_steps = match pin {
        PinRoute::Delivered(PinDelivery::WithInvitation) => vec![
            "Type your PIN: the six digits that we have sent to your mobile in a text \
             message."
                .to_owned(),
        ],
        PinRoute::Delivered(PinDelivery::OnceMobileConfirmed) => vec![
            format!("Type your mobile number and press “{TEXT_PIN}”."),
            "Type your PIN: the six digits in the text message.".to_owned(),
        ],
        PinRoute::Delivered(PinDelivery::ByAdviser) => vec![format!(
            "Type your PIN: six digits that {adviser} tells you, for example by phone."
        )],
        PinRoute::NotAsked => vec![],
        PinRoute::HasPassword => return for_known_client(client, adviser, brand),
    };
    let never_asked = if pin_steps.is_empty() {
        never_asked_for_password(brand)
    } else {
        never_asked_for_pin(brand)
    };
    let mut items = vec![format!("Press “{SET_UP}”.")];
    items.extend(pin_steps);
    items.push("Choose a password of your own.".to_owned());
    EmailWords {
        subject: format!("Set up your account with {firm}"),
        preview: format!("{adviser} invites you. It takes about two minutes."),
        heading: "Set up your account".to_owned(),
        greeting: greeting(client),
        paragraphs: vec![format!(
            "{adviser} at {firm} has invited you to your secure client portal. Setting it up takes \
             about two minutes."
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

fn for_known_client(client: &str, adviser: &str, brand: &Brand) -> EmailWords {
    let firm = &brand.firm_name;
    EmailWords {
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
