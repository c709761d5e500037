//! Replies stored under an idempotency key.

use crate::keys::Key;
use crate::transaction::{Transaction, Unique};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

/// How long an idempotency key is remembered.
const ONCE_LIFE: SignedDuration = SignedDuration::from_hours(24);

/// The stored outcome of a request with an idempotency key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct IdempotentReply {
    /// A digest of the request: the same key with another request is refused.
    pub request: String,
    /// The reply's body, as JSON text; it holds no secret.
    pub reply: String,
}

impl Transaction {
    /// Stores the outcome of a request with an idempotency key, for 24 hours.
    #[must_use]
    pub fn remember(self, key: &Key, once: &IdempotentReply, now: Timestamp) -> Self {
        self.put(key, once, "once", Some(now + ONCE_LIFE), Unique::Race)
    }
}
