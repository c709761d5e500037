//! Unique names: request ids, message ids, receipt handles.
//!
//! They are unique, not secret. Secrets come from [`super::randomness`], which can fail.

use std::collections::hash_map::RandomState;
use std::hash::{BuildHasher, Hasher};

/// A fresh version-4 UUID in its usual spelling.
#[must_use]
pub fn fresh_id() -> String {
    // Every `RandomState` is keyed from the operating system's randomness, which is good enough for
    // an id and, unlike requesting randomness directly, never fails.
    let half = || RandomState::new().build_hasher().finish().to_be_bytes();
    let mut bytes = [0; 16];
    bytes[..8].copy_from_slice(&half());
    bytes[8..].copy_from_slice(&half());
    uuid::Builder::from_random_bytes(bytes).into_uuid().to_string()
}

#[cfg(test)]
mod tests {
    use super::fresh_id;
    use std::collections::HashSet;

    #[test]
    fn no_id_occurs_twice() {
        let ids: HashSet<String> = (0..10_000).map(|_| fresh_id()).collect();
        assert_eq!(ids.len(), 10_000);
    }
}
