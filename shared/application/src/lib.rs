//! Flows' common use of the domain: the one decision loop, the effects of a decision, the words of
//! its messages, and the views that callers get.

pub mod closed;
pub mod decide;
pub mod details;
pub mod forgotten;
pub mod outbox;
pub mod rehearsal;
pub mod sign_in;
pub mod timeline_writer;
pub mod views;

/// Compiles the examples of the guides.
#[cfg(doctest)]
#[doc = include_str!("../../../docs/adding-a-flow.md")]
pub struct AddingAFlow;
