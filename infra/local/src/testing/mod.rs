//! What only tests use: faults and counts on calls, IAM, disorder, and a second opinion on AWS's
//! behaviour.
//!
//! Promises that none of it acts unless the runner adds it in front of an endpoint. Uses every
//! layer from [`crate::account`] to [`crate::edge`], and none of those knows it.

pub mod capacity;
pub mod faults;
pub mod iam;
pub mod proxy;
pub mod second_opinion;
pub mod shuffle;
