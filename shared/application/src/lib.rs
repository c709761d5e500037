//! What flows do with the domain: the one decision loop, the effects of a decision, the words of its
//! messages, and what callers see of it.

pub mod closed;
pub mod decide;
pub mod details;
pub mod forgotten;
pub mod outbox;
pub mod rehearsal;
pub mod sign_in;
pub mod timeline_writer;
pub mod views;

/// The examples of the guides compile.
#[cfg(doctest)]
#[doc = include_str!("../../../docs/adding-a-flow.md")]
pub struct AddingAFlow;
