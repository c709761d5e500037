//! What a browser connects to: the front, and the gateway behind it.
//!
//! Promises that a handler cannot distinguish this edge from CloudFront and API Gateway: it gets
//! the events that AWS would send, and loses what AWS would drop. Uses [`crate::aws`],
//! [`crate::template`], [`crate::net`] and [`crate::account`].

pub mod direct;
pub mod front;
pub mod gateway;
