//! What only tests ask for: faults and counts on the way of a call, IAM, disorder, and a second
//! opinion on what AWS does.
//!
//! Promises that nothing of it acts unless the runner hangs it on a door. Uses every layer from
//! [`crate::account`] to [`crate::edge`], and none of those knows it.

pub mod capacity;
pub mod faults;
pub mod iam;
pub mod proxy;
pub mod second_opinion;
pub mod shuffle;
