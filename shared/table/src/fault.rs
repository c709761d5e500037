//! What can go wrong with the table, and the bounded patience with lost races.

use aws_sdk_dynamodb::error::{DisplayErrorContext, ProvideErrorMetadata, SdkError};
use std::time::Duration;

/// The table did not answer as it should.
#[derive(Debug, thiserror::Error)]
pub enum TableFault {
    /// Throttled, timed out, or down: worth another try later.
    #[error("the table is not available: {0}")]
    Unavailable(String),
    /// An item cannot be read as what it should be, or a call was refused: a bug.
    #[error("the table holds or refuses what it should not: {0}")]
    Broken(String),
}

/// A transaction was not committed.
#[derive(Debug, thiserror::Error)]
pub enum CommitFault {
    /// Something that was read has changed: read and decide again.
    #[error("a lost race")]
    LostRace,
    /// Something that must be unique is taken: an e-mail, a slug, an idempotency key.
    #[error("a claim is taken")]
    Taken,
    /// A condition on another item failed; the item as it stands.
    #[error("a condition does not hold")]
    Refused(Box<crate::Items>),
    /// The table itself.
    #[error(transparent)]
    Table(#[from] TableFault),
}

/// Counts the rounds of read, decide and commit after lost races. The more there are at once, the
/// longer the pauses: between 0 and 2^n × 2 ms, at random.
#[derive(Debug, Default)]
pub struct Race {
    rounds: u32,
}

/// Rounds until a request gives up: fifty that collide at once are through after fewer.
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
        // Which of several colliding requests waits how long is no secret: a v4 UUID is random enough.
        let share = u64::from(uuid::Uuid::new_v4().as_bytes()[0]);
        tokio::time::sleep(Duration::from_millis(longest_ms * share / 255)).await;
        Ok(())
    }
}

impl<E, R> From<SdkError<E, R>> for TableFault
where
    E: ProvideErrorMetadata + std::error::Error + 'static,
    R: std::fmt::Debug,
{
    fn from(error: SdkError<E, R>) -> Self {
        let refused = error.code().is_some_and(|code| {
            matches!(
                code,
                "ValidationException"
                    | "ResourceNotFoundException"
                    | "AccessDeniedException"
                    | "SerializationException"
            )
        });
        // The SDK's error context names codes and causes, never the items.
        let text = DisplayErrorContext(&error).to_string();
        if refused { Self::Broken(text) } else { Self::Unavailable(text) }
    }
}

impl From<serde_dynamo::Error> for TableFault {
    fn from(error: serde_dynamo::Error) -> Self {
        Self::Broken(error.to_string())
    }
}
