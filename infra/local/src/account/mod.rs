//! The account that the runner plays: its names, its events, and the ids and secrets that are
//! generated in it.
//!
//! Promises one spelling for each name that several services share. Uses nothing of this crate.

pub mod causes;
pub mod envelope;
pub mod ids;
pub mod names;
pub mod randomness;
