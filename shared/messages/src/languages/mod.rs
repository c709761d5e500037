//! The sentences, one file a language.
//!
//! Each language is a module with a function `words` that matches every message without a `_` arm,
//! so a missing sentence does not compile. To add one: a variant of [`Language`], a file beside
//! `en.rs`.

mod en;

use serde::{Deserialize, Serialize};

use crate::content::{Brand, Content};
use crate::letter::Letter;
use crate::text::Text;

/// The language of a message, fixed when it is committed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Language {
    /// English, British spelling.
    #[serde(rename = "en")]
    En,
}

impl Language {
    /// Its BCP 47 tag, which is also how it is stored.
    #[must_use]
    pub fn tag(self) -> &'static str {
        match self {
            Self::En => "en",
        }
    }
}

/// What a message says in one language.
pub(crate) enum Words {
    Letter(Letter),
    Text(Text),
}

/// The sentences of a message, with its names in them: plain text, escaped by whoever needs it.
pub(crate) fn words(language: Language, content: &Content, brand: &Brand) -> Words {
    match language {
        Language::En => en::words(content, brand),
    }
}
