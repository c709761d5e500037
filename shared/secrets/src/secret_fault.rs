//! Faults of secrets.

use aws_sdk_kms::error::{ProvideErrorMetadata, SdkError};
use vestibule_table::{CommitFault, TableFault, in_short};

/// A secret could not be generated, opened or compared.
#[derive(Debug, thiserror::Error)]
pub enum SecretFault {
    /// The table, which stores the wrapped keys.
    #[error(transparent)]
    Table(#[from] TableFault),
    /// KMS is not available or refuses.
    #[error("KMS: {0}")]
    Kms(String),
    /// Stored data is not what it must be.
    #[error("{0}")]
    Broken(&'static str),
}

impl SecretFault {
    pub(crate) fn kms<E: ProvideErrorMetadata, R>(error: &SdkError<E, R>) -> Self {
        Self::Kms(in_short(error))
    }

    /// A data key that could not be stored.
    pub(crate) fn of_commit(fault: CommitFault) -> Self {
        match fault {
            CommitFault::Table(fault) => Self::Table(fault),
            CommitFault::LostRace | CommitFault::Taken | CommitFault::Refused(_) => {
                Self::Broken("a data key could not be kept")
            }
        }
    }
}
