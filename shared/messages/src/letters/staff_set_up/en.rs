//! In English.

use super::StaffSetUp;
use crate::brand::Brand;
use crate::letter::{Button, EmailWords, Steps};
use crate::phrases::en::{IF_NO_BUTTON, SET_UP, greeting};
use vestibule_domain::staff::Role;

/// Writes the words.
pub(super) fn words(letter: &StaffSetUp, brand: &Brand) -> EmailWords {
    let StaffSetUp { staff_name: staff, role } = letter;
    let firm = &brand.firm_name;
    let what = match role {
        Role::FirmAdmin => {
            "You have been added as a firm admin: you change settings and staff, and work with \
             clients."
        }
        Role::Adviser => {
            "You have been added as an adviser: you invite clients, and help them in where they \
             are stuck."
        }
    };
    EmailWords {
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
             working, ask the colleague who added you for a new one."
                .to_owned(),
        ],
        footer: format!(
            "You get this e-mail because you were added to the staff of {firm} with this address. \
             If you don't know {firm}, do nothing: no account is set up."
        ),
    }
}
