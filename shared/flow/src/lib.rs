//! The edge of a flow: its declaration, its guard, HTTP and events in and out, and the conversion
//! of failures into problems.

pub mod failure;
pub mod fields;
pub mod flow;
mod http;
pub mod limits;
pub mod queue;
mod reply;
pub mod serve;
pub mod session;

pub use failure::{Failure, Fault};
pub use flow::{Call, Flow, NoBody};
pub use reply::{File, Page, Reply};
pub use serve::serve;
