//! The one DynamoDB table: its keys, its items, and the two calls that every flow makes, load and
//! commit. An item's firm is in its key, never in a filter.

mod client;
mod credential;
mod data_key;
mod fault;
mod firm;
mod firms;
mod follow_up;
mod idempotency;
pub mod keys;
pub mod list;
mod load;
mod outbox;
mod rate;
mod rehearsal;
mod session;
mod staff;
mod terms;
mod texts;
mod timeline;
mod transaction;

pub use credential::{Credential, CredentialTouch, CredentialWrite, Device};
pub use data_key::WrappedKey;
pub use fault::{CommitFault, Race, TableFault, in_short};
pub use firm::{ListedFirm, SlugClaim, StoredLogo};
pub use firms::{FirmsPage, Unsent};
pub use follow_up::{HandOver, RecoveryRequest};
pub use idempotency::IdempotentReply;
pub use keys::{Key, Realm};
pub use load::Items;
pub use outbox::{Claimed, OutboxMessage, Recipient, Sent, Status};
pub use rehearsal::RehearsalOf;
pub use texts::{
    Allowance, DAYS_MOST, TEXTS_TO_A_NUMBER, TextCount, TextName, TextTrouble, TextsOfDay,
};
pub use timeline::{Line, Place, TimelinePage};
pub use transaction::Transaction;

/// The table, through the real SDK client.
#[derive(Clone, Debug)]
pub struct Table {
    client: aws_sdk_dynamodb::Client,
    name: String,
}

impl Table {
    /// The table of this name.
    #[must_use]
    pub fn new(client: aws_sdk_dynamodb::Client, name: String) -> Self {
        Self { client, name }
    }
}
