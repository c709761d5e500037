//! The outbox: claims a message to send it, records the outcome, and finds messages left unsent.

use crate::keys::{self, Key, UNSENT_INDEX, UNSENT_SHARD, UNSENT_SHARDS, UNSENT_SINCE, shard_name};
use crate::load::key_of;
use crate::texts::TextCount;
use crate::timeline::Line;
use crate::transaction::{OnFailure, Transaction, Unique};
use crate::{Table, TableFault};
use aws_sdk_dynamodb::types::{AttributeValue, ReturnValue, Update};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use vestibule_domain::kernel::{ClientId, FirmId, Language, MessageId, StaffId};
use vestibule_domain::messaging::MessageRequest;
use vestibule_domain::values::Email;
use vestibule_messages::{Brand, Channel, Content};

/// The recipient of a message, by reference: the address is read when it is sent, unless it is
/// fixed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "who", content = "id", rename_all = "kebab-case")]
pub enum Recipient {
    /// The client's sign-in e-mail, or mobile, by the message's channel.
    Client(ClientId),
    /// A member of staff.
    Staff(StaffId),
}

/// The state of a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// Waits to be sent: the stream carries it to a sender.
    Unsent,
    /// A sender has claimed it. The stream ignores this change, or every try would queue another.
    Sending,
    /// The provider accepted it.
    Sent,
    /// Withheld: what it carried was ended, used or replaced before it was sent.
    Withheld,
    /// It cannot be sent.
    Failed,
}

/// A message to send once: its words are fixed, its secrets are references.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutboxMessage {
    /// Its identifier.
    pub id: MessageId,
    /// The firm.
    pub firm: FirmId,
    /// The client that it is about, if any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub client: Option<ClientId>,
    /// The recipient.
    pub to: Recipient,
    /// The e-mail address that it goes to, where it was fixed when the message was committed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<Email>,
    /// The message that the rules requested.
    pub message: MessageRequest,
    /// Its words, without secrets.
    pub content: Content,
    /// The firm's branding when the message was requested.
    pub brand: Brand,
    /// The language.
    pub language: Language,
    /// When it was requested.
    pub created_at: Timestamp,
    /// Its state.
    pub status: Status,
    /// The channel: separate from `content` for the pipes' filters.
    pub channel: Channel,
    /// How often sending was tried.
    #[serde(default)]
    pub tries: u32,
    /// Where a text is counted against the day's limits; `None` while it is not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text_count: Option<TextCount>,
    /// The provider's message id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub provider_id: Option<String>,
}

impl OutboxMessage {
    /// The key of the message: in the partition of its client, or of its member of staff.
    #[must_use]
    pub fn key(&self) -> Key {
        match (self.client, self.to) {
            (Some(client), _) | (None, Recipient::Client(client)) => {
                Key::client_message(self.firm, client, self.id)
            }
            (None, Recipient::Staff(staff)) => Key::staff_message(self.firm, staff, self.id),
        }
    }

    pub(crate) fn shard(&self) -> String {
        keys::unsent_shard(self.id)
    }
}

impl Transaction {
    /// Adds a message to send.
    #[must_use]
    pub fn put_message(self, message: &OutboxMessage) -> Self {
        #[derive(Serialize)]
        struct Stored<'a> {
            #[serde(flatten)]
            message: &'a OutboxMessage,
            unsent_shard: String,
            unsent_since_ms: i64,
        }
        debug_assert_eq!((UNSENT_SHARD, UNSENT_SINCE), ("unsent_shard", "unsent_since_ms"));
        let stored = Stored {
            message,
            unsent_shard: message.shard(),
            unsent_since_ms: message.created_at.as_millisecond(),
        };
        self.put(&message.key(), &stored, "message", None, Unique::No)
    }
}

/// How long a claim keeps other senders from sending a message.
const CLAIM: SignedDuration = SignedDuration::from_secs(20);

/// How long a touched message is not touched again, beyond the age that the sweep waits for: its
/// queue tries it several times in that period.
const REST: SignedDuration = SignedDuration::from_mins(10);

/// The result of claiming a message.
#[derive(Debug)]
pub enum Claimed {
    /// The caller may send it.
    Ours(Box<OutboxMessage>),
    /// Another sender has claimed it: try again later.
    Busy,
    /// There is nothing to send: sent, withheld, failed, or erased.
    Done,
}

/// The outcome of sending.
#[derive(Debug, Clone)]
pub enum Sent {
    /// The provider accepted it under this id.
    Accepted(String),
    /// Withheld: what it carried has ended.
    Withheld,
    /// It cannot be sent.
    Failed,
}

impl Table {
    /// Claims a message for some seconds.
    ///
    /// # Errors
    /// The table is not available.
    pub async fn claim_message(&self, key: &Key, now: Timestamp) -> Result<Claimed, TableFault> {
        let claimed = self
            .client
            .update_item()
            .table_name(&self.name)
            .set_key(Some(key.attributes()))
            .update_expression("SET #status = :sending, claimed_until_ms = :until ADD tries :one")
            .condition_expression(FREE)
            .expression_attribute_names("#status", "status")
            .expression_attribute_values(":unsent", word(Status::Unsent))
            .expression_attribute_values(":sending", word(Status::Sending))
            .expression_attribute_values(":now", millis(now))
            .expression_attribute_values(":until", millis(now + CLAIM))
            .expression_attribute_values(":one", AttributeValue::N("1".to_owned()))
            .return_values(ReturnValue::AllNew)
            .return_values_on_condition_check_failure(
                aws_sdk_dynamodb::types::ReturnValuesOnConditionCheckFailure::AllOld,
            )
            .send()
            .await;
        match claimed {
            Ok(got) => match got.attributes {
                Some(item) => Ok(Claimed::Ours(Box::new(serde_dynamo::from_item(item)?))),
                None => Ok(Claimed::Done),
            },
            Err(error) => match error.as_service_error() {
                Some(aws_sdk_dynamodb::operation::update_item::UpdateItemError::ConditionalCheckFailedException(refused)) => {
                    let status = refused.item().and_then(|item| item.get("status"));
                    let sending = status.is_some_and(|status| *status == word(Status::Sending));
                    Ok(if sending { Claimed::Busy } else { Claimed::Done })
                }
                _ => Err(error.into()),
            },
        }
    }

    /// Releases the claim on a message, so the next try need not wait for it to expire. The message
    /// stays `Sending`: its queue still has it, and the stream must not queue it again.
    ///
    /// # Errors
    /// The table is not available.
    pub async fn give_back(&self, key: &Key, now: Timestamp) -> Result<(), TableFault> {
        self.client
            .update_item()
            .table_name(&self.name)
            .set_key(Some(key.attributes()))
            .update_expression("SET claimed_until_ms = :now")
            .condition_expression("attribute_exists(pk)")
            .expression_attribute_values(":now", millis(now))
            .send()
            .await?;
        Ok(())
    }

    /// Returns unsent messages of one shard, requested before `before`, oldest first.
    ///
    /// # Errors
    /// The table is not available.
    pub async fn unsent(&self, shard: u8, before: Timestamp) -> Result<Vec<Key>, TableFault> {
        let got = self
            .client
            .query()
            .table_name(&self.name)
            .index_name(UNSENT_INDEX)
            .key_condition_expression("#shard = :shard AND #since < :before")
            .expression_attribute_names("#shard", UNSENT_SHARD)
            .expression_attribute_names("#since", UNSENT_SINCE)
            .expression_attribute_values(
                ":shard",
                AttributeValue::S(shard_name(shard % UNSENT_SHARDS)),
            )
            .expression_attribute_values(":before", millis(before))
            .limit(200)
            .send()
            .await?;
        Ok(got.items().iter().filter_map(key_of).collect())
    }

    /// Touches an unsent message, so that the stream carries it again. It then rests for a while,
    /// so a message that keeps failing does not flood its queue.
    ///
    /// # Errors
    /// The table is not available.
    pub async fn touch(&self, key: &Key, now: Timestamp) -> Result<(), TableFault> {
        let touched = self
            .client
            .update_item()
            .table_name(&self.name)
            .set_key(Some(key.attributes()))
            .update_expression(format!("SET #status = :unsent, {UNSENT_SINCE} = :rested"))
            .condition_expression(FREE)
            .expression_attribute_names("#status", "status")
            .expression_attribute_values(":unsent", word(Status::Unsent))
            .expression_attribute_values(":sending", word(Status::Sending))
            .expression_attribute_values(":now", millis(now))
            .expression_attribute_values(":rested", millis(now + REST))
            .send()
            .await;
        match touched {
            Ok(_) => Ok(()),
            // It was sent in the meantime (the index lags), or a sender has claimed it.
            Err(error)
                if error
                    .as_service_error()
                    .is_some_and(|error| error.is_conditional_check_failed_exception()) =>
            {
                Ok(())
            }
            Err(error) => Err(error.into()),
        }
    }
}

impl Transaction {
    /// Records the outcome of sending; the message leaves the index `unsent`.
    /// [`crate::CommitFault::Taken`] if another sender has recorded it before.
    #[must_use]
    pub fn settle_message(self, key: &Key, sent: &Sent) -> Self {
        let (status, provider_id) = match sent {
            Sent::Accepted(id) => (Status::Sent, Some(id)),
            Sent::Withheld => (Status::Withheld, None),
            Sent::Failed => (Status::Failed, None),
        };
        let mut set = "SET #status = :status".to_owned();
        let mut update = Update::builder()
            .set_key(Some(key.attributes()))
            .condition_expression("#status IN (:unsent, :sending)")
            .expression_attribute_names("#status", "status")
            .expression_attribute_values(":unsent", word(Status::Unsent))
            .expression_attribute_values(":sending", word(Status::Sending))
            .expression_attribute_values(":status", word(status));
        if let Some(id) = provider_id {
            set.push_str(", provider_id = :id");
            update = update.expression_attribute_values(":id", AttributeValue::S(id.clone()));
        }
        let update = update.update_expression(format!(
            "{set} REMOVE {UNSENT_SHARD}, {UNSENT_SINCE}, claimed_until_ms"
        ));
        self.update(update, OnFailure::Taken)
    }

    /// Adds a line to the timeline of this message's client.
    #[must_use]
    pub fn put_line_beside(self, message: &Key, at_ms: i64, id: &str, line: &Line) -> Self {
        let key = message.event_beside(at_ms, id);
        self.put_line(&key, line)
    }
}

/// Waits, or its claim has expired.
const FREE: &str = "#status = :unsent OR (#status = :sending AND claimed_until_ms <= :now)";

fn word(status: Status) -> AttributeValue {
    // A plain word always has a stored form.
    serde_dynamo::to_attribute_value(status).unwrap_or(AttributeValue::Null(true))
}

fn millis(at: Timestamp) -> AttributeValue {
    AttributeValue::N(at.as_millisecond().to_string())
}
