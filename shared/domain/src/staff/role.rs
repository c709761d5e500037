//! What a member of staff may do.

use serde::{Deserialize, Serialize};

/// The role of a member of staff: a set of capabilities, see [`Role::permits`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// Works with clients.
    Adviser,
    /// May also change settings and staff.
    FirmAdmin,
}

impl Role {
    /// Every role.
    pub const ALL: [Self; 2] = [Self::Adviser, Self::FirmAdmin];
}
