//! Password hashing with argon2id. The memory is kept between calls, because page faults would be
//! half of a call's time, and wiped after each.

use crate::secret_fault::SecretFault;
use argon2::password_hash::phc::{Output, PasswordHash, Salt};
use argon2::{Algorithm, Argon2, Block, Params, Version};
use std::sync::{Arc, Mutex, PoisonError};
use subtle::ConstantTimeEq;
use tokio::sync::Semaphore;
use zeroize::Zeroizing;

/// KiB of memory: with one pass and one lane as strong as OWASP's 19 MiB with two passes (OWASP
/// Password Storage Cheat Sheet).
const MEMORY_KIB: u32 = 46 * 1024;
const PASSES: u32 = 1;
const LANES: u32 = 1;
const OUTPUT_BYTES: usize = 32;
/// Blocks of 1 KiB that are wiped at a time.
const AT_A_TIME: usize = 1024;
/// Parallel hashes in one process: each holds its memory. Lambda runs one request at a time.
const AT_ONCE: usize = 2;

/// Hashes and verifies passwords, off the async threads.
#[derive(Clone)]
pub struct Hasher {
    spare: Arc<Mutex<Vec<Vec<Block>>>>,
    turns: Arc<Semaphore>,
}

/// The result of verifying a password.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verified {
    /// It is wrong, or there was nothing to compare with.
    Wrong,
    /// It is right.
    Right,
    /// It is right, and was hashed again because the parameters were raised.
    Rehashed(String),
}

impl Default for Hasher {
    fn default() -> Self {
        Self { spare: Arc::default(), turns: Arc::new(Semaphore::new(AT_ONCE)) }
    }
}

impl Hasher {
    /// Hashes a password into PHC form, with parameters and a new salt.
    ///
    /// # Errors
    /// The hashing task was cancelled.
    pub async fn hash(&self, password: &[u8]) -> Result<String, SecretFault> {
        let password = Zeroizing::new(password.to_vec());
        self.off_thread(move |hasher| hasher.hash_now(&password)).await
    }

    /// Compares a password with a stored hash. Without one it does the same work.
    ///
    /// # Errors
    /// The stored hash is not a PHC string, or the hashing task was cancelled.
    pub async fn verify(
        &self,
        password: &[u8],
        stored: Option<&str>,
    ) -> Result<Verified, SecretFault> {
        let password = Zeroizing::new(password.to_vec());
        let stored = stored.map(str::to_owned);
        self.off_thread(move |hasher| hasher.verify_now(&password, stored.as_deref())).await
    }

    async fn off_thread<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Self) -> Result<T, SecretFault> + Send + 'static,
    ) -> Result<T, SecretFault> {
        let _turn =
            self.turns.acquire().await.map_err(|_| SecretFault::Broken("hashing was shut down"))?;
        let hasher = self.clone();
        tokio::task::spawn_blocking(move || work(&hasher))
            .await
            .map_err(|_| SecretFault::Broken("a hash was cut off"))?
    }

    fn hash_now(&self, password: &[u8]) -> Result<String, SecretFault> {
        let salt_bytes: [u8; 16] = crate::entropy::bytes();
        let params = current();
        let output = self.digest(password, &salt_bytes, &params)?;
        phc(&params, &salt_bytes, output.as_slice())
            .ok_or(SecretFault::Broken("a hash has no PHC form"))
    }

    fn verify_now(&self, password: &[u8], stored: Option<&str>) -> Result<Verified, SecretFault> {
        const BROKEN: SecretFault = SecretFault::Broken("a stored hash is no argon2id PHC string");
        let Some(stored) = stored else {
            // Unknown users take the same time.
            self.digest(password, &[0; 16], &current())?;
            return Ok(Verified::Wrong);
        };
        let stored = PasswordHash::new(stored).map_err(|_| BROKEN)?;
        if stored.algorithm.as_str() != "argon2id" {
            return Err(BROKEN);
        }
        let params = Params::try_from(&stored).map_err(|_| BROKEN)?;
        let (Some(salt), Some(expected)) = (stored.salt, stored.hash) else { return Err(BROKEN) };
        let output = self.digest(password, salt.as_ref(), &params)?;
        if !bool::from(output.as_slice().ct_eq(expected.as_bytes())) {
            return Ok(Verified::Wrong);
        }
        if params.m_cost() < MEMORY_KIB || params.t_cost() < PASSES {
            return self.hash_now(password).map(Verified::Rehashed);
        }
        Ok(Verified::Right)
    }

    fn digest(
        &self,
        password: &[u8],
        salt: &[u8],
        params: &Params,
    ) -> Result<Zeroizing<[u8; OUTPUT_BYTES]>, SecretFault> {
        let needed = params.block_count();
        let mut memory = self.spare().pop().unwrap_or_default();
        if memory.len() < needed {
            memory = vec![Block::new(); needed];
        }
        let mut output = Zeroizing::new([0; OUTPUT_BYTES]);
        let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params.clone());
        let hashed = argon2.hash_password_into_with_memory(
            password,
            salt,
            output.as_mut_slice(),
            &mut memory[..needed],
        );
        // From the end: the last writes are still in the processor's cache, and the start of the
        // next hash stays there. The memory is kept, so the compiler cannot drop a write to it.
        for blocks in memory[..needed].rchunks_mut(AT_A_TIME) {
            blocks.fill(Block::new());
        }
        self.spare().push(memory);
        hashed.map_err(|_| SecretFault::Broken("argon2id refused its parameters"))?;
        Ok(output)
    }

    fn spare(&self) -> std::sync::MutexGuard<'_, Vec<Vec<Block>>> {
        // A panic elsewhere leaves the list of spare memory consistent.
        self.spare.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn current() -> Params {
    Params::new(MEMORY_KIB, PASSES, LANES, Some(OUTPUT_BYTES))
        .expect("the parameters are within argon2's bounds")
}

fn phc(params: &Params, salt: &[u8], output: &[u8]) -> Option<String> {
    let hash = PasswordHash {
        algorithm: Algorithm::Argon2id.ident(),
        version: Some(Version::V0x13.into()),
        params: params.try_into().ok()?,
        salt: Some(Salt::new(salt).ok()?),
        hash: Some(Output::new(output).ok()?),
    };
    Some(hash.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_right_password_verifies_and_another_does_not() {
        let hasher = Hasher::default();
        let hash = hasher.hash_now(b"correct horse battery").expect("hashes");
        assert!(hash.starts_with("$argon2id$v=19$m=47104,t=1,p=1$"), "{hash}");
        assert_eq!(
            hasher.verify_now(b"correct horse battery", Some(&hash)).expect("reads"),
            Verified::Right
        );
        assert_eq!(
            hasher.verify_now(b"correct horse batterz", Some(&hash)).expect("reads"),
            Verified::Wrong
        );
        assert_eq!(
            hasher.verify_now(b"correct horse battery", None).expect("works"),
            Verified::Wrong
        );
    }

    #[test]
    fn a_hash_with_weaker_parameters_is_replaced() {
        let hasher = Hasher::default();
        let weak = Params::new(8 * 1024, 1, 1, Some(OUTPUT_BYTES)).expect("in bounds");
        let output = hasher.digest(b"a password", &[7; 16], &weak).expect("hashes");
        let stored = phc(&weak, &[7; 16], output.as_slice()).expect("has a form");
        let Verified::Rehashed(fresh) =
            hasher.verify_now(b"a password", Some(&stored)).expect("reads")
        else {
            panic!("weaker parameters are noticed");
        };
        let verified = hasher.verify_now(b"a password", Some(&fresh)).expect("reads");
        assert_eq!(verified, Verified::Right);
    }

    #[test]
    fn memory_is_wiped_after_each_call() {
        let hasher = Hasher::default();
        hasher.hash_now(b"a password").expect("hashes");
        let spare = hasher.spare();
        assert!(spare.iter().flatten().all(|block| block.as_ref().iter().all(|word| *word == 0)));
    }
}
