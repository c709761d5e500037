//! What only tests ask for.

pub mod iam;
