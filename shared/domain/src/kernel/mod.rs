//! The terms that every context shares: identifiers, who acts, what a client may reach, digests.
//!
//! Nothing in here decides anything, and nothing here knows a context.

mod actor;
mod digest;
mod generation;
mod grant;
mod ids;
mod language;
mod link_kind;

pub use actor::Actor;
pub use digest::{Digest, SealedPin};
pub use generation::Generation;
pub use grant::GrantId;
pub use ids::{ClientId, DealId, EngagementId, FirmId, LinkId, MessageId, NotAnId, StaffId};
pub use language::{Language, UnknownLanguage};
pub use link_kind::LinkKind;
