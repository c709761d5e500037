//! Orders that the stream carries to a flow, and that the sweep repeats until they are done.

use crate::keys::{Key, Realm, UNSENT_SHARD, UNSENT_SINCE, unsent_shard};
use crate::outbox::Status;
use crate::transaction::{OnFailure, Transaction, Unique};
use aws_sdk_dynamodb::types::{AttributeValue, Update};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use vestibule_domain::kernel::{FirmId, MessageId, StaffId};

/// How long a completed request is kept: beyond its window, so that repeats within it are
/// recognised.
const REQUEST_LIFE: SignedDuration = SignedDuration::from_hours(24);

/// A request under "Forgot password". Recorded for unknown addresses too and followed up later, so
/// that the reply takes the same steps for both.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecoveryRequest {
    /// Its identifier, for the index `unsent`.
    pub id: MessageId,
    /// The firm.
    pub firm: FirmId,
    /// Clients or staff.
    pub realm: Realm,
    /// The owner of that address, if there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<uuid::Uuid>,
    /// When it was requested.
    pub created_at: Timestamp,
}

/// The order to move a leaver's clients to a successor, in batches.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandOver {
    /// Its identifier, for the index `unsent`.
    pub id: MessageId,
    /// The firm.
    pub firm: FirmId,
    /// The member of staff who leaves.
    pub from: StaffId,
    /// The successor.
    pub to: StaffId,
    /// The colleague who ordered it.
    pub by: StaffId,
    /// When it was ordered.
    pub created_at: Timestamp,
}

impl Transaction {
    /// Records a recovery request; [`crate::CommitFault::Taken`] if there was one in this window.
    #[must_use]
    pub fn request_recovery(self, key: &Key, request: &RecoveryRequest) -> Self {
        let gone = request.created_at + REQUEST_LIFE;
        self.put_to_follow_up(key, request, request.id, "recovery", request.created_at, Some(gone))
    }

    /// Orders the hand-over of a member of staff's clients.
    #[must_use]
    pub fn order_hand_over(self, order: &HandOver) -> Self {
        let key = Key::hand_over(order.firm, order.from);
        self.put_to_follow_up(&key, order, order.id, "hand-over", order.created_at, None)
    }

    /// Marks an order as done; [`crate::CommitFault::Taken`] if it was done before.
    #[must_use]
    pub fn followed_up(self, key: &Key) -> Self {
        let update = Update::builder()
            .set_key(Some(key.attributes()))
            .update_expression(format!("SET #status = :done REMOVE {UNSENT_SHARD}, {UNSENT_SINCE}"))
            .condition_expression("#status = :unsent")
            .expression_attribute_names("#status", "status")
            .expression_attribute_values(":unsent", AttributeValue::S("unsent".to_owned()))
            .expression_attribute_values(":done", AttributeValue::S("done".to_owned()));
        self.update(update, OnFailure::Taken)
    }

    /// Writes an item that the stream carries to its follower, and that the sweep touches until it
    /// is done.
    fn put_to_follow_up<T: Serialize>(
        self,
        key: &Key,
        value: &T,
        id: MessageId,
        channel: &'static str,
        since: Timestamp,
        gone_at: Option<Timestamp>,
    ) -> Self {
        #[derive(Serialize)]
        struct Stored<'a, T> {
            #[serde(flatten)]
            value: &'a T,
            channel: &'static str,
            status: Status,
            unsent_shard: String,
            unsent_since_ms: i64,
        }
        let stored = Stored {
            value,
            channel,
            status: Status::Unsent,
            unsent_shard: unsent_shard(id),
            unsent_since_ms: since.as_millisecond(),
        };
        self.put(key, &stored, channel, gone_at, Unique::Yes)
    }
}
