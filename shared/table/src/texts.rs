//! Counts texts against the daily limits, and records providers' later reports.

use crate::keys::{Key, TTL};
use crate::outbox::OutboxMessage;
use crate::transaction::{OnFailure, Transaction, Unique};
use crate::{Race, Table, TableFault};
use aws_sdk_dynamodb::error::SdkError;
use aws_sdk_dynamodb::operation::transact_write_items::TransactWriteItemsError;
use aws_sdk_dynamodb::types::builders::UpdateBuilder;
use aws_sdk_dynamodb::types::{AttributeValue, TransactWriteItem, Update};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use vestibule_domain::kernel::{Digest, FirmId};
use vestibule_domain::messaging::Report;

/// How long providers may take to report a text's outcome.
const TEXT_NAME_LIFE: SignedDuration = SignedDuration::from_hours(7 * 24);

/// The key of the text message with this provider id.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TextName {
    /// Its partition.
    pub message_pk: String,
    /// Its sort key.
    pub message_sk: String,
}

/// The newest text of a firm that failed because AWS does not let the account send any.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TextTrouble {
    /// When it was reported.
    pub at: Timestamp,
}

impl Transaction {
    /// Stores the provider's id of a message.
    #[must_use]
    pub fn name_text(self, provider_id: &str, message: &Key, now: Timestamp) -> Self {
        let name = TextName { message_pk: message.pk.clone(), message_sk: message.sk.clone() };
        let gone = now + TEXT_NAME_LIFE;
        self.put(&Key::text_name(provider_id), &name, "text-name", Some(gone), Unique::No)
    }

    /// Records that AWS refused a text of this firm, for as long as that is relevant.
    #[must_use]
    pub fn note_text_trouble(self, firm: FirmId, now: Timestamp, life: SignedDuration) -> Self {
        let (key, trouble) = (Key::text_trouble(firm), TextTrouble { at: now });
        self.put(&key, &trouble, "text-trouble", Some(now + life), Unique::No)
    }
}

/// Texts to one number in a day (docs/access-rules.md, "Messages that do not arrive").
pub const TEXTS_TO_A_NUMBER: u32 = 6;
/// How long counts of a number are kept beyond their day, for queries of the next days.
const KEPT_OF_A_NUMBER: SignedDuration = SignedDuration::from_hours(72);
/// How long counts of a firm are kept: two months and some days, for cost reports.
const KEPT_OF_A_FIRM: SignedDuration = SignedDuration::from_hours(65 * 24);
const DAY_S: i64 = 24 * 60 * 60;
/// The most days in one read: keys of one read.
pub const DAYS_MOST: u8 = 100;

/// The texts of a firm on one day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TextsOfDay {
    /// When the day begins, in UTC.
    pub begins: Timestamp,
    /// Texts counted: each once, just before it was sent, and not if it was not taken.
    pub texts: u32,
}

/// Where a text is counted against the day's limits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TextCount {
    /// The day, counted from 1970, in UTC.
    day: i64,
    /// The digest of its number.
    number: Digest,
}

/// Whether a text may be sent today.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Allowance {
    /// The text is counted here, now or by an earlier try that could not take it back.
    Counted(TextCount),
    /// The number has reached its daily limit.
    NumberFull,
    /// The firm has reached its daily limit.
    FirmFull,
}

impl Table {
    /// Counts a text that is about to be sent against the limits of its number and its firm. A
    /// message is counted once at a time: one that is counted already stays where it is.
    ///
    /// # Errors
    /// The table is not available.
    pub async fn count_text(
        &self,
        message: &OutboxMessage,
        number: &Digest,
        firm_limit: u32,
        now: Timestamp,
    ) -> Result<Allowance, TableFault> {
        if let Some(counted) = &message.text_count {
            return Ok(Allowance::Counted(counted.clone()));
        }
        let day = now.as_second().div_euclid(DAY_S);
        let count = TextCount { day, number: number.clone() };
        let stored = serde_dynamo::to_attribute_value(&count)?;
        let counted = Update::builder()
            .set_key(Some(message.key().attributes()))
            .update_expression("SET text_count = :count")
            // `counted` is how earlier versions marked a message.
            .condition_expression(
                "attribute_exists(pk) AND attribute_not_exists(text_count) AND \
                 attribute_not_exists(counted)",
            )
            .expression_attribute_values(":count", stored);
        let (of_number, of_firm) = count.keys(message.firm);
        let refused = self
            .write_counts([
                counted,
                one_more(&of_number, TEXTS_TO_A_NUMBER, now + KEPT_OF_A_NUMBER),
                one_more(&of_firm, firm_limit, now + KEPT_OF_A_FIRM),
            ])
            .await?;
        Ok(match refused {
            // Another sender has counted it.
            None | Some(CountWrite::Message) => Allowance::Counted(count),
            Some(CountWrite::Number) => Allowance::NumberFull,
            Some(CountWrite::Firm) => Allowance::FirmFull,
        })
    }

    /// Takes back the count of a text that was not sent. Idempotent.
    ///
    /// # Errors
    /// The table is not available.
    pub async fn take_back_text(
        &self,
        message: &OutboxMessage,
        counted: &TextCount,
    ) -> Result<(), TableFault> {
        let stored = serde_dynamo::to_attribute_value(counted)?;
        let message_write = Update::builder()
            .set_key(Some(message.key().attributes()))
            .update_expression("REMOVE text_count")
            .condition_expression("text_count = :count")
            .expression_attribute_values(":count", stored);
        let (of_number, of_firm) = counted.keys(message.firm);
        let writes = [message_write, one_less(&of_number), one_less(&of_firm)];
        // A count that is refused is not there any more: there is nothing to take back.
        self.write_counts(writes).await?;
        Ok(())
    }

    /// Writes a message and both counts together. Returns the first write whose condition failed:
    /// then nothing was written.
    async fn write_counts(
        &self,
        updates: [UpdateBuilder; 3],
    ) -> Result<Option<CountWrite>, TableFault> {
        let writes = updates.map(|update| {
            let update = update.table_name(&self.name).build();
            update.map(|update| TransactWriteItem::builder().update(update).build())
        });
        let writes = writes
            .into_iter()
            .collect::<Result<Vec<_>, _>>()
            .map_err(|error| TableFault::Broken(error.to_string()))?;
        let mut race = Race::default();
        loop {
            let sent =
                self.client.transact_write_items().set_transact_items(Some(writes.clone())).send();
            let error = match sent.await {
                Ok(_) => return Ok(None),
                Err(error) => error,
            };
            let codes = codes_of(&error);
            let places = [CountWrite::Message, CountWrite::Number, CountWrite::Firm];
            let refused =
                codes.iter().zip(places).find(|(code, _)| *code == "ConditionalCheckFailed");
            if let Some((_, place)) = refused {
                return Ok(Some(place));
            }
            if !codes.iter().any(|code| code == "TransactionConflict") {
                return Err(error.into());
            }
            let busy = |_| TableFault::Unavailable("the counts of texts".to_owned());
            race.again().await.map_err(busy)?;
        }
    }
}

/// A write of a transaction that counts a text, in their order.
#[derive(Debug, Clone, Copy)]
enum CountWrite {
    Message,
    Number,
    Firm,
}

impl TextCount {
    /// The counts of the number and of the firm.
    fn keys(&self, firm: FirmId) -> (Key, Key) {
        (Key::texts_to_number(firm, self.day, &self.number), Key::texts_of_firm(firm, self.day))
    }
}

impl Table {
    /// The texts of a firm on each of the last `days` days, today last; at most [`DAYS_MOST`].
    ///
    /// # Errors
    /// The table is not available.
    pub async fn texts_of_firm(
        &self,
        firm: FirmId,
        days: u8,
        now: Timestamp,
    ) -> Result<Vec<TextsOfDay>, TableFault> {
        #[derive(serde::Deserialize)]
        struct Count {
            texts: u32,
        }
        let today = now.as_second().div_euclid(DAY_S);
        let first = today - i64::from(days.clamp(1, DAYS_MOST)) + 1;
        let keys: Vec<_> = (first..=today).map(|day| Key::texts_of_firm(firm, day)).collect();
        let items = self.load(&keys).await?;
        let of_day = |(day, key): (i64, &Key)| -> Result<TextsOfDay, TableFault> {
            let begins = Timestamp::from_second(day * DAY_S)
                .map_err(|error| TableFault::Broken(error.to_string()))?;
            let count: Option<Count> = items.get(key)?;
            Ok(TextsOfDay { begins, texts: count.map_or(0, |count| count.texts) })
        };
        (first..=today).zip(&keys).map(of_day).collect()
    }
}

/// Why each write of a transaction failed, in order.
fn codes_of<R>(error: &SdkError<TransactWriteItemsError, R>) -> Vec<String> {
    let Some(TransactWriteItemsError::TransactionCanceledException(cancelled)) =
        error.as_service_error()
    else {
        return Vec::new();
    };
    let reasons = cancelled.cancellation_reasons().iter();
    reasons.map(|reason| reason.code().unwrap_or_default().to_owned()).collect()
}

fn one_more(key: &Key, limit: u32, gone: Timestamp) -> UpdateBuilder {
    let number = |value: i64| AttributeValue::N(value.to_string());
    Update::builder()
        .set_key(Some(key.attributes()))
        .update_expression(format!("SET {TTL} = :gone ADD texts :one"))
        .condition_expression("attribute_not_exists(texts) OR texts < :limit")
        .expression_attribute_values(":gone", number(gone.as_second()))
        .expression_attribute_values(":limit", number(i64::from(limit)))
        .expression_attribute_values(":one", number(1))
}

fn one_less(key: &Key) -> UpdateBuilder {
    let number = |value: i64| AttributeValue::N(value.to_string());
    Update::builder()
        .set_key(Some(key.attributes()))
        .update_expression("ADD texts :less")
        .condition_expression("texts >= :one")
        .expression_attribute_values(":less", number(-1))
        .expression_attribute_values(":one", number(1))
}

impl Transaction {
    /// Records a delivery report on a message; [`crate::CommitFault::Taken`] if this outcome, or
    /// one that follows it, was recorded before: providers repeat reports and send them out of
    /// order.
    #[must_use]
    pub fn note_report(self, message: &Key, report: &Report) -> Self {
        let (word, rank) = match report {
            Report::EmailDelayed => ("delayed", 1),
            Report::EmailDelivered | Report::SmsDelivered => ("delivered", 2),
            Report::EmailBounced { .. } | Report::SmsFailed { .. } | Report::Refused { .. } => {
                ("failed", 3)
            }
            Report::EmailComplained { .. } => ("complained", 4),
        };
        let rank = AttributeValue::N(i64::from(rank).to_string());
        let update = Update::builder()
            .set_key(Some(message.attributes()))
            .update_expression("SET report = :report, report_rank = :rank")
            .condition_expression(
                "attribute_exists(pk) AND (attribute_not_exists(report_rank) OR \
                     report_rank < :rank)",
            )
            .expression_attribute_values(":report", AttributeValue::S(word.to_owned()))
            .expression_attribute_values(":rank", rank);
        self.update(update, OnFailure::Taken)
    }
}
