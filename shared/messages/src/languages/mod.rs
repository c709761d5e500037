//! The sentences, one file a language.
//!
//! Each language is a module with a function `words` that matches every message without a `_` arm,
//! so a missing sentence does not compile. To add one: a variant of [`Language`], a file beside
//! `en.rs`.

mod de;
mod en;

use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::content::{Brand, Content};
use crate::letter::Letter;
use crate::text::Text;

/// The language of a message, fixed when it is committed. Stored and spelled as its tag.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Language {
    /// English, British spelling.
    En,
    /// German that reads alike in Austria, Germany and Switzerland.
    De,
}

impl Language {
    /// Every language.
    pub const ALL: [Self; 2] = [Self::En, Self::De];

    /// Its BCP 47 tag.
    #[must_use]
    pub fn tag(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::De => "de",
        }
    }
}

impl FromStr for Language {
    type Err = UnknownLanguage;

    /// From its tag, exactly as [`tag`](Self::tag) spells it.
    fn from_str(tag: &str) -> Result<Self, UnknownLanguage> {
        Self::ALL.into_iter().find(|language| language.tag() == tag).ok_or(UnknownLanguage)
    }
}

/// A text is not the tag of a language that messages are written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not the tag of a language that messages are written in")]
pub struct UnknownLanguage;

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
