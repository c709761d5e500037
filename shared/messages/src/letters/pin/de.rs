//! In German.

use super::Pin;
use crate::letter::TextWords;

/// Writes the words.
pub(super) fn words(pin: &Pin) -> TextWords {
    let letter = pin.letter.as_deref();
    TextWords {
        sender: "Ihre Beratung",
        label: letter.map_or_else(|| "PIN".to_owned(), |letter| format!("PIN {letter}:")),
        advice: "Nur auf unserer Seite eingeben. Niemand hier fragt Sie danach.",
    }
}
