//! The log: a line of JSON for each thing that happened, in the data folder, and nothing on
//! the terminal.

use std::fs::OpenOptions;
use std::path::Path;
use std::sync::Mutex;

use tracing_subscriber::EnvFilter;
use tracing_subscriber::util::SubscriberInitExt;

use crate::storage::FileError;

/// What is logged where `RUST_LOG` says nothing.
const USUAL_DETAIL: &str = "info";

/// Sends all that is traced from here on to `path`, after what is there already.
///
/// A second call in one process (in tests) changes nothing.
///
/// # Errors
/// The file cannot be opened.
pub fn start(path: &Path) -> Result<(), FileError> {
    let file =
        OpenOptions::new().create(true).append(true).open(path).map_err(FileError::of(path))?;
    let detail = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new(USUAL_DETAIL));
    let subscriber = tracing_subscriber::fmt()
        .json()
        .flatten_event(true)
        .with_env_filter(detail)
        .with_writer(Mutex::new(file))
        .finish();
    if subscriber.try_init().is_err() {
        tracing::debug!("the log was started before");
    }
    Ok(())
}
