//! In English.

use super::PasswordChanged;
use crate::brand::Brand;
use crate::letter::EmailWords;
use crate::phrases::en::{greeting, reach_us};

/// Writes the words.
pub(super) fn words(letter: &PasswordChanged, brand: &Brand) -> EmailWords {
    let PasswordChanged { client_name: client } = letter;
    let firm = &brand.firm_name;
    EmailWords {
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
