//! In English.

use super::EmailChanged;
use crate::brand::Brand;
use crate::letter::EmailWords;
use crate::phrases::en::greeting;

/// Writes the words.
pub(super) fn words(letter: &EmailChanged, brand: &Brand) -> EmailWords {
    let EmailChanged { client_name: client, adviser_name: adviser } = letter;
    let firm = &brand.firm_name;
    let reach = match &brand.phone {
        Some(phone) => format!("call us now on {phone} and ask for {adviser}"),
        None => format!("reply to this e-mail now and ask for {adviser}"),
    };
    EmailWords {
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
