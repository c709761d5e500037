//! In English.

use super::Pin;
use crate::letter::TextWords;

/// Writes the words.
pub(super) fn words(pin: &Pin) -> TextWords {
    let letter = pin.letter.as_deref();
    TextWords {
        sender: "Your adviser",
        label: letter.map_or_else(|| "PIN".to_owned(), |letter| format!("PIN {letter}:")),
        advice: "Type it on our page only. Nobody here will ever ask you for it.",
    }
}
