//! The whole system in one process: the other infrastructure.
//!
//! On AWS, `infra/template.yaml` declares what is around the functions. Here the same file is
//! read and the same things are emulated on one machine, for the same handlers:
//!
//! | on AWS | here |
//! |---|---|
//! | CloudFront and the bucket behind it | [`edge::front`]: the very functions and headers |
//! | the HTTP API | [`edge::gateway`]: the very events that API Gateway sends |
//! | DynamoDB with its stream | [`storage::database`]: an embedded one, over loopback, on one file |
//! | SNS, SES, KMS, Lambda | [`aws`]: loopback endpoints for the real SDK clients |
//! | pipes, buses, queues, schedules, and what SES and SNS report | [`events`] |
//! | IAM, in tests | [`testing::iam`]: the template's policies, for each function |
//! | people's phones and mailboxes | [`inbox`]: keeps every e-mail and text |
//!
//! Invariants: nothing listens on anything but loopback; nothing is written outside the data
//! folder; nothing here knows what a handler does. Whatever a handler can tell apart from AWS
//! is a bug of this crate. What tests ask for is none: [`testing`].
//! [`testing::second_opinion`] shows whether others understand AWS as this crate does.

pub mod account;
pub mod aws;
pub mod edge;
pub mod events;
pub mod inbox;
pub mod logging;
pub mod net;
pub mod options;
pub mod product;
mod runner;
pub mod start_error;
pub mod storage;
pub mod template;
pub mod testing;

pub use aws::functions::{FunctionError, Functions, Handler};
pub use options::{Command, Options};
pub use product::registry;
pub use runner::{Endpoints, Infrastructure};
pub use start_error::StartError;
pub use template::Template;

#[cfg(test)]
mod layers;
