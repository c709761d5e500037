//! Temporary folders for this crate's tests.

use std::path::{Path, PathBuf};

use crate::account::ids::fresh_id;

/// A test's own folder, deleted when the test ends.
pub struct TemporaryFolder(PathBuf);

impl TemporaryFolder {
    /// Creates an empty folder.
    pub fn new() -> Self {
        let path = std::env::temp_dir().join(format!("vestibule-test-{}", fresh_id()));
        std::fs::create_dir(&path).unwrap();
        Self(path)
    }

    /// Its path.
    pub fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for TemporaryFolder {
    fn drop(&mut self) {
        std::fs::remove_dir_all(&self.0).unwrap();
    }
}
