//! Why a file cannot be used.

use std::io;
use std::path::PathBuf;

/// A file or folder cannot be read or written.
#[derive(Debug, thiserror::Error)]
#[error("Cannot use {}: {source}.", path.display())]
pub struct FileError {
    path: PathBuf,
    source: io::Error,
}

impl FileError {
    /// Returns a function that makes the operating system's error one about `path`.
    pub fn of(path: impl Into<PathBuf>) -> impl FnOnce(io::Error) -> Self {
        let path = path.into();
        move |source| Self { path, source }
    }
}
