//! The edge of a flow: what it declares, its guard, the way in and out over HTTP or as an event, and how
//! failures become problems.

pub mod failure;
pub mod fields;
pub mod flow;
mod http;
pub mod limits;
pub mod queue;
pub mod serve;
pub mod session;

pub use failure::{Failure, Fault};
pub use flow::{Call, Flow, NoBody, Reply};
pub use serve::serve;
