//! Commit: one conditional transaction for new state, events, messages and claims.
//!
//! This file handles puts, updates, deletes, checks and failed conditions. Each aggregate's own
//! file has its writes, in an `impl Transaction` block.

use crate::keys::{Key, TTL};
use crate::{CommitFault, Items, Table, TableFault};
use aws_sdk_dynamodb::error::{BuildError, SdkError};
use aws_sdk_dynamodb::operation::transact_write_items::TransactWriteItemsError;
use aws_sdk_dynamodb::types::builders::{
    ConditionCheckBuilder, DeleteBuilder, PutBuilder, TransactWriteItemBuilder, UpdateBuilder,
};
use aws_sdk_dynamodb::types::{AttributeValue, CancellationReason, Put, TransactWriteItem};
use jiff::Timestamp;
use serde::Serialize;
use std::collections::HashMap;

/// The meaning of a failed condition.
#[derive(Debug, Clone, Copy)]
pub(crate) enum OnFailure {
    /// Another request was faster: read and decide again.
    Race,
    /// The claim belongs to another: reading again would not help.
    Taken,
    /// A rule does not hold: the commit fails with the current item.
    Refused,
}

/// Writes that all succeed or all fail.
#[derive(Debug, Default)]
pub struct Transaction {
    writes: Vec<(TransactWriteItem, OnFailure)>,
    broken: Option<TableFault>,
}

impl Transaction {
    /// Creates an empty transaction.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Whether there is nothing to write.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.writes.is_empty() && self.broken.is_none()
    }

    /// Puts an item, with the conditions in `put` on an existing one.
    pub(crate) fn put_as(self, put: PutBuilder, on_failure: OnFailure) -> Self {
        // The table's name is filled in when the transaction is committed.
        self.with(put.table_name("").build(), on_failure, |write, put| write.put(put))
    }

    /// Puts an item.
    pub(crate) fn put<T: Serialize>(
        self,
        key: &Key,
        value: &T,
        kind: &str,
        gone_at: Option<Timestamp>,
        unique: Unique,
    ) -> Self {
        let item = match item(key, value, kind, gone_at) {
            Ok(item) => item,
            Err(fault) => return self.broken(fault),
        };
        let put = Put::builder().set_item(Some(item));
        let absent = "attribute_not_exists(pk)";
        match unique {
            Unique::No => self.put_as(put, OnFailure::Race),
            Unique::Yes => self.put_as(put.condition_expression(absent), OnFailure::Taken),
            Unique::Race => self.put_as(put.condition_expression(absent), OnFailure::Race),
        }
    }

    /// Puts an item whose version is still the one that was read; 0: only if it is new.
    pub(crate) fn put_versioned<T: Serialize>(
        self,
        key: &Key,
        value: &T,
        kind: &str,
        read_version: u64,
    ) -> Self {
        match item(key, value, kind, None) {
            Err(fault) => self.broken(fault),
            Ok(item) => {
                let put = versioned(Put::builder().set_item(Some(item)), read_version);
                self.put_as(put, OnFailure::Race)
            }
        }
    }

    /// Updates an item.
    pub(crate) fn update(self, update: UpdateBuilder, on_failure: OnFailure) -> Self {
        self.with(update.table_name("").build(), on_failure, |write, update| write.update(update))
    }

    /// Deletes an item.
    pub(crate) fn delete(self, delete: DeleteBuilder, on_failure: OnFailure) -> Self {
        self.with(delete.table_name("").build(), on_failure, |write, delete| write.delete(delete))
    }

    /// Checks an item without writing it.
    pub(crate) fn check(self, check: ConditionCheckBuilder, on_failure: OnFailure) -> Self {
        self.with(check.table_name("").build(), on_failure, |write, check| {
            write.condition_check(check)
        })
    }

    /// Makes the commit fail: a value has no stored form, which is a bug.
    pub(crate) fn broken(mut self, fault: TableFault) -> Self {
        self.broken = Some(fault);
        self
    }

    /// The condition of each write, in order.
    #[cfg(test)]
    pub(crate) fn conditions(&self) -> Vec<Option<&str>> {
        let writes = self.writes.iter().map(|(write, _)| {
            let put = write.put.as_ref().map(|put| put.condition_expression());
            let update = write.update.as_ref().map(|update| update.condition_expression());
            let delete = write.delete.as_ref().map(|delete| delete.condition_expression());
            let check =
                write.condition_check.as_ref().map(|check| Some(check.condition_expression()));
            put.or(update).or(delete).or(check).flatten()
        });
        writes.collect()
    }

    fn with<W>(
        mut self,
        built: Result<W, BuildError>,
        on_failure: OnFailure,
        as_write: impl FnOnce(TransactWriteItemBuilder, W) -> TransactWriteItemBuilder,
    ) -> Self {
        match built {
            Ok(write) => {
                let write = as_write(TransactWriteItem::builder(), write).build();
                self.writes.push((write, on_failure));
                self
            }
            Err(error) => self.broken(TableFault::Broken(error.to_string())),
        }
    }
}

/// Requires that the item still has the version that was read; 0: that it does not exist.
pub(crate) fn versioned(put: PutBuilder, read_version: u64) -> PutBuilder {
    if read_version == 0 {
        put.condition_expression("attribute_not_exists(pk)")
    } else {
        put.condition_expression("version = :read")
            .expression_attribute_values(":read", number(read_version))
    }
}

/// Whether an item must not exist yet, and what it means if it does.
#[derive(Clone, Copy)]
pub(crate) enum Unique {
    /// It may exist, and is replaced.
    No,
    /// It must not exist: [`CommitFault::Taken`].
    Yes,
    /// It must not exist: [`CommitFault::LostRace`].
    Race,
}

impl Table {
    /// Commits a transaction; an empty one makes no call.
    ///
    /// # Errors
    /// The first failed part: see [`CommitFault`]. Nothing was written then, except if the table is
    /// unavailable: then the result is unknown.
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

/// A taken claim outweighs a lost race: reading again would not help.
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
        // Another write conflicted as well: the next round decides whether the condition holds.
        (_, true) => CommitFault::LostRace,
        (Some(items), false) => CommitFault::Refused(Box::new(items)),
        (None, false) => TableFault::Broken("cancelled without a reason".to_owned()).into(),
    }
}

pub(crate) fn item<T: Serialize>(
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

pub(crate) fn number(value: impl ToString) -> AttributeValue {
    AttributeValue::N(value.to_string())
}

pub(crate) fn seconds(at: Timestamp) -> AttributeValue {
    number(at.as_second())
}
