//! Who acts.

use super::StaffId;
use serde::{Deserialize, Serialize};

/// Who did it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "id", rename_all = "kebab-case")]
pub enum Actor {
    /// A member of staff.
    Staff(StaffId),
    /// The person who holds the client's link or session.
    Client,
    /// Vestibule itself: a sender, a schedule, a date that has passed.
    System,
    /// The firm's ops.
    Ops,
}
