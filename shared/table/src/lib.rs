//! The one DynamoDB table: how keys are spelled, what the items hold, and the two calls that every
//! flow makes, load and commit. Which firm an item belongs to stands in its key, never in a filter.

mod commit;
mod fault;
mod firms;
pub mod items;
pub mod keys;
pub mod list;
mod load;
mod outbox;
mod terms;
mod texts;
mod timeline;

pub use commit::{Credential as CredentialWrite, Touch as CredentialTouch, Transaction};
pub use fault::{CommitFault, Race, TableFault, in_short};
pub use firms::{FirmsPage, Unsent};
pub use keys::{Key, Realm};
pub use load::Items;
pub use outbox::{Claimed, Sent};
pub use texts::{Allowance, DAYS_MOST, TEXTS_TO_A_NUMBER, TextsOfDay};
pub use timeline::TimelinePage;

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
