//! Starts a process: its configuration, AWS clients, keys and clock, created once; its log and its
//! metrics.

pub mod app;
pub mod clock;
pub mod config;
mod endpoint;
pub mod init_error;
pub mod logging;
pub mod meter;

pub use app::App;
