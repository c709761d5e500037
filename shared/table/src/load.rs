//! Load: one consistent read of everything a flow needs.

use crate::keys::Key;
use crate::{Table, TableFault};
use aws_sdk_dynamodb::types::{AttributeValue, KeysAndAttributes};
use serde::de::DeserializeOwned;
use std::collections::HashMap;
use std::time::Duration;

type Attributes = HashMap<String, AttributeValue>;

/// Items that were read together.
#[derive(Debug, Clone, Default)]
pub struct Items(HashMap<Key, Attributes>);

impl Items {
    /// Returns the item under this key, if there is one.
    ///
    /// # Errors
    /// The item cannot be read as this type.
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

/// How often keys that DynamoDB left out under load are requested again.
const TRIES: u32 = 4;

impl Table {
    /// Reads these items consistently.
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
