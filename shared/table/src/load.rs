//! Load: one consistent read of everything that a flow needs.

use crate::keys::{
    DUE_AT, DUE_INDEX, DUE_SHARD, DUE_SHARDS, Key, PARTITION, SORT, STAFF, all_staff_partition,
    client_partition, due_shard_name,
};
use crate::{Table, TableFault};
use aws_sdk_dynamodb::types::{AttributeValue, DeleteRequest, KeysAndAttributes, WriteRequest};
use serde::de::DeserializeOwned;
use std::collections::HashMap;
use std::time::Duration;
use vestibule_domain::ids::{ClientId, FirmId, StaffId};
use vestibule_domain::staff::Staff;

type Attributes = HashMap<String, AttributeValue>;

/// Items that were read together.
#[derive(Debug, Clone, Default)]
pub struct Items(HashMap<Key, Attributes>);

impl Items {
    /// The item under this key, if there is one.
    ///
    /// # Errors
    /// The item is not what it should be.
    pub fn get<T: DeserializeOwned>(&self, key: &Key) -> Result<Option<T>, TableFault> {
        self.0
            .get(key)
            .map(|item| serde_dynamo::from_item(item.clone()).map_err(TableFault::from))
            .transpose()
    }

    pub(crate) fn one(item: Attributes) -> Self {
        let mut items = Self::default();
        items.insert(item);
        items
    }

    pub(crate) fn insert(&mut self, item: Attributes) {
        if let Some(key) = key_of(&item) {
            self.0.insert(key, item);
        }
    }
}

pub(crate) fn key_of(item: &Attributes) -> Option<Key> {
    let text = |name| item.get(name).and_then(|value| value.as_s().ok()).cloned();
    Some(Key::from_parts(text(crate::keys::PARTITION)?, text(crate::keys::SORT)?))
}

/// Items that DynamoDB deletes in one call.
const BATCH: i32 = 25;
/// Keys that DynamoDB left out under load are asked for again so often.
const TRIES: u32 = 4;

impl Table {
    /// Reads these items, each as of now.
    ///
    /// # Errors
    /// The table is not available.
    pub async fn load(&self, keys: &[Key]) -> Result<Items, TableFault> {
        if let [key] = keys {
            let got = self
                .client
                .get_item()
                .table_name(&self.name)
                .set_key(Some(key.attributes()))
                .consistent_read(true)
                .send()
                .await?;
            return Ok(got.item.map(Items::one).unwrap_or_default());
        }
        let mut found = Items::default();
        let mut wanted = KeysAndAttributes::builder()
            .set_keys(Some(keys.iter().map(Key::attributes).collect()))
            .consistent_read(true)
            .build()
            .map_err(|error| TableFault::Broken(error.to_string()))?;
        for round in 0..TRIES {
            let got = self.client.batch_get_item().request_items(&self.name, wanted).send().await?;
            for item in got.responses.unwrap_or_default().remove(&self.name).unwrap_or_default() {
                found.insert(item);
            }
            match got.unprocessed_keys.and_then(|mut rest| rest.remove(&self.name)) {
                None => return Ok(found),
                Some(rest) => wanted = rest,
            }
            tokio::time::sleep(Duration::from_millis(20 << round)).await;
        }
        Err(TableFault::Unavailable("keys stayed unprocessed".to_owned()))
    }
}

impl Table {
    /// Everybody on a firm's staff, those who have left among them.
    ///
    /// # Errors
    /// The table is not available.
    pub async fn staff_of(&self, firm: FirmId) -> Result<Vec<(StaffId, Staff)>, TableFault> {
        let mut found = Vec::new();
        let mut from = None;
        loop {
            let got = self
                .client
                .query()
                .table_name(&self.name)
                .key_condition_expression("#pk = :pk AND begins_with(#sk, :staff)")
                .expression_attribute_names("#pk", PARTITION)
                .expression_attribute_names("#sk", SORT)
                .expression_attribute_values(":pk", AttributeValue::S(all_staff_partition(firm)))
                .expression_attribute_values(":staff", AttributeValue::S(STAFF.to_owned()))
                .consistent_read(true)
                .set_exclusive_start_key(from)
                .send()
                .await?;
            for item in got.items.unwrap_or_default() {
                let id = key_of(&item).and_then(|key| key.sk.strip_prefix(STAFF)?.parse().ok());
                let id = id.ok_or_else(|| TableFault::Broken("staff without an id".to_owned()))?;
                found.push((id, serde_dynamo::from_item(item)?));
            }
            from = got.last_evaluated_key;
            if from.is_none() {
                return Ok(found);
            }
        }
    }

    /// The clients for whom something is due before `before`, of one shard, the longest due first;
    /// at most so many.
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

    /// Something that was due and could not be done, or was done and is due all the same, must
    /// hold up nobody else: it rests until then, unless it changes before.
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

    /// Deletes everything in the partition of a client who was taken away: what happened,
    /// messages, sessions, and last of all the order to do so. Called again after a fault, it goes
    /// on.
    ///
    /// # Errors
    /// The table is not available, or the client is still there: a bug.
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
            // What is left unprocessed is found by the next query.
            self.client.batch_write_item().request_items(&self.name, deletes).send().await?;
        }
    }
}

impl Table {
    /// Counts a request of this source in this window and returns how many there were. The count
    /// is forgotten some minutes after `ends`, which is measured from 1970.
    ///
    /// # Errors
    /// The table is not available.
    pub async fn count_request(
        &self,
        source: &str,
        window: i64,
        ends: jiff::SignedDuration,
    ) -> Result<u64, TableFault> {
        let gone = ends + jiff::SignedDuration::from_mins(10);
        let got = self
            .client
            .update_item()
            .table_name(&self.name)
            .set_key(Some(Key::rate(source, window).attributes()))
            .update_expression("SET ttl_s = :gone ADD requests :one")
            .expression_attribute_values(":gone", AttributeValue::N(gone.as_secs().to_string()))
            .expression_attribute_values(":one", AttributeValue::N("1".to_owned()))
            .return_values(aws_sdk_dynamodb::types::ReturnValue::UpdatedNew)
            .send()
            .await?;
        let count = got
            .attributes
            .as_ref()
            .and_then(|item| item.get("requests"))
            .and_then(|count| count.as_n().ok());
        count
            .and_then(|count| count.parse().ok())
            .ok_or_else(|| TableFault::Broken("a count is no number".to_owned()))
    }
}

impl Table {
    /// Writes down a session's use, if the session is still there.
    ///
    /// # Errors
    /// The table is not available, or the session is gone.
    pub async fn touch_session(
        &self,
        key: &Key,
        session: &vestibule_domain::session::Session,
    ) -> Result<(), TableFault> {
        self.client
            .update_item()
            .table_name(&self.name)
            .set_key(Some(key.attributes()))
            .update_expression("SET used_at = :used")
            .condition_expression("attribute_exists(pk)")
            .expression_attribute_values(
                ":used",
                serde_dynamo::to_attribute_value(session.used_at)?,
            )
            .send()
            .await?;
        Ok(())
    }
}
