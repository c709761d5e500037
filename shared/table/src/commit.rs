//! Commit: one conditional transaction for new state, events, messages and claims.

use crate::items::{
    Admits, Client, Credential as CredentialItem, Firm, Line, Once, OutboxMessage, SlugClaim,
    WrappedKey,
};
use crate::keys::{Key, TTL, UNSENT_SHARD, UNSENT_SINCE};
use crate::{CommitFault, Items, Table, TableFault};
use aws_sdk_dynamodb::error::SdkError;
use aws_sdk_dynamodb::operation::transact_write_items::TransactWriteItemsError;
use aws_sdk_dynamodb::types::{
    AttributeValue, CancellationReason, ConditionCheck, Delete, Put,
    ReturnValuesOnConditionCheckFailure, TransactWriteItem, Update,
};
use jiff::{SignedDuration, Timestamp};
use serde::Serialize;
use std::collections::HashMap;
use vestibule_domain::ids::{ClientId, FirmId, StaffId};
use vestibule_domain::session::{ABSOLUTE, Session};
use vestibule_domain::staff::Staff;
use vestibule_domain::wait::{FORGOTTEN_AFTER, WaitClock};

/// How long an idempotency key is remembered.
const ONCE_LIFE: SignedDuration = SignedDuration::from_hours(24);

/// What a failed condition of a write means.
#[derive(Debug, Clone, Copy)]
enum OnFailure {
    Race,
    Taken,
    Refused,
}

/// A change to a credential.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Credential {
    /// The e-mail now belongs to this owner; refused when it is another's.
    Claim {
        /// The client or member of staff.
        owner: uuid::Uuid,
    },
    /// The owner's password, in PHC form, and the epoch it began.
    SetHash {
        /// Only if it is still theirs.
        owner: uuid::Uuid,
        /// The hash.
        hash: String,
        /// The account's epoch.
        epoch: u32,
    },
    /// All sessions ended: the account has a new epoch.
    SetEpoch {
        /// Only if it is still theirs.
        owner: uuid::Uuid,
        /// The account's epoch.
        epoch: u32,
    },
    /// The e-mail is free again, the hash is gone.
    Release {
        /// Only if it is still theirs.
        owner: uuid::Uuid,
    },
}

/// Writes that happen all together or not at all.
#[derive(Debug, Default)]
pub struct Transaction {
    writes: Vec<(TransactWriteItem, OnFailure)>,
    broken: Option<TableFault>,
}

impl Transaction {
    /// Nothing to write yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Whether there is nothing to write.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.writes.is_empty() && self.broken.is_none()
    }

    /// Writes a client whose `version` is still the one that was read (0: was not there).
    #[must_use]
    pub fn put_client(self, firm: FirmId, id: ClientId, client: &Client) -> Self {
        #[derive(Serialize)]
        struct Stored<'a> {
            #[serde(flatten)]
            client: &'a Client,
            #[serde(flatten)]
            admits: Admits,
        }
        let next = Client { version: client.version + 1, ..client.clone() };
        let stored = Stored { client: &next, admits: Admits::of(&next.access) };
        self.put_versioned(&Key::client(firm, id), &stored, client.version)
    }

    /// Adds a line to a client's timeline.
    #[must_use]
    pub fn put_line(self, key: &Key, line: &Line) -> Self {
        self.put(key, line, "event", None, Unique::No)
    }

    /// Adds a message to be sent.
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

    /// Writes a firm that is new, with the claim on its slug.
    #[must_use]
    pub fn create_firm(self, id: FirmId, firm: &Firm) -> Self {
        self.put(&Key::slug(&firm.slug), &SlugClaim { firm: id }, "slug", None, Unique::Yes).put(
            &Key::firm(id),
            firm,
            "firm",
            None,
            Unique::Yes,
        )
    }

    /// Writes a member of staff who is new.
    #[must_use]
    pub fn create_staff(self, firm: FirmId, id: StaffId, staff: &Staff) -> Self {
        self.put(&Key::staff(firm, id), staff, "staff", None, Unique::Yes)
    }

    /// Writes a member of staff whose epoch is still the one that was read.
    #[must_use]
    pub fn put_staff(mut self, firm: FirmId, id: StaffId, read: &Staff, staff: &Staff) -> Self {
        match item(&Key::staff(firm, id), staff, "staff", None) {
            Err(fault) => self.broken = Some(fault),
            Ok(item) => {
                let put = Put::builder()
                    .set_item(Some(item))
                    .condition_expression("#epoch = :epoch")
                    .expression_attribute_names("#epoch", "epoch")
                    .expression_attribute_values(":epoch", number(read.epoch));
                self.push_put(put, OnFailure::Race);
            }
        }
        self
    }

    /// Begins a session; it is forgotten an hour after its last possible moment.
    #[must_use]
    pub fn begin_session(self, key: &Key, session: &Session) -> Self {
        let gone = session.began_at + ABSOLUTE + SignedDuration::from_hours(1);
        self.put(key, session, "session", Some(gone), Unique::Yes)
    }

    /// Ends a session, whether it is there or not.
    #[must_use]
    pub fn end_session(self, key: &Key) -> Self {
        self.delete(Delete::builder().set_key(Some(key.attributes())), OnFailure::Race)
    }

    /// Ends a session; [`CommitFault::Taken`] if it is gone already.
    #[must_use]
    pub fn end_session_that_is_there(self, key: &Key) -> Self {
        let delete = Delete::builder().set_key(Some(key.attributes()));
        self.delete(delete.condition_expression("attribute_exists(pk)"), OnFailure::Taken)
    }

    fn delete(
        mut self,
        delete: aws_sdk_dynamodb::types::builders::DeleteBuilder,
        on_failure: OnFailure,
    ) -> Self {
        match delete.table_name("").build() {
            Ok(delete) => {
                self.writes.push((TransactWriteItem::builder().delete(delete).build(), on_failure))
            }
            Err(error) => self.broken = Some(TableFault::Broken(error.to_string())),
        }
        self
    }

    /// Remembers what a request with an idempotency key did, for 24 hours.
    #[must_use]
    pub fn remember(self, key: &Key, once: &Once, now: Timestamp) -> Self {
        self.put(key, once, "once", Some(now + ONCE_LIFE), Unique::Race)
    }

    /// Keeps a wrapped data key that is new.
    #[must_use]
    pub fn keep_data_key(self, purpose: &str, wrapped: &WrappedKey) -> Self {
        self.put(&Key::data_key(purpose), wrapped, "key", None, Unique::Yes)
    }

    /// Changes a credential.
    #[must_use]
    pub fn change_credential(self, key: &Key, change: &Credential) -> Self {
        let update = Update::builder()
            .set_key(Some(key.attributes()))
            .expression_attribute_names("#owner", "owner")
            .expression_attribute_values(":one", number(1));
        let owner_is = |owner: &uuid::Uuid| AttributeValue::S(owner.hyphenated().to_string());
        let (update, on_failure) = match change {
            Credential::Claim { owner } => (
                update
                    .update_expression("SET #owner = :owner ADD version :one REMOVE ttl_s")
                    .condition_expression("attribute_not_exists(#owner) OR #owner = :owner")
                    .expression_attribute_values(":owner", owner_is(owner)),
                OnFailure::Taken,
            ),
            Credential::SetHash { owner, hash, epoch } => (
                update
                    .update_expression(
                        "SET #hash = :hash, epoch = :epoch, #wait = :anew ADD version :one",
                    )
                    .condition_expression("#owner = :owner")
                    .expression_attribute_names("#hash", "hash")
                    .expression_attribute_names("#wait", "wait")
                    .expression_attribute_values(":hash", AttributeValue::S(hash.clone()))
                    .expression_attribute_values(":epoch", number(*epoch))
                    .expression_attribute_values(":anew", clock(&WaitClock::default()))
                    .expression_attribute_values(":owner", owner_is(owner)),
                OnFailure::Race,
            ),
            Credential::SetEpoch { owner, epoch } => (
                update
                    .update_expression("SET epoch = :epoch ADD version :one")
                    .condition_expression("#owner = :owner")
                    .expression_attribute_values(":epoch", number(*epoch))
                    .expression_attribute_values(":owner", owner_is(owner)),
                OnFailure::Race,
            ),
            Credential::Release { owner } => (
                update
                    .update_expression("REMOVE #owner, #hash ADD version :one")
                    .condition_expression("#owner = :owner")
                    .expression_attribute_names("#hash", "hash")
                    .expression_attribute_values(":owner", owner_is(owner)),
                OnFailure::Race,
            ),
        };
        self.push_update(update, on_failure)
    }

    /// Writes the wait clock of a credential that is still as it was read; the clock of an e-mail
    /// that nobody claims is forgotten by itself. A new `hash` replaces the stored one when its
    /// parameters have risen.
    #[must_use]
    pub fn put_wait(
        self,
        key: &Key,
        read: &CredentialItem,
        wait: &WaitClock,
        rehashed: Option<&str>,
        now: Timestamp,
    ) -> Self {
        let mut set = "SET #wait = :wait".to_owned();
        let mut update = Update::builder()
            .set_key(Some(key.attributes()))
            .expression_attribute_names("#wait", "wait")
            .expression_attribute_values(":wait", clock(wait))
            .expression_attribute_values(":one", number(1));
        if let Some(hash) = rehashed {
            set.push_str(", #hash = :hash");
            update = update
                .expression_attribute_names("#hash", "hash")
                .expression_attribute_values(":hash", AttributeValue::S(hash.to_owned()));
        }
        if read.owner.is_none() {
            set.push_str(", ttl_s = :ttl");
            update = update.expression_attribute_values(
                ":ttl",
                seconds(now + FORGOTTEN_AFTER + SignedDuration::from_hours(1)),
            );
        }
        update = update.update_expression(format!("{set} ADD version :one"));
        update = if read.version == 0 {
            update.condition_expression("attribute_not_exists(version)")
        } else {
            update
                .condition_expression("version = :read")
                .expression_attribute_values(":read", number(read.version))
        };
        self.push_update(update, OnFailure::Race)
    }

    /// Only if the client's right password signs in now, with this epoch. Otherwise the commit is
    /// refused with the client as it stands.
    #[must_use]
    pub fn if_admitted(
        mut self,
        firm: FirmId,
        client: ClientId,
        epoch: u32,
        now: Timestamp,
    ) -> Self {
        let check = ConditionCheck::builder()
            .table_name("")
            .set_key(Some(Key::client(firm, client).attributes()))
            .condition_expression("admits_epoch = :epoch AND admits_until_ms > :now")
            .expression_attribute_values(":epoch", number(epoch))
            .expression_attribute_values(":now", number(now.as_millisecond()))
            .return_values_on_condition_check_failure(ReturnValuesOnConditionCheckFailure::AllOld);
        match check.build() {
            Ok(check) => self.writes.push((
                TransactWriteItem::builder().condition_check(check).build(),
                OnFailure::Refused,
            )),
            Err(error) => self.broken = Some(TableFault::Broken(error.to_string())),
        }
        self
    }

    /// Only if the member of staff is active with this epoch. Otherwise the commit is refused.
    #[must_use]
    pub fn if_staff_active(mut self, firm: FirmId, staff: StaffId, epoch: u32) -> Self {
        let check = ConditionCheck::builder()
            .table_name("")
            .set_key(Some(Key::staff(firm, staff).attributes()))
            .condition_expression("#epoch = :epoch AND standing.#state = :active")
            .expression_attribute_names("#epoch", "epoch")
            .expression_attribute_names("#state", "state")
            .expression_attribute_values(":epoch", number(epoch))
            .expression_attribute_values(":active", AttributeValue::S("active".to_owned()))
            .return_values_on_condition_check_failure(ReturnValuesOnConditionCheckFailure::AllOld);
        match check.build() {
            Ok(check) => self.writes.push((
                TransactWriteItem::builder().condition_check(check).build(),
                OnFailure::Refused,
            )),
            Err(error) => self.broken = Some(TableFault::Broken(error.to_string())),
        }
        self
    }

    fn put_versioned<T: Serialize>(mut self, key: &Key, value: &T, read_version: u64) -> Self {
        match item(key, value, "client", None) {
            Err(fault) => self.broken = Some(fault),
            Ok(item) => {
                let put = Put::builder().set_item(Some(item));
                let put = if read_version == 0 {
                    put.condition_expression("attribute_not_exists(pk)")
                } else {
                    put.condition_expression("version = :read")
                        .expression_attribute_values(":read", number(read_version))
                };
                self.push_put(put, OnFailure::Race);
            }
        }
        self
    }

    fn put<T: Serialize>(
        mut self,
        key: &Key,
        value: &T,
        kind: &str,
        gone_at: Option<Timestamp>,
        unique: Unique,
    ) -> Self {
        match item(key, value, kind, gone_at) {
            Err(fault) => self.broken = Some(fault),
            Ok(item) => {
                let put = Put::builder().set_item(Some(item));
                match unique {
                    Unique::No => self.push_put(put, OnFailure::Race),
                    Unique::Yes => self.push_put(
                        put.condition_expression("attribute_not_exists(pk)"),
                        OnFailure::Taken,
                    ),
                    Unique::Race => self.push_put(
                        put.condition_expression("attribute_not_exists(pk)"),
                        OnFailure::Race,
                    ),
                }
            }
        }
        self
    }

    fn push_put(
        &mut self,
        put: aws_sdk_dynamodb::types::builders::PutBuilder,
        on_failure: OnFailure,
    ) {
        // The table's name is filled in when the transaction is committed.
        match put.table_name("").build() {
            Ok(put) => {
                self.writes.push((TransactWriteItem::builder().put(put).build(), on_failure))
            }
            Err(error) => self.broken = Some(TableFault::Broken(error.to_string())),
        }
    }

    /// An update whose item may have been settled by another sender meanwhile.
    pub(crate) fn settle(self, update: aws_sdk_dynamodb::types::builders::UpdateBuilder) -> Self {
        self.push_update(update, OnFailure::Race)
    }

    fn push_update(
        mut self,
        update: aws_sdk_dynamodb::types::builders::UpdateBuilder,
        on_failure: OnFailure,
    ) -> Self {
        match update.table_name("").build() {
            Ok(update) => {
                self.writes.push((TransactWriteItem::builder().update(update).build(), on_failure))
            }
            Err(error) => self.broken = Some(TableFault::Broken(error.to_string())),
        }
        self
    }
}

/// Whether an item must not be there yet, and what it means if it is.
#[derive(Clone, Copy)]
enum Unique {
    No,
    Yes,
    Race,
}

impl Table {
    /// Commits a transaction; an empty one is no call at all.
    ///
    /// # Errors
    /// What of it failed: see [`CommitFault`]. Nothing of it was written then, except where the
    /// table is unavailable: then it may or may not have been.
    pub async fn commit(&self, transaction: Transaction) -> Result<(), CommitFault> {
        let Transaction { writes, broken } = transaction;
        if let Some(fault) = broken {
            return Err(fault.into());
        }
        if writes.is_empty() {
            return Ok(());
        }
        let (writes, meanings): (Vec<_>, Vec<_>) = writes.into_iter().unzip();
        let writes = writes.into_iter().map(|write| self.named(write)).collect();
        match self.client.transact_write_items().set_transact_items(Some(writes)).send().await {
            Ok(_) => Ok(()),
            Err(SdkError::ServiceError(error)) => {
                if let TransactWriteItemsError::TransactionCanceledException(cancelled) =
                    error.err()
                {
                    return Err(what_failed(cancelled.cancellation_reasons(), &meanings));
                }
                Err(TableFault::from(SdkError::ServiceError(error)).into())
            }
            Err(error) => Err(TableFault::from(error).into()),
        }
    }

    fn named(&self, mut write: TransactWriteItem) -> TransactWriteItem {
        if let Some(put) = &mut write.put {
            put.table_name.clone_from(&self.name);
        }
        if let Some(update) = &mut write.update {
            update.table_name.clone_from(&self.name);
        }
        if let Some(delete) = &mut write.delete {
            delete.table_name.clone_from(&self.name);
        }
        if let Some(check) = &mut write.condition_check {
            check.table_name.clone_from(&self.name);
        }
        write
    }
}

/// A claim that is taken outweighs a lost race: reading again would not help.
fn what_failed(reasons: &[CancellationReason], meanings: &[OnFailure]) -> CommitFault {
    let mut refused = None;
    let mut race = false;
    let mut other = Vec::new();
    for (reason, meaning) in reasons.iter().zip(meanings) {
        match (reason.code().unwrap_or_default(), meaning) {
            ("None", _) => {}
            ("ConditionalCheckFailed", OnFailure::Taken) => return CommitFault::Taken,
            ("ConditionalCheckFailed", OnFailure::Refused) => {
                refused = Some(reason.item.clone().map(Items::one).unwrap_or_default());
            }
            ("ConditionalCheckFailed", OnFailure::Race) | ("TransactionConflict", _) => race = true,
            (code, _) => other.push(code.to_owned()),
        }
    }
    if let Some(code) = other.first() {
        return match code.as_str() {
            "ValidationError" | "ItemCollectionSizeLimitExceeded" => {
                TableFault::Broken(code.clone()).into()
            }
            _ => TableFault::Unavailable(code.clone()).into(),
        };
    }
    match (refused, race) {
        // Something else moved as well: whether the condition holds is for the next round to say.
        (_, true) => CommitFault::LostRace,
        (Some(items), false) => CommitFault::Refused(Box::new(items)),
        (None, false) => TableFault::Broken("cancelled without a reason".to_owned()).into(),
    }
}

fn item<T: Serialize>(
    key: &Key,
    value: &T,
    kind: &str,
    gone_at: Option<Timestamp>,
) -> Result<HashMap<String, AttributeValue>, TableFault> {
    let mut item: HashMap<String, AttributeValue> = serde_dynamo::to_item(value)?;
    item.extend(key.attributes());
    item.insert("kind".to_owned(), AttributeValue::S(kind.to_owned()));
    if let Some(at) = gone_at {
        item.insert(TTL.to_owned(), seconds(at));
    }
    Ok(item)
}

fn number(value: impl ToString) -> AttributeValue {
    AttributeValue::N(value.to_string())
}

fn seconds(at: Timestamp) -> AttributeValue {
    number(at.as_second())
}

fn clock(wait: &WaitClock) -> AttributeValue {
    // A struct of numbers and times always has a stored form.
    serde_dynamo::to_attribute_value(wait).unwrap_or(AttributeValue::Null(true))
}
