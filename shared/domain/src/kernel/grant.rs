//! What a client may reach.

use super::{DealId, EngagementId};
use serde::{Deserialize, Serialize};

/// One thing that a client may reach.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "kind", content = "id", rename_all = "kebab-case")]
pub enum GrantId {
    /// The login to the portal.
    Portal,
    /// One engagement.
    Engagement(EngagementId),
    /// One shared deal.
    Deal(DealId),
}
