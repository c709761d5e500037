//! In English.

use super::Recovery;
use crate::brand::Brand;
use crate::letter::{EmailWords, Steps};
use crate::phrases::en::{
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
                "You told us that you forgot the password of your account with {firm}. Here you \
                 choose a new one."
            ),
            "If it wasn't you, do nothing: your old password still works, and nothing changes.",
            "somebody typed this address on our sign-in page and pressed “Forgot password”"
                .to_owned(),
        ),
        StartedBy::Staff => (
            format!(
                "{adviser} at {firm} is helping you back into your account. Here you choose a new \
                 password."
            ),
            "Your old password no longer works.",
            format!("{adviser} made a new PIN for your account with {firm}"),
        ),
    };
    EmailWords {
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
