//! What the documents promise, held against the repository: behaviours and the tests that keep
//! them, paths and numbers that are cited, and the words that prose may use.
//!
//! Uses the standard library only: the binary links in a moment, and `rustc --test` builds it alone.

mod behaviours;
mod citations;
mod ids;
mod repository;
mod wording;
