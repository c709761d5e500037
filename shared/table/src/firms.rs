//! Queries of ops about firms: all of them by slug, and how many clients and unsent messages one
//! has. No query reads more than its own partitions.

use crate::firm::ListedFirm;
use crate::keys::{
    self, BY_NAME_INDEX, FIRMS, Key, LIST_OF, LIST_SHARDS, PARTITION, SORT, UNSENT_INDEX,
    UNSENT_SHARD, UNSENT_SHARDS, shard_name,
};
use crate::list::ListState;
use crate::load::key_of;
use crate::outbox::OutboxMessage;
use crate::{Table, TableFault};
use aws_sdk_dynamodb::types::{AttributeValue, Select};
use futures_util::future::try_join_all;
use jiff::Timestamp;
use vestibule_domain::firms::Firm;
use vestibule_domain::kernel::FirmId;
use vestibule_domain::values::Slug;

/// The most firms of a page: keys of one read.
const FIRMS_MOST: u16 = 100;
/// Unsent entries examined in each shard, of all firms together. More wait only when nothing is
/// sent at all.
const LOOKED_THROUGH: i32 = 1000;
/// Unsent messages of a firm whose age is read: keys of one read.
const AGED_MOST: usize = 100;

/// A page of the list of all firms.
pub struct FirmsPage {
    /// The firms, by slug.
    pub firms: Vec<(FirmId, Firm)>,
    /// The slug after which the next page starts, if there is one.
    pub next: Option<String>,
}

/// How many of a firm's messages wait.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unsent {
    /// Messages requested before the given time and still unsent.
    pub count: usize,
    /// Not all waiting messages were examined: there may be more.
    pub at_least: bool,
}

impl Table {
    /// Returns a page of all firms by slug, of at most `page` firms (1 to 100), after this slug.
    ///
    /// # Errors
    /// The table is not available.
    pub async fn firms(&self, after: Option<&Slug>, page: u16) -> Result<FirmsPage, TableFault> {
        let page = page.clamp(1, FIRMS_MOST);
        let got = self
            .client
            .query()
            .table_name(&self.name)
            .key_condition_expression("#pk = :firms")
            .expression_attribute_names("#pk", PARTITION)
            .expression_attribute_values(":firms", AttributeValue::S(FIRMS.to_owned()))
            .set_exclusive_start_key(after.map(|slug| Key::listed_firm(slug).attributes()))
            .limit(i32::from(page))
            .consistent_read(true)
            .send()
            .await?;
        let next = got.last_evaluated_key.as_ref().and_then(key_of).map(|key| key.sk);
        let mut keys = Vec::new();
        for item in got.items.unwrap_or_default() {
            let ListedFirm { firm } = serde_dynamo::from_item(item)?;
            keys.push((firm, Key::firm(firm)));
        }
        let wanted: Vec<_> = keys.iter().map(|(_, key)| key.clone()).collect();
        if wanted.is_empty() {
            return Ok(FirmsPage { firms: Vec::new(), next });
        }
        let items = self.load(&wanted).await?;
        let mut firms = Vec::new();
        for (id, key) in keys {
            if let Some(firm) = items.get::<Firm>(&key)? {
                firms.push((id, firm));
            }
        }
        Ok(FirmsPage { firms, next })
    }

    /// Counts a firm's clients in each of these states. The index lags behind the table by moments.
    ///
    /// # Errors
    /// The table is not available.
    pub async fn count_clients(
        &self,
        firm: FirmId,
        states: &[ListState],
    ) -> Result<Vec<u64>, TableFault> {
        try_join_all(states.iter().map(|state| async move {
            let shards = (0..LIST_SHARDS)
                .map(|shard| keys::list_partition(firm, None, state.as_str(), shard));
            let counts = try_join_all(shards.map(|partition| self.count_listed(partition))).await?;
            Ok(counts.into_iter().sum())
        }))
        .await
    }

    async fn count_listed(&self, partition: String) -> Result<u64, TableFault> {
        let (mut count, mut from) = (0, None);
        loop {
            let got = self
                .client
                .query()
                .table_name(&self.name)
                .index_name(BY_NAME_INDEX)
                .key_condition_expression("#partition = :partition")
                .expression_attribute_names("#partition", LIST_OF)
                .expression_attribute_values(":partition", AttributeValue::S(partition.clone()))
                .select(Select::Count)
                .set_exclusive_start_key(from)
                .send()
                .await?;
            count += u64::try_from(got.count).unwrap_or_default();
            from = got.last_evaluated_key;
            if from.is_none() {
                return Ok(count);
            }
        }
    }

    /// Counts a firm's messages requested before this time and still unsent. All firms share the
    /// index, which holds messages that wait for seconds; only a limited number is examined.
    ///
    /// # Errors
    /// The table is not available.
    pub async fn unsent_of(&self, firm: FirmId, before: Timestamp) -> Result<Unsent, TableFault> {
        let shards = try_join_all((0..UNSENT_SHARDS).map(|shard| self.waiting(shard))).await?;
        let mut at_least = shards.iter().any(|(_, more)| *more);
        let mut theirs: Vec<Key> = shards
            .into_iter()
            .flat_map(|(keys, _)| keys)
            .filter(|key| key.is_message_of(firm))
            .collect();
        at_least |= theirs.len() > AGED_MOST;
        theirs.truncate(AGED_MOST);
        if theirs.is_empty() {
            return Ok(Unsent { count: 0, at_least });
        }
        // The index cannot answer this: a swept message has a new position in it.
        let items = self.load(&theirs).await?;
        let mut count = 0;
        for key in &theirs {
            let message: Option<OutboxMessage> = items.get(key)?;
            count += usize::from(message.is_some_and(|message| message.created_at < before));
        }
        Ok(Unsent { count, at_least })
    }

    /// The waiting entries of a shard, of all firms, and whether there are more.
    async fn waiting(&self, shard: u8) -> Result<(Vec<Key>, bool), TableFault> {
        let got = self
            .client
            .query()
            .table_name(&self.name)
            .index_name(UNSENT_INDEX)
            .key_condition_expression("#shard = :shard")
            .projection_expression("#pk, #sk")
            .expression_attribute_names("#shard", UNSENT_SHARD)
            .expression_attribute_names("#pk", PARTITION)
            .expression_attribute_names("#sk", SORT)
            .expression_attribute_values(":shard", AttributeValue::S(shard_name(shard)))
            .limit(LOOKED_THROUGH)
            .send()
            .await?;
        let keys = got.items().iter().filter_map(key_of).collect();
        Ok((keys, got.last_evaluated_key.is_some()))
    }
}
