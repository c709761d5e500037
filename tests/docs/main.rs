//! Checks the documents against the repository: behaviours and their tests, cited paths and
//! numbers, the words that prose may use, the layers of the code and its
//! dependencies.
//!
//! Uses the standard library only: the binary links in a moment, and `rustc --test` builds it
//! alone.

mod behaviours;
mod citations;
mod dependencies;
mod ids;
mod layers;
mod quotes;
mod repository;
mod wording;
