//! The whole system in one process: the other infrastructure.
//!
//! On AWS, `infra/template.yaml` declares the functions' infrastructure. Here the same file is
//! read and emulated on one machine, for the same handlers:
//!
//! | on AWS | here |
//! |---|---|
//! | CloudFront and the bucket behind it | [`edge::front`]: the same functions and headers |
//! | the HTTP API | [`edge::gateway`]: the same events that API Gateway sends |
//! | DynamoDB with its stream | [`storage::database`]: an embedded one, over loopback, on one file |
//! | SNS, SES, KMS, Lambda | [`aws`]: loopback endpoints for the real SDK clients |
//! | pipes, buses, queues, schedules, and what SES and SNS report | [`events`] |
//! | IAM, in tests | [`testing::iam`]: the template's policies, for each function |
//! | people's phones and mailboxes | [`inbox`]: keeps every e-mail and text |
//!
//! Invariants: everything listens on loopback only; nothing is written outside the data folder;
//! nothing here knows what a handler does. Any difference from AWS that a handler can notice is a
//! bug of this crate, except what tests request: [`testing`]. [`testing::second_opinion`] compares
//! this crate's understanding of AWS with another emulator's.

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
