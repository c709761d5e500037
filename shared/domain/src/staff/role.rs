//! What a member of staff may do.

use serde::{Deserialize, Serialize};

/// What a staff member may do. Declared in rising order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// Works with clients.
    Adviser,
    /// May also change settings and staff.
    FirmAdmin,
}
