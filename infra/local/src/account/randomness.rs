//! Random bytes for secrets, from the operating system.

/// The operating system provides no randomness.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("The operating system gives no randomness: {reason}.")]
pub struct RandomnessError {
    reason: String,
}

/// Fills `bytes` with randomness that is good enough for a secret.
///
/// # Errors
/// The operating system provides none.
pub fn fill(bytes: &mut [u8]) -> Result<(), RandomnessError> {
    getrandom::fill(bytes).map_err(|error| RandomnessError { reason: error.to_string() })
}
