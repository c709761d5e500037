//! The data keys, wrapped by KMS.

use crate::keys::Key;
use crate::transaction::{Transaction, Unique};
use serde::{Deserialize, Serialize};

/// A data key, wrapped by KMS.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WrappedKey {
    /// The ciphertext, base64.
    pub wrapped: String,
}

impl Transaction {
    /// Stores a new wrapped data key.
    #[must_use]
    pub fn keep_data_key(self, purpose: &str, wrapped: &WrappedKey) -> Self {
        self.put(&Key::data_key(purpose), wrapped, "key", None, Unique::Yes)
    }
}
