//! The API as a whole: its description, its release, and what no route takes.
//!
//! A module for each flow: its description in `flow`, and its handler.

pub mod read_openapi;
pub mod read_version;
pub mod refuse_unknown_route;

use vestibule_flow::Flow;

/// The flows of this capability.
#[must_use]
pub fn flows() -> Vec<Flow> {
    vec![read_openapi::flow(), read_version::flow(), refuse_unknown_route::flow()]
}
