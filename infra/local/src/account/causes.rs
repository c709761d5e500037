//! Errors of libraries in one line of text.

use std::error::Error;

/// Returns an error's text followed by those of its causes.
pub fn with_causes(error: impl Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(deeper) = cause {
        text = format!("{text}: {deeper}");
        cause = deeper.source();
    }
    text
}
