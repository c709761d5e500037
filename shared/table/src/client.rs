//! A client's item: profile, access and list row, under one version.

use crate::keys::{
    DUE_AT, DUE_INDEX, DUE_SHARD, DUE_SHARDS, Key, PARTITION, client_partition, due_shard,
    due_shard_name,
};
use crate::list::{self, ListChanges};
use crate::load::key_of;
use crate::transaction::{OnFailure, Transaction, Unique, item, number, versioned};
use crate::{Table, TableFault};
use aws_sdk_dynamodb::types::{
    AttributeValue, ConditionCheck, Delete, DeleteRequest, Put,
    ReturnValuesOnConditionCheckFailure, WriteRequest,
};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use vestibule_domain::access::{Access, Admission};
use vestibule_domain::clients::Client;
use vestibule_domain::kernel::{ClientId, FirmId};

/// Items that DynamoDB deletes in one call.
const BATCH: i32 = 25;

/// What a sign-in transaction checks of a client without reading the whole item: derived from
/// [`Access`] whenever a client is written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Admits {
    /// Present only while the right password may sign in.
    #[serde(skip_serializing_if = "Option::is_none")]
    admits_epoch: Option<u32>,
    /// The end of the login, in milliseconds since 1970.
    admits_until_ms: i64,
}

impl Admits {
    pub(crate) fn of(access: &Access) -> Self {
        // The sign-in's clock checks the date, so the distant past is a safe `now` here.
        let admits_epoch = match access.admission(Timestamp::MIN) {
            Admission::Welcome { epoch } => Some(epoch),
            Admission::NoPassword
            | Admission::Expired
            | Admission::Held
            | Admission::NothingLeft => None,
        };
        let until = access.login().and_then(|login| login.expires_at).unwrap_or(Timestamp::MAX);
        Self { admits_epoch, admits_until_ms: until.as_millisecond() }
    }
}

impl Transaction {
    /// Writes a client whose `version` is still the one that was read (0: new), and the list
    /// entries that differ from `read`.
    #[must_use]
    pub fn put_client(
        self,
        firm: FirmId,
        id: ClientId,
        read: Option<&Client>,
        client: &Client,
    ) -> Self {
        #[derive(Serialize)]
        struct Due {
            due_shard: String,
            due_at_ms: i64,
        }
        #[derive(Serialize)]
        struct Stored<'a> {
            #[serde(flatten)]
            client: &'a Client,
            #[serde(flatten)]
            admits: Admits,
            #[serde(flatten)]
            due: Option<Due>,
        }
        debug_assert_eq!((DUE_SHARD, DUE_AT), ("due_shard", "due_at_ms"));
        let next = Client { version: client.version + 1, ..client.clone() };
        let due = next
            .next_due()
            .map(|at| Due { due_shard: due_shard(id), due_at_ms: at.as_millisecond() });
        let stored = Stored { client: &next, admits: Admits::of(&next.access), due };
        let before = read.map(|read| list::entry(firm, id, read)).transpose();
        match (before, list::entry(firm, id, &next)) {
            (Err(fault), _) | (_, Err(fault)) => self.broken(fault),
            (Ok(before), Ok(after)) => {
                let ListChanges { attributes, puts, deletes } =
                    list::changes(before.as_ref(), &after);
                self.put_client_item(&Key::client(firm, id), &stored, attributes, client.version)
                    .change_terms(puts, &deletes)
            }
        }
    }

    fn put_client_item<T: Serialize>(
        self,
        key: &Key,
        stored: &T,
        listed: HashMap<String, AttributeValue>,
        read_version: u64,
    ) -> Self {
        match item(key, stored, "client", None) {
            Err(fault) => self.broken(fault),
            Ok(mut item) => {
                item.extend(listed);
                let put = versioned(Put::builder().set_item(Some(item)), read_version);
                self.put_as(put, OnFailure::Race)
            }
        }
    }

    /// Writes the terms that searches read. The client's own version guards them, so they need no
    /// condition.
    fn change_terms(self, puts: Vec<HashMap<String, AttributeValue>>, deletes: &[Key]) -> Self {
        let put = puts.into_iter().fold(self, |transaction, item| {
            transaction.put_as(Put::builder().set_item(Some(item)), OnFailure::Race)
        });
        deletes.iter().fold(put, |transaction, key| {
            let delete = Delete::builder().set_key(Some(key.attributes()));
            transaction.delete(delete, OnFailure::Race)
        })
    }

    /// Deletes a client who is still as read, with their list entries; the rest of the partition is
    /// erased separately.
    #[must_use]
    pub fn delete_client(self, firm: FirmId, id: ClientId, read: &Client) -> Self {
        let delete = Delete::builder()
            .set_key(Some(Key::client(firm, id).attributes()))
            .condition_expression("version = :read")
            .expression_attribute_values(":read", number(read.version));
        let deleted = self.delete(delete, OnFailure::Race);
        match list::entry(firm, id, read) {
            Ok(entry) => deleted.change_terms(Vec::new(), &entry.keys()),
            Err(fault) => deleted.broken(fault),
        }
    }

    /// Orders the erasure of a deleted client's remaining items. The order is due at once, and is
    /// itself deleted last.
    #[must_use]
    pub fn order_erasure(self, firm: FirmId, client: ClientId, now: Timestamp) -> Self {
        #[derive(Serialize)]
        struct Stored {
            due_shard: String,
            due_at_ms: i64,
        }
        let stored = Stored { due_shard: due_shard(client), due_at_ms: now.as_millisecond() };
        self.put(&Key::erasure(firm, client), &stored, "erasure", None, Unique::No)
    }

    /// Requires that the client's right password may sign in now, with this epoch. Otherwise the
    /// commit is refused with the current client.
    #[must_use]
    pub fn if_admitted(self, firm: FirmId, client: ClientId, epoch: u32, now: Timestamp) -> Self {
        let check = ConditionCheck::builder()
            .set_key(Some(Key::client(firm, client).attributes()))
            .condition_expression("admits_epoch = :epoch AND admits_until_ms > :now")
            .expression_attribute_values(":epoch", number(epoch))
            .expression_attribute_values(":now", number(now.as_millisecond()))
            .return_values_on_condition_check_failure(ReturnValuesOnConditionCheckFailure::AllOld);
        self.check(check, OnFailure::Refused)
    }
}

impl Table {
    /// The clients of one shard for whom something is due before `before`, the longest due first;
    /// limited in number.
    ///
    /// # Errors
    /// The table is not available.
    pub async fn due(
        &self,
        shard: u8,
        before: jiff::Timestamp,
        at_most: u16,
    ) -> Result<Vec<(FirmId, ClientId)>, TableFault> {
        let before = AttributeValue::N(before.as_millisecond().to_string());
        let got = self
            .client
            .query()
            .table_name(&self.name)
            .index_name(DUE_INDEX)
            .key_condition_expression("#shard = :shard AND #at <= :before")
            .expression_attribute_names("#shard", DUE_SHARD)
            .expression_attribute_names("#at", DUE_AT)
            .expression_attribute_values(
                ":shard",
                AttributeValue::S(due_shard_name(shard % DUE_SHARDS)),
            )
            .expression_attribute_values(":before", before)
            .limit(i32::from(at_most))
            .send()
            .await?;
        Ok(got.items().iter().filter_map(key_of).filter_map(|key| key.client_of()).collect())
    }

    /// Postpones a due client until `until`, unless the client changes before: work that failed, or
    /// that is done but still due, must not delay others.
    ///
    /// # Errors
    /// The table is not available.
    pub async fn rest_due(
        &self,
        firm: FirmId,
        client: ClientId,
        until: jiff::Timestamp,
    ) -> Result<(), TableFault> {
        let rested = self
            .client
            .update_item()
            .table_name(&self.name)
            .set_key(Some(Key::client(firm, client).attributes()))
            .update_expression("SET #at = :until")
            .condition_expression("attribute_exists(#at)")
            .expression_attribute_names("#at", DUE_AT)
            .expression_attribute_values(
                ":until",
                AttributeValue::N(until.as_millisecond().to_string()),
            )
            .send()
            .await;
        match rested {
            Ok(_) => Ok(()),
            // Nothing is due any more.
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

    /// Deletes everything in a deleted client's partition: timeline, messages, sessions, and
    /// finally the order to erase. Can be called again after a fault, and then continues.
    ///
    /// # Errors
    /// The table is not available, or the client still exists: a bug.
    pub async fn erase_client(&self, firm: FirmId, client: ClientId) -> Result<(), TableFault> {
        let order = Key::erasure(firm, client);
        loop {
            let got = self
                .client
                .query()
                .table_name(&self.name)
                .key_condition_expression("#pk = :pk")
                .expression_attribute_names("#pk", PARTITION)
                .expression_attribute_values(
                    ":pk",
                    AttributeValue::S(client_partition(firm, client)),
                )
                .projection_expression("pk, sk")
                .limit(BATCH)
                .consistent_read(true)
                .send()
                .await?;
            let mut keys: Vec<Key> = got.items().iter().filter_map(key_of).collect();
            if keys.contains(&Key::client(firm, client)) {
                return Err(TableFault::Broken(
                    "a client who is there was to be erased".to_owned(),
                ));
            }
            match keys.as_slice() {
                [] => return Ok(()),
                [last] if *last == order => {}
                _ => keys.retain(|key| *key != order),
            }
            let deletes = keys.iter().map(|key| {
                let delete = DeleteRequest::builder().set_key(Some(key.attributes())).build();
                delete.map(|delete| WriteRequest::builder().delete_request(delete).build())
            });
            let deletes = deletes
                .collect::<Result<Vec<_>, _>>()
                .map_err(|error| TableFault::Broken(error.to_string()))?;
            // The next query finds unprocessed items.
            self.client.batch_write_item().request_items(&self.name, deletes).send().await?;
        }
    }
}
