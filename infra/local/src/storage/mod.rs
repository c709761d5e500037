//! What survives a restart: the data folder, the table with its stream, and every message that
//! was sent.
//!
//! Promises that nothing is written outside the data folder, and that everything acknowledged can
//! be read after the next start. Uses [`crate::template`], [`crate::net`] and [`crate::account`].

pub mod data_folder;
pub mod database;
mod file_error;
pub mod message_store;
pub mod stream;
#[cfg(test)]
pub(crate) mod temporary_folder;

pub use file_error::FileError;
