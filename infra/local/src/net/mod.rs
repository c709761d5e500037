//! HTTP and TLS on loopback.
//!
//! Promises that nothing is reachable from another machine, and that no connection can delay a
//! stop. Uses [`crate::account`].

pub mod listener;
pub mod tls;
