//! Members of staff, as their colleagues see them.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What a member of staff may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum StaffRole {
    /// Works with clients.
    Adviser,
    /// May also change settings and staff.
    FirmAdmin,
}

/// Whether an account can be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum StaffState {
    /// The set-up link is out.
    Invited,
    /// A password is on record.
    Active,
    /// The account no longer works.
    Deactivated,
}

/// A member of staff, as colleagues see them.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct StaffView {
    /// The identifier.
    pub id: String,
    /// The name, as clients read it.
    pub name: String,
    /// The sign-in name, and where notices go.
    pub email: String,
    /// What they may do.
    pub role: StaffRole,
    /// Whether the account can be used.
    pub state: StaffState,
    /// While invited: when the set-up link ends (RFC 3339).
    pub link_ends_at: Option<String>,
    /// Once deactivated: the colleague who is responsible for their clients.
    pub successor: Option<String>,
}
