//! The rules of access, as pure code.
//!
//! Nothing in here is async, knows AWS or HTTP, reads a clock or makes randomness: the time,
//! new identifiers and new PINs are arguments. A refusal (the person's mistake, or a rule that
//! says no) is a value; there are no faults.

pub mod access;
pub mod digest;
pub mod event;
pub mod ids;
pub mod message;
pub mod notices;
pub mod report;
pub mod rules;
pub mod session;
pub mod staff;
pub mod values;
pub mod wait;
pub mod what_now;
