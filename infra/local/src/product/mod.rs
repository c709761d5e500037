//! The parts that know this product: its flows, the demo firm, and made-up clients.
//!
//! Promises that nothing below needs to change when a flow is added. Uses [`crate::aws`] and
//! [`crate::storage`].

pub mod demo;
pub mod registry;
pub mod seed;
