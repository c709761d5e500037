//! What calls a function without a request: pipes, buses, queues, schedules, and the delivery of
//! SES's and SNS's reports.
//!
//! Promises delivery at least once and in no order, as on AWS: failures are retried, and end in a
//! dead-letter queue. Uses [`crate::aws`], [`crate::storage`], [`crate::template`], [`crate::net`]
//! and [`crate::account`].

pub mod bus;
pub mod delivery_order;
pub mod pipe;
pub mod queue;
pub mod report_delivery;
pub mod schedule;
