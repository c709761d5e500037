//! Checks the documents against the repository: behaviours and their tests, cited paths and
//! numbers, and the words that prose may use.
//!
//! Uses the standard library only: the binary links in a moment, and `rustc --test` builds it
//! alone.

mod behaviours;
mod citations;
mod ids;
mod quotes;
mod repository;
mod wording;
