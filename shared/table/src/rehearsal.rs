//! The rehearsal of a member of staff.

use crate::keys::Key;
use crate::transaction::{OnFailure, Transaction, Unique};
use aws_sdk_dynamodb::types::Delete;
use serde::{Deserialize, Serialize};
use vestibule_domain::kernel::{ClientId, FirmId, StaffId};

/// The rehearsal of a member of staff: they have one at a time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RehearsalOf {
    /// The client who they are in it.
    pub client: ClientId,
}

impl Transaction {
    /// Notes which client a member of staff is in their rehearsal; one at a time, so a lost race if
    /// there is one already.
    #[must_use]
    pub fn begin_rehearsal(self, firm: FirmId, staff: StaffId, of: &RehearsalOf) -> Self {
        self.put(&Key::rehearsal(firm, staff), of, "rehearsal", None, Unique::Race)
    }

    /// A member of staff may rehearse anew.
    #[must_use]
    pub fn end_rehearsal(self, firm: FirmId, staff: StaffId) -> Self {
        let delete = Delete::builder().set_key(Some(Key::rehearsal(firm, staff).attributes()));
        self.delete(delete, OnFailure::Race)
    }
}
