//! What every flow stands on: the app with its clients, keys and clock; the way in, with its
//! guards; the way from a decision to a commit; failures, logs and metrics.

pub mod app;
pub mod clock;
pub mod closed;
pub mod config;
pub mod decide;
pub mod delivery;
pub mod details;
mod endpoint;
pub mod entropy;
pub mod failure;
pub mod fields;
pub mod flow;
pub mod forgotten;
mod http;
mod init_error;
pub mod keyring;
pub mod limits;
pub mod logging;
pub mod meter;
pub mod outbox;
pub mod password_hash;
pub mod queue;
pub mod readiness;
pub mod rehearsal;
pub mod reports;
pub mod serve;
pub mod session;
pub mod sign_in;
pub mod staff_password;
pub mod timeline_writer;
pub mod token;
pub mod views;
pub mod which_firm;

pub use app::App;
pub use failure::{Failure, Fault};
pub use flow::{Call, Flow, NoBody, Reply};
pub use serve::serve;
pub use vestibule_contract as contract;
pub use vestibule_domain as domain;
pub use vestibule_table as table;

/// The examples of the guides compile.
#[cfg(doctest)]
#[doc = include_str!("../../../docs/adding-a-flow.md")]
pub struct AddingAFlow;
