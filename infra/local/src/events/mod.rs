//! What calls a function without a request: pipes, buses, queues, schedules, and the delivery of
//! what SES and SNS report.
//!
//! Promises at least once, in no order, as AWS does: what fails is tried again, and ends in a
//! dead-letter queue. Uses [`crate::aws`], [`crate::storage`], [`crate::template`],
//! [`crate::net`] and [`crate::account`].

pub mod bus;
pub mod delivery_order;
pub mod pipe;
pub mod queue;
pub mod report_delivery;
pub mod schedule;
