//! A client, as one aggregate.

use super::Profile;
use crate::access::Access;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// A client: profile and access under one version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Client {
    /// Rises with every change; 0 before the first is committed.
    pub version: u64,
    /// When the newest event happened, so that the next one comes after it whatever the clocks say.
    pub last_event_ms: i64,
    /// What is on record.
    pub profile: Profile,
    /// What the client may reach, and how.
    pub access: Access,
}

impl Client {
    /// When there is something to do for this client that nobody asks for.
    #[must_use]
    pub fn next_due(&self) -> Option<Timestamp> {
        let swept = self.profile.rehearsal.as_ref().map(|rehearsal| rehearsal.until);
        self.access.next_due().into_iter().chain(swept).min()
    }
}
