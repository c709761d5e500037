//! The languages that Vestibule writes.

use serde::{Deserialize, Serialize};
use std::str::FromStr;

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
