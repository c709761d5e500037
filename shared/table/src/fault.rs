//! Faults of the table, and bounded retries after lost races.

use aws_sdk_dynamodb::error::{ProvideErrorMetadata, SdkError};
use std::time::Duration;
use vestibule_domain::access::IMPOSSIBLE;

/// The table did not answer correctly.
#[derive(Debug, thiserror::Error)]
pub enum TableFault {
    /// Throttled, timed out, or down: worth a retry later.
    #[error("the table is not available: {0}")]
    Unavailable(String),
    /// An item cannot be read as its type, or a call was refused: a bug.
    #[error("the table holds or refuses what it should not: {0}")]
    Broken(String),
}

/// A transaction was not committed.
#[derive(Debug, thiserror::Error)]
pub enum CommitFault {
    /// Something that was read has changed: read and decide again.
    #[error("a lost race")]
    LostRace,
    /// A unique value is taken: an e-mail, a slug, an idempotency key.
    #[error("a claim is taken")]
    Taken,
    /// A condition on another item failed; the current item.
    #[error("a condition does not hold")]
    Refused(Box<crate::Items>),
    /// The table itself failed.
    #[error(transparent)]
    Table(#[from] TableFault),
}

/// Counts the rounds of read, decide and commit after lost races. Pauses are random, between 0 and
/// 2^n × 2 ms, and grow with the round.
#[derive(Debug, Default)]
pub struct Race {
    rounds: u32,
}

/// Rounds until a request fails: fifty colliding requests need fewer.
const ROUNDS: u32 = 16;

impl Race {
    /// Waits a moment for the next round.
    ///
    /// # Errors
    /// [`CommitFault::LostRace`] after so many rounds that something else must be wrong.
    pub async fn again(&mut self) -> Result<(), CommitFault> {
        self.rounds += 1;
        if self.rounds >= ROUNDS {
            return Err(CommitFault::LostRace);
        }
        let longest_ms = 2_u64 << self.rounds.min(6);
        // The pause of a colliding request is not secret: a v4 UUID is random enough.
        #[expect(
            clippy::disallowed_methods,
            reason = "how long somebody waits is no secret, and nothing depends on it"
        )]
        let share = u64::from(uuid::Uuid::new_v4().as_bytes()[0]);
        tokio::time::sleep(Duration::from_millis(longest_ms * share / 255)).await;
        Ok(())
    }
}

/// Summarises an AWS error for the log: AWS's code, or why there was no answer. Never its message
/// or response, which may quote what was sent or stored.
#[must_use]
pub fn in_short<E: ProvideErrorMetadata, R>(error: &SdkError<E, R>) -> String {
    if let Some(code) = error.code() {
        return code.to_owned();
    }
    let kind = if matches!(error, SdkError::TimeoutError(_)) {
        "timed out"
    } else if let SdkError::DispatchFailure(failure) = error {
        if failure.is_timeout() { "timed out while connecting" } else { "not reached" }
    } else if matches!(error, SdkError::ResponseError(_)) {
        "answered what cannot be read"
    } else {
        "could not be asked"
    };
    kind.to_owned()
}

impl<E, R> From<SdkError<E, R>> for TableFault
where
    E: ProvideErrorMetadata + std::error::Error + 'static,
    R: std::fmt::Debug,
{
    fn from(error: SdkError<E, R>) -> Self {
        let code = in_short(&error);
        match code.as_str() {
            // These name expressions, schemas and permissions, which are needed to find a bug.
            "ValidationException"
            | "ResourceNotFoundException"
            | "AccessDeniedException"
            | "SerializationException" => {
                Self::Broken(format!("{code}: {}", error.message().unwrap_or_default()))
            }
            _ => Self::Unavailable(code),
        }
    }
}

impl From<serde_dynamo::Error> for TableFault {
    fn from(error: serde_dynamo::Error) -> Self {
        let text = error.to_string();
        // Every other message of serde's may quote a value.
        let quotes_nothing = ["missing field", IMPOSSIBLE];
        let cause = if quotes_nothing.iter().any(|start| text.starts_with(start)) {
            text
        } else {
            "an item has another shape".to_owned()
        };
        Self::Broken(cause)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use aws_sdk_dynamodb::operation::get_item::GetItemError;
    use aws_sdk_dynamodb::types::AttributeValue;
    use std::collections::HashMap;

    #[test]
    fn an_aws_error_is_logged_without_its_message_and_response() {
        let meta = aws_sdk_dynamodb::error::ErrorMetadata::builder()
            .code("ThrottlingException")
            .message("nora@mail.example")
            .build();
        let error = SdkError::service_error(GetItemError::generic(meta), "a raw +447400123456");
        assert_eq!(
            TableFault::from(error).to_string(),
            "the table is not available: ThrottlingException"
        );
    }

    #[test]
    fn an_item_of_another_shape_is_reported_without_its_values() {
        let item =
            HashMap::from([("sent".to_owned(), AttributeValue::S("nora@mail.example".to_owned()))]);
        #[derive(Debug, serde::Deserialize)]
        struct Shape {
            #[serde(rename = "sent")]
            _sent: u8,
        }
        let error = serde_dynamo::from_item::<_, Shape>(item).expect_err("a text is no number");
        assert!(!TableFault::from(error).to_string().contains("nora"));
    }

    #[test]
    fn an_access_that_cannot_be_is_named_as_such() {
        let stored = serde_json::json!({
            "standing": "active", "generation": 1, "epoch": 0, "grants": [], "links": [],
            "guessing": {"wrong_since_reset": 0, "blocks_in_row": 0},
            "mobile": "+447400123456",
        });
        let item: HashMap<String, AttributeValue> = serde_dynamo::to_item(stored).expect("an item");
        let error = serde_dynamo::from_item::<_, vestibule_domain::access::Access>(item)
            .expect_err("active without a password");
        let text = TableFault::from(error).to_string();
        assert!(text.contains(IMPOSSIBLE) && !text.contains("447400"), "{text}");
    }
}
