//! Why the database cannot be used.

use crate::account::causes::with_causes;
use crate::net::listener::ListenError;

/// The database cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum DatabaseError {
    /// It does not do as it should.
    #[error("The database cannot be used: {reason}.")]
    Unusable {
        /// What it says.
        reason: String,
    },
    /// The table has other keys or indexes than the template.
    #[error(
        "The table in the data folder is not the one that infra/template.yaml describes ({difference}). Start again with --fresh."
    )]
    OtherTable {
        /// What differs.
        difference: String,
    },
    /// It cannot be listened for.
    #[error(transparent)]
    Listen(#[from] ListenError),
}

impl DatabaseError {
    /// Returns an error with the whole chain of causes.
    pub fn unusable(error: impl std::error::Error) -> Self {
        Self::Unusable { reason: with_causes(error) }
    }
}
