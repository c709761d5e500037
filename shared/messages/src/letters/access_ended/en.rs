//! In English.

use super::AccessEnded;
use crate::brand::Brand;
use crate::letter::EmailWords;
use crate::phrases::en::{greeting, reach_us};

/// Writes the words.
pub(super) fn words(letter: &AccessEnded, brand: &Brand) -> EmailWords {
    let AccessEnded { client_name: client, adviser_name: adviser } = letter;
    let firm = &brand.firm_name;
    EmailWords {
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
