//! The rules, as pure code, a module for each context.
//!
//! Nothing in here is async, knows AWS or HTTP, reads a clock or makes randomness: the time, new
//! identifiers and new PINs are arguments. A refusal (the caller's mistake, or a rule that says no)
//! is a value; there are no faults.
//!
//! From the bottom to the top; a module imports from those above it in this list and from no other
//! (`tests/docs/layers.rs` is the test):
//!
//! * `kernel`: identifiers, grants, generations, digests, languages
//! * `values`: what people type, parsed once
//! * `messaging`: the messages that the rules ask for, and what providers report of them
//! * `timeline`: what happened to a client
//! * `verdict`: what a command decided
//! * `staff`: accounts of staff, roles and capabilities
//! * `firms`: a firm, its choices, and whether it is ready to invite
//! * `logins`: sessions, waits and permissions
//! * `access`: a client's access
//! * `clients`: a client, with profile and access

pub mod access;
pub mod clients;
pub mod firms;
pub mod kernel;
pub mod logins;
pub mod messaging;
pub mod staff;
pub mod timeline;
pub mod values;
pub mod verdict;
