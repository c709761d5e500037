//! What only tests ask for.

pub mod iam;
pub mod proxy;
