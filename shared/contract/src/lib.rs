//! What the outside sees: problems, the description of each operation, and the OpenAPI document
//! made from them. Knows neither AWS nor HTTP libraries.

pub mod bodies;
pub mod document;
pub mod operation;
pub mod problem;
pub mod strict;

pub use document::document;
pub use operation::{Access, Method, Operation};
pub use problem::{FieldError, Problem, ProblemKind};
