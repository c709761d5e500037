//! In German.

use super::EmailChanged;
use crate::brand::Brand;
use crate::letter::EmailWords;
use crate::phrases::de::greeting;

/// Writes the words.
pub(super) fn words(letter: &EmailChanged, brand: &Brand) -> EmailWords {
    let EmailChanged { client_name: client, adviser_name: adviser } = letter;
    let firm = &brand.firm_name;
    let reach = match &brand.phone {
        Some(phone) => {
            format!("rufen Sie uns bitte sofort unter {phone} an und fragen Sie nach {adviser}")
        }
        None => {
            format!("antworten Sie bitte sofort auf diese E-Mail und fragen Sie nach {adviser}")
        }
    };
    EmailWords {
        subject: format!("Ihre Adresse für die Anmeldung bei {firm} wurde geändert"),
        preview: "Wenn Sie davon wissen, brauchen Sie nichts zu tun.".to_owned(),
        heading: "Ihre Adresse für die Anmeldung wurde geändert".to_owned(),
        greeting: greeting(client),
        paragraphs: vec![
            format!(
                "Die E-Mail-Adresse, mit der Sie sich im Portal von {firm} anmelden, wurde \
                 geändert. Es ist nicht mehr die Adresse, an die diese E-Mail ging."
            ),
            "Wenn Sie darum gebeten haben, brauchen Sie nichts zu tun. Melden Sie sich mit der \
             neuen Adresse an."
                .to_owned(),
            format!(
                "Wenn Sie davon nichts wissen, {reach}, damit wir Ihren Zugang schützen können."
            ),
        ],
        steps: None,
        button: None,
        closing: vec![],
        footer: format!(
            "Sie erhalten diese E-Mail, weil diese Adresse bisher zu einem Zugang zu {firm} \
             gehörte. Wenn Sie {firm} nicht kennen, brauchen Sie nichts zu tun."
        ),
    }
}
