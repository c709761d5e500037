//! Secrets: the key ring, link and session tokens, PINs, password hashes, and the randomness behind
//! all of them.
//!
//! No secret type here can be printed or serialised, and each is wiped when dropped.

pub mod entropy;
pub mod keyring;
pub mod password_hash;
mod secret_fault;
pub mod token;

pub use secret_fault::SecretFault;
