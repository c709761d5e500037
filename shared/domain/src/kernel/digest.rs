//! Digests and sealed bytes: opaque to the rules, made and opened by the runtime.

use serde::{Deserialize, Serialize};
use subtle::ConstantTimeEq;

/// A keyed digest (HMAC-SHA-256, base64url). Equality takes the same time wherever it differs.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Digest(String);

impl Digest {
    /// Takes a digest as the runtime spells it.
    #[must_use]
    pub fn new(text: String) -> Self {
        Self(text)
    }

    /// The digest's text, for keys.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl PartialEq for Digest {
    fn eq(&self, other: &Self) -> bool {
        self.0.as_bytes().ct_eq(other.0.as_bytes()).into()
    }
}

impl Eq for Digest {}

/// A PIN, encrypted for its firm, client and generation (base64url of nonce and ciphertext).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct SealedPin(pub String);
