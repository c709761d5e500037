//! The rules, as pure code, a module for each context.
//!
//! Nothing in here is async, knows AWS or HTTP, reads a clock or makes randomness: the time, new
//! identifiers and new PINs are arguments. A refusal (the caller's mistake, or a rule that says no)
//! is a value; there are no faults.
//!
//! A module imports only those above it: `kernel`, `values`, `messaging`, `timeline`, `verdict`, then the
//! contexts `firms`, `logins`, `staff`, `access`, and `clients` above `access`.

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
