//! The rehearsal of a member of staff.

use crate::keys::Key;
use crate::transaction::{OnFailure, Transaction, Unique};
use aws_sdk_dynamodb::types::Delete;
use serde::{Deserialize, Serialize};
use vestibule_domain::kernel::{ClientId, FirmId, StaffId};

/// The rehearsal of a member of staff: they have one at a time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RehearsalOf {
    /// The client of the rehearsal.
    pub client: ClientId,
}

impl Transaction {
    /// Records the client of a member of staff's rehearsal; a lost race if there is a rehearsal
    /// already.
    #[must_use]
    pub fn begin_rehearsal(self, firm: FirmId, staff: StaffId, of: &RehearsalOf) -> Self {
        self.put(&Key::rehearsal(firm, staff), of, "rehearsal", None, Unique::Race)
    }

    /// Removes the record, so that a member of staff may rehearse again.
    #[must_use]
    pub fn end_rehearsal(self, firm: FirmId, staff: StaffId) -> Self {
        let delete = Delete::builder().set_key(Some(Key::rehearsal(firm, staff).attributes()));
        self.delete(delete, OnFailure::Race)
    }
}
