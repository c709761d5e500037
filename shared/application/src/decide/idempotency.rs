//! A caller's idempotency key: the same request with the same key is carried out once.

use super::{Decision, Round, SignedInStaff};
use jiff::Timestamp;
use serde::Serialize;
use serde::de::DeserializeOwned;
use vestibule_contract::ProblemKind;
use vestibule_flow::flow::StaffCaller;
use vestibule_flow::{Failure, Fault};
use vestibule_table::{IdempotentReply, Key};

/// An idempotency key, with a digest of its request.
pub struct IdempotencyKey {
    at: Key,
    request: String,
}

impl IdempotencyKey {
    /// The caller's key for this request to this operation. `operation` includes the path's target,
    /// if it has one.
    #[must_use]
    pub fn new(
        key: uuid::Uuid,
        caller: &StaffCaller,
        operation: &str,
        request: &impl Serialize,
    ) -> Self {
        use sha2::Digest;
        // Only for comparing requests: the body may contain names, so the text itself is not
        // stored.
        let text = serde_json::to_vec(request).unwrap_or_default();
        let digest = sha2::Sha256::new()
            .chain_update(operation)
            .chain_update([0])
            .chain_update(text)
            .finalize();
        Self {
            at: Key::once(caller.firm(), caller.staff(), &key.hyphenated().to_string()),
            request: digest.iter().map(|byte| format!("{byte:02x}")).collect(),
        }
    }

    /// The key of the item with the reply.
    pub(super) fn at(&self) -> &Key {
        &self.at
    }

    /// The reply to an earlier request with this key.
    pub(super) fn earlier<T: DeserializeOwned>(
        once: Option<&Self>,
        round: &Round<SignedInStaff>,
    ) -> Result<Option<T>, Failure> {
        let Some(once) = once else { return Ok(None) };
        let Some(earlier) = round.items.get::<IdempotentReply>(&once.at)? else { return Ok(None) };
        if earlier.request != once.request {
            return Err(Failure::refused(ProblemKind::KeyReused));
        }
        serde_json::from_str(&earlier.reply)
            .map(Some)
            .map_err(|_| Fault::Broken("a remembered reply is not as it was").into())
    }
}

impl<T: Serialize> Decision<T> {
    /// Adds the reply to the decision, to be stored under the key.
    pub(super) fn remembered(mut self, once: Option<&IdempotencyKey>, now: Timestamp) -> Self {
        if let (Some(once), Ok(reply)) = (once, &self.answer) {
            let reply = IdempotentReply {
                request: once.request.clone(),
                reply: serde_json::to_string(reply).unwrap_or_default(),
            };
            self.effects.writes = self.effects.writes.remember(&once.at, &reply, now);
        }
        self
    }
}
