//! Request counts for each source.

use crate::keys::Key;
use crate::{Table, TableFault};
use aws_sdk_dynamodb::types::AttributeValue;

impl Table {
    /// Counts a request of this source in this window and returns the count. The count expires some
    /// minutes after `ends`, which is measured from 1970.
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
