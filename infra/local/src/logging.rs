//! The log: a JSON line for each event, in the data folder, and nothing on the terminal.

use std::fs::OpenOptions;
use std::path::Path;
use std::sync::Mutex;

use tracing_subscriber::EnvFilter;
use tracing_subscriber::util::SubscriberInitExt;

use crate::storage::FileError;

/// The log level if `RUST_LOG` is not set.
const USUAL_DETAIL: &str = "info";

/// Appends everything traced from now on to `path`.
///
/// A second call in one process (in tests) has no effect.
///
/// # Errors
/// The file cannot be opened.
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
