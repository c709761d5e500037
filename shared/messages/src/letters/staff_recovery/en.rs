//! In English.

use super::StaffRecovery;
use crate::brand::Brand;
use crate::letter::{Button, EmailWords};
use crate::phrases::en::{IF_NO_BUTTON, greeting};

const NEW_PASSWORD: &str = "Choose a new password";

/// Writes the words.
pub(super) fn words(letter: &StaffRecovery, brand: &Brand) -> EmailWords {
    let StaffRecovery { staff_name: staff } = letter;
    let firm = &brand.firm_name;
    EmailWords {
        subject: format!("Choose a new password for the console of {firm}"),
        preview: "The link works for one hour at most.".to_owned(),
        heading: "Choose a new password".to_owned(),
        greeting: greeting(staff),
        paragraphs: vec![
            format!(
                "You told us that you forgot your password for the console of {firm}. Here you \
                 choose a new one. The link works for one hour at most."
            ),
            "Until you have chosen a new password, the old one still works. If it wasn't you, \
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
