//! The account that all of this pretends to be: what it is called, how its events look, and the
//! ids and secrets that are made in it.
//!
//! Promises one spelling for each name that several services share. Uses nothing of this crate.

pub mod causes;
pub mod envelope;
pub mod ids;
pub mod names;
pub mod randomness;
