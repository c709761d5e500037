//! Why the database cannot be used.

use crate::account::causes::with_causes;
use crate::net::listener::ListenError;

/// The database cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum DatabaseError {
    /// It failed.
    #[error("The database cannot be used: {reason}.")]
    Unusable {
        /// The reason.
        reason: String,
    },
    /// The table has other keys or indexes than the template.
    #[error(
        "The table in the data folder is not the one that infra/template.yaml describes ({difference}). Start again with --fresh."
    )]
    OtherTable {
        /// The difference.
        difference: String,
    },
    /// No port is free for it.
    #[error(transparent)]
    Listen(#[from] ListenError),
}

impl DatabaseError {
    /// Returns an error with the whole chain of causes.
    pub fn unusable(error: impl std::error::Error) -> Self {
        Self::Unusable { reason: with_causes(error) }
    }
}
