//! The sentences, one file a language.
//!
//! Each language is a module with a function `words` that matches every message without a `_` arm,
//! so a missing sentence does not compile. To add one: a variant of [`Language`], a file beside
//! `en.rs`.

mod de;
mod en;

use crate::content::{Brand, Content};
use crate::letter::Letter;
use crate::text::Text;
use vestibule_domain::kernel::Language;

/// What a message says in one language.
pub(crate) enum Words {
    Letter(Letter),
    Text(Text),
}

/// The sentences of a message, with its names in them: plain text, escaped by whoever needs it.
pub(crate) fn words(language: Language, content: &Content, brand: &Brand) -> Words {
    match language {
        Language::En => en::words(content, brand),
        Language::De => de::words(content, brand),
    }
}

/// What the firm's privacy link is called.
pub(crate) fn privacy(language: Language) -> &'static str {
    match language {
        Language::En => en::PRIVACY,
        Language::De => de::PRIVACY,
    }
}
