//! Phrases that several messages share, one file for each language.
//!
//! To add a language: a variant of [`Language`], a file beside `en.rs`, and a function of
//! [`Letter`](crate::letter::Letter), which each message then has to have.

pub mod de;
pub mod en;

use vestibule_domain::kernel::Language;

/// What the firm's privacy link is called.
pub(crate) fn privacy(language: Language) -> &'static str {
    match language {
        Language::En => en::PRIVACY,
        Language::De => de::PRIVACY,
    }
}
