//! In English.

use super::StaffPasswordChanged;
use crate::brand::Brand;
use crate::letter::EmailWords;
use crate::phrases::en::greeting;

/// Writes the words.
pub(super) fn words(letter: &StaffPasswordChanged, brand: &Brand) -> EmailWords {
    let StaffPasswordChanged { staff_name: staff } = letter;
    let firm = &brand.firm_name;
    EmailWords {
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
