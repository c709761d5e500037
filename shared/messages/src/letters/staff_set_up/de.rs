//! In German.

use super::StaffSetUp;
use crate::brand::Brand;
use crate::letter::{Button, EmailWords, Steps};
use crate::phrases::de::{IF_NO_BUTTON, SET_UP, greeting};
use vestibule_domain::staff::Role;

/// Writes the words.
pub(super) fn words(letter: &StaffSetUp, brand: &Brand) -> EmailWords {
    let StaffSetUp { staff_name: staff, role } = letter;
    let firm = &brand.firm_name;
    let what = match role {
        Role::FirmAdmin => {
            "Sie wurden als Firmen-Admin eingetragen: Sie verwalten Einstellungen und Team \
             und arbeiten mit Kundinnen und Kunden."
        }
        Role::Adviser => {
            "Sie wurden als Beraterin oder Berater eingetragen: Sie laden Kundinnen und Kunden ein \
             und helfen ihnen weiter, wo es hakt."
        }
    };
    EmailWords {
        subject: format!("Richten Sie Ihren Zugang zur Konsole von {firm} ein"),
        preview: "Wählen Sie ein Passwort, und Sie sind in der Konsole.".to_owned(),
        heading: "Richten Sie Ihren Zugang zur Konsole ein".to_owned(),
        greeting: greeting(staff),
        paragraphs: vec![format!("{what} Das Team von {firm} tut das in der Konsole.")],
        steps: Some(Steps {
            heading: "So beginnen Sie",
            items: vec![
                format!("Drücken Sie auf „{SET_UP}“."),
                "Wählen Sie ein eigenes Passwort.".to_owned(),
            ],
        }),
        button: Some(Button { label: SET_UP, help: IF_NO_BUTTON }),
        closing: vec![
            "Der Link ist nur für Sie bestimmt: Bitte leiten Sie diese E-Mail nicht weiter. Wenn \
             er nicht mehr gilt, bitten Sie die Person um einen neuen, die Sie eingetragen hat."
                .to_owned(),
        ],
        footer: format!(
            "Sie erhalten diese E-Mail, weil Sie mit dieser Adresse in das Team von {firm} \
             eingetragen wurden. Wenn Sie {firm} nicht kennen, brauchen Sie nichts zu tun: Es wird \
             kein Zugang eingerichtet."
        ),
    }
}
