//! In German.

use super::AccessEnded;
use crate::brand::Brand;
use crate::letter::EmailWords;
use crate::phrases::de::greeting;

/// Writes the words.
pub(super) fn words(letter: &AccessEnded, brand: &Brand) -> EmailWords {
    let AccessEnded { client_name: client, adviser_name: adviser } = letter;
    let firm = &brand.firm_name;
    EmailWords {
        subject: format!("Ihr Zugang zu {firm} ist beendet"),
        preview: "Links und PINs, die Sie von uns haben, gelten nicht mehr.".to_owned(),
        heading: "Ihr Zugang ist beendet".to_owned(),
        greeting: greeting(client),
        paragraphs: vec![
            format!(
                "Ihr Zugang zum Portal von {firm} ist beendet. Ihr Passwort und die Links und \
                 PINs, die Sie von uns haben, gelten nicht mehr."
            ),
            "Sie brauchen nichts zu tun.".to_owned(),
            format!("Wenn Sie das für einen Irrtum halten, {}.", reach_adviser(adviser, brand)),
        ],
        steps: None,
        button: None,
        closing: vec![],
        footer: format!(
            "Sie erhalten diese E-Mail, weil Sie mit dieser Adresse einen Zugang zu {firm} hatten."
        ),
    }
}

/// How to reach the adviser, as the end of a sentence.
fn reach_adviser(adviser: &str, brand: &Brand) -> String {
    match &brand.phone {
        Some(phone) => format!(
            "rufen Sie uns unter {phone} an und fragen Sie nach {adviser}, oder antworten Sie auf \
             diese E-Mail"
        ),
        None => format!("antworten Sie auf diese E-Mail und fragen Sie nach {adviser}"),
    }
}
