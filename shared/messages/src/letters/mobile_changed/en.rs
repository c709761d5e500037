//! In English.

use super::MobileChanged;
use crate::brand::Brand;
use crate::letter::EmailWords;
use crate::phrases::en::{greeting, reach_us};

/// Writes the words.
pub(super) fn words(letter: &MobileChanged, brand: &Brand) -> EmailWords {
    let MobileChanged { client_name: client, adviser_name: adviser } = letter;
    let firm = &brand.firm_name;
    EmailWords {
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
