//! What happens to a client's record.

use crate::kernel::StaffId;
use serde::{Deserialize, Serialize};

/// One event of a client's record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "kebab-case")]
pub enum ClientEvent {
    /// The client was added.
    ClientCreated,
    /// What is on record besides access was changed.
    DetailsChanged,
    /// Another member of staff became responsible.
    HandedOver {
        /// The member of staff who is responsible now.
        to: StaffId,
    },
    /// The client was archived: out of the lists.
    Archived,
    /// The client was taken back into the lists.
    Restored,
}
