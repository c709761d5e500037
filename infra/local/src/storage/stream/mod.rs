//! The table's stream, read through the SDK and written in the JSON of AWS's stream records.

mod record;

use std::time::Duration;

use aws_sdk_dynamodbstreams::Client;
use aws_sdk_dynamodbstreams::config::{BehaviorVersion, Region};
use aws_sdk_dynamodbstreams::types::ShardIteratorType;
use jiff::Timestamp;
use serde_json::Value;

use crate::account::names::REGION;
use crate::account::names::TABLE_NAME;
use crate::storage::database::{Database, DatabaseError, loopback_http, test_credentials};

/// A stream record is kept for a day; older ones are skipped as if deleted.
const KEPT: Duration = Duration::from_secs(24 * 3600);

/// The stream, read from its beginning.
pub struct Stream {
    client: Client,
    arn: String,
    /// The position in each shard.
    iterators: Vec<String>,
}

impl Stream {
    /// Opens the stream of the table at the oldest record.
    ///
    /// # Errors
    /// The table has no stream, or the database does not answer.
    pub async fn open(database: &Database) -> Result<Self, DatabaseError> {
        let described = database.client().describe_table().table_name(TABLE_NAME).send().await;
        let described = described.map_err(DatabaseError::unusable)?;
        let arn = described.table().and_then(|table| table.latest_stream_arn());
        let arn = arn
            .ok_or(DatabaseError::Unusable { reason: "the table has no stream".to_owned() })?
            .to_owned();
        let client = Client::from_conf(
            aws_sdk_dynamodbstreams::Config::builder()
                .behavior_version(BehaviorVersion::latest())
                .region(Region::new(REGION))
                .credentials_provider(test_credentials())
                .http_client(loopback_http())
                .endpoint_url(database.url())
                .build(),
        );
        let described = client
            .describe_stream()
            .stream_arn(&arn)
            .send()
            .await
            .map_err(DatabaseError::unusable)?;
        let mut iterators = Vec::new();
        for shard in
            described.stream_description().map(|stream| stream.shards()).unwrap_or_default()
        {
            let request = client
                .get_shard_iterator()
                .stream_arn(&arn)
                .set_shard_id(shard.shard_id().map(str::to_owned))
                .shard_iterator_type(ShardIteratorType::TrimHorizon);
            let opened = request.send().await.map_err(DatabaseError::unusable)?;
            iterators.extend(opened.shard_iterator);
        }
        Ok(Self { client, arn, iterators })
    }

    /// The records since the last call, in order. `None`, if nothing happened.
    ///
    /// # Errors
    /// The database does not answer; nothing is lost, the next call reads the same again.
    pub async fn next(&mut self) -> Result<Vec<Value>, DatabaseError> {
        let horizon = Timestamp::now() - KEPT;
        let mut read = Vec::new();
        for iterator in &mut self.iterators {
            let got = self.client.get_records().shard_iterator(iterator.as_str()).send().await;
            let got = got.map_err(DatabaseError::unusable)?;
            let kept =
                got.records().iter().filter(|record| !record::is_older_than(horizon, record));
            read.extend(kept.map(|record| record::as_json(record, &self.arn)));
            if let Some(next) = got.next_shard_iterator {
                *iterator = next;
            }
        }
        Ok(read)
    }
}
