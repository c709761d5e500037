//! The keys: data keys wrapped by KMS, one for each purpose, unwrapped once for a process by those
//! functions that need them.
//!
//! * `link`: link secrets are HMACs, so a message can be rendered again without storing them.
//! * `pin`: PINs are sealed with AES-256-GCM for the adviser, and digested for comparing guesses;
//!   both are bound to firm, client and generation.
//! * `index`: digests of e-mails in keys, and of rate-limited sources.

use crate::secret_fault::SecretFault;
use aes_gcm::aead::{Aead, KeyInit, Payload};
use aes_gcm::{Aes256Gcm, Nonce};
use aws_sdk_kms::primitives::Blob;
use base64::Engine;
use base64::prelude::{BASE64_STANDARD, BASE64_URL_SAFE_NO_PAD};
use hmac::{Hmac, Mac};
use sha2::{Digest as _, Sha256};
use std::sync::LazyLock;
use tokio::sync::OnceCell;
use vestibule_domain::access::FreshPin;
use vestibule_domain::kernel::{ClientId, Digest, FirmId, Generation, LinkId, SealedPin};
use vestibule_domain::values::{Email, Mobile, NewPassword, PinGuess};
use vestibule_table::{CommitFault, Key, Race, Realm, Table, Transaction, WrappedKey};
use zeroize::Zeroizing;

type Secret = Zeroizing<[u8; 32]>;

/// A value created when first used: most functions need only the table, and a service's client is a
/// noticeable part of a start.
pub type Late<T> = LazyLock<T, Box<dyn FnOnce() -> T + Send>>;

/// The keys of a process.
pub struct Keyring {
    table: Table,
    kms: Late<aws_sdk_kms::Client>,
    key_id: String,
    link: OnceCell<Secret>,
    pin: OnceCell<Secret>,
    index: OnceCell<Secret>,
}

impl Keyring {
    /// The keys of this table, wrapped by this key of KMS. None is loaded yet.
    #[must_use]
    pub fn new(table: Table, kms: Late<aws_sdk_kms::Client>, key_id: String) -> Self {
        Self {
            table,
            kms,
            key_id,
            link: OnceCell::new(),
            pin: OnceCell::new(),
            index: OnceCell::new(),
        }
    }

    /// The key of link secrets.
    ///
    /// # Errors
    /// KMS or the table is not available.
    pub async fn links(&self) -> Result<LinkKey<'_>, SecretFault> {
        Ok(LinkKey(self.unwrapped(&self.link, "link").await?))
    }

    /// The key of PINs.
    ///
    /// # Errors
    /// KMS or the table is not available.
    pub async fn pins(&self) -> Result<PinKey<'_>, SecretFault> {
        Ok(PinKey(self.unwrapped(&self.pin, "pin").await?))
    }

    /// The key of digests in keys.
    ///
    /// # Errors
    /// KMS or the table is not available.
    pub async fn index(&self) -> Result<IndexKey<'_>, SecretFault> {
        Ok(IndexKey(self.unwrapped(&self.index, "index").await?))
    }

    async fn unwrapped<'a>(
        &'a self,
        cell: &'a OnceCell<Secret>,
        purpose: &'static str,
    ) -> Result<&'a Secret, SecretFault> {
        cell.get_or_try_init(|| self.unwrap_or_make(purpose)).await
    }

    async fn unwrap_or_make(&self, purpose: &'static str) -> Result<Secret, SecretFault> {
        let key = Key::data_key(purpose);
        let mut race = Race::default();
        loop {
            let stored = self.table.load(std::slice::from_ref(&key)).await?;
            if let Some(stored) = stored.get::<WrappedKey>(&key)? {
                return self.unwrap(purpose, &stored).await;
            }
            let made = self
                .kms
                .generate_data_key()
                .key_id(&self.key_id)
                .number_of_bytes(32)
                .encryption_context("purpose", purpose)
                .send()
                .await
                .map_err(|error| SecretFault::kms(&error))?;
            let wrapped =
                made.ciphertext_blob().ok_or(SecretFault::Broken("KMS gave no ciphertext"))?;
            let wrapped = WrappedKey { wrapped: BASE64_STANDARD.encode(wrapped) };
            match self.table.commit(Transaction::new().keep_data_key(purpose, &wrapped)).await {
                Ok(()) => return secret(made.plaintext()),
                // Another process was first, or is writing at this moment: its key wins.
                Err(CommitFault::Taken | CommitFault::LostRace) => {
                    race.again().await.map_err(SecretFault::of_commit)?;
                }
                Err(other) => return Err(SecretFault::of_commit(other)),
            }
        }
    }

    async fn unwrap(
        &self,
        purpose: &'static str,
        stored: &WrappedKey,
    ) -> Result<Secret, SecretFault> {
        let wrapped = BASE64_STANDARD
            .decode(&stored.wrapped)
            .map_err(|_| SecretFault::Broken("a wrapped key is no base64"))?;
        let opened = self
            .kms
            .decrypt()
            .key_id(&self.key_id)
            .ciphertext_blob(Blob::new(wrapped))
            .encryption_context("purpose", purpose)
            .send()
            .await
            .map_err(|error| SecretFault::kms(&error))?;
        secret(opened.plaintext())
    }
}

fn secret(plaintext: Option<&Blob>) -> Result<Secret, SecretFault> {
    let bytes = plaintext.map(AsRef::as_ref).unwrap_or_default();
    <[u8; 32]>::try_from(bytes)
        .map(Zeroizing::new)
        .map_err(|_| SecretFault::Broken("KMS gave a key of another length"))
}

/// Computes and checks link secrets.
#[derive(Clone, Copy)]
pub struct LinkKey<'a>(&'a Secret);

impl LinkKey<'_> {
    /// The secret of a link: HMAC(key, purpose ‖ firm ‖ owner ‖ link).
    #[must_use]
    pub fn secret(self, purpose: u8, firm: FirmId, owner: uuid::Uuid, link: LinkId) -> [u8; 32] {
        mac(self.0, "link", &[&[purpose], firm.0.as_bytes(), owner.as_bytes(), link.0.as_bytes()])
    }
}

/// Seals, opens and digests PINs.
#[derive(Clone, Copy)]
pub struct PinKey<'a>(&'a Secret);

impl PinKey<'_> {
    /// Generates a PIN of this client, for the next generation.
    #[must_use]
    pub fn make(self, firm: FirmId, client: ClientId, generation: Generation) -> FreshPin {
        let digits = crate::entropy::pin();
        FreshPin {
            sealed: self.seal(&digits, firm, client, generation),
            check: self.digest(&digits, firm, client, generation),
        }
    }

    /// The digest for comparing guesses.
    #[must_use]
    pub fn check(
        self,
        guess: &PinGuess,
        firm: FirmId,
        client: ClientId,
        generation: Generation,
    ) -> Digest {
        self.digest(guess.expose(), firm, client, generation)
    }

    /// Returns the digits of a sealed PIN.
    ///
    /// # Errors
    /// It was not sealed for this firm, client and generation.
    pub fn open(
        self,
        sealed: &SealedPin,
        firm: FirmId,
        client: ClientId,
        generation: Generation,
    ) -> Result<Zeroizing<String>, SecretFault> {
        const BROKEN: SecretFault = SecretFault::Broken("a sealed PIN does not open");
        let bytes = BASE64_URL_SAFE_NO_PAD.decode(&sealed.0).map_err(|_| BROKEN)?;
        let (nonce, sealed) = bytes.split_at_checked(12).ok_or(BROKEN)?;
        let nonce = Nonce::try_from(nonce).map_err(|_| BROKEN)?;
        let bound = binding(firm, client, generation);
        let digits = self
            .cipher()
            .decrypt(&nonce, Payload { msg: sealed, aad: &bound })
            .map_err(|_| BROKEN)?;
        String::from_utf8(digits).map(Zeroizing::new).map_err(|_| BROKEN)
    }

    /// A mark that shows whether the same number was typed before on this link, without storing it.
    #[must_use]
    pub fn mark(self, link: LinkId, typed: &Mobile) -> Digest {
        encoded(&mac(self.0, "number", &[link.0.as_bytes(), typed.as_e164().as_bytes()]))
    }

    fn seal(
        self,
        digits: &[u8; 6],
        firm: FirmId,
        client: ClientId,
        generation: Generation,
    ) -> SealedPin {
        let nonce_bytes: [u8; 12] = crate::entropy::bytes();
        let bound = binding(firm, client, generation);
        let sealed = self
            .cipher()
            .encrypt(&Nonce::from(nonce_bytes), Payload { msg: digits, aad: &bound })
            .expect("six bytes are within the cipher's limits");
        SealedPin(BASE64_URL_SAFE_NO_PAD.encode([nonce_bytes.as_slice(), &sealed].concat()))
    }

    fn digest(
        self,
        digits: &[u8; 6],
        firm: FirmId,
        client: ClientId,
        generation: Generation,
    ) -> Digest {
        encoded(&mac(self.0, "check", &[&binding(firm, client, generation), digits]))
    }

    /// One key seals, another compares: both are derived from the data key.
    fn cipher(self) -> Aes256Gcm {
        let key = Zeroizing::new(mac(self.0, "seal", &[]));
        Aes256Gcm::new(&(*key).into())
    }
}

fn binding(firm: FirmId, client: ClientId, generation: Generation) -> Vec<u8> {
    [firm.0.as_bytes().as_slice(), client.0.as_bytes(), &generation.number().to_be_bytes()].concat()
}

/// Computes the digests in keys.
#[derive(Clone, Copy)]
pub struct IndexKey<'a>(&'a Secret);

impl IndexKey<'_> {
    /// The digest of a sign-in e-mail.
    #[must_use]
    pub fn email(self, firm: FirmId, realm: Realm, email: &Email) -> Digest {
        encoded(&mac(
            self.0,
            "email",
            &[
                firm.0.as_bytes(),
                realm.as_str().as_bytes(),
                &[0],
                email.unique().as_str().as_bytes(),
            ],
        ))
    }

    /// The digest of a number, for counting its texts.
    #[must_use]
    pub fn number(self, firm: FirmId, number: &Mobile) -> Digest {
        encoded(&mac(self.0, "texts", &[firm.0.as_bytes(), number.as_e164().as_bytes()]))
    }

    /// The digest of a source and its flow.
    #[must_use]
    pub fn source(self, flow: &str, source: &str) -> Digest {
        encoded(&mac(self.0, "source", &[flow.as_bytes(), &[0], source.as_bytes()]))
    }
}

/// A secret that a page generated before its first request: 256 bits. Only its digest is stored.
pub struct PageSecret(Secret);

impl PageSecret {
    /// Reads 43 characters of base64url.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let bytes = Zeroizing::new(BASE64_URL_SAFE_NO_PAD.decode(text).ok()?);
        Some(Self(Zeroizing::new(<[u8; 32]>::try_from(bytes.as_slice()).ok()?)))
    }

    /// The digest to store.
    #[must_use]
    pub fn digest(&self) -> Digest {
        encoded(&Sha256::digest(self.0.as_slice()).into())
    }

    /// A digest of a password that only the holder of this secret can compute: shows whether a
    /// repeated request sets the same one.
    #[must_use]
    pub fn mark(&self, password: &NewPassword) -> Digest {
        encoded(&mac(&self.0, "password", &[password.expose()]))
    }
}

/// The digest under which a random token of 256 bits is stored.
#[must_use]
pub fn token_digest(secret: &[u8; 32]) -> Digest {
    encoded(&Sha256::digest(secret).into())
}

fn encoded(digest: &[u8; 32]) -> Digest {
    Digest::new(BASE64_URL_SAFE_NO_PAD.encode(digest))
}

/// HMAC-SHA-256 over a label and parts; the label separates the uses of one key. Every part but the
/// last has a fixed length or ends in a zero byte, so no two lists produce the same input.
fn mac(key: &[u8; 32], label: &str, parts: &[&[u8]]) -> [u8; 32] {
    let mut mac =
        <Hmac<Sha256> as KeyInit>::new_from_slice(key).expect("HMAC takes keys of any length");
    mac.update(label.as_bytes());
    mac.update(&[0]);
    for part in parts {
        mac.update(part);
    }
    mac.finalize().into_bytes().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids() -> (FirmId, ClientId) {
        (FirmId::from_random([1; 16]), ClientId::from_random([2; 16]))
    }

    #[test]
    fn a_pin_opens_for_its_own_firm_client_and_generation_only() {
        let secret = Zeroizing::new([9; 32]);
        let key = PinKey(&secret);
        let (firm, client) = ids();
        let one = Generation::FIRST;
        let fresh = key.make(firm, client, one);
        let digits = key.open(&fresh.sealed, firm, client, one).expect("sealed for these");
        let guess = PinGuess::parse(&digits).expect("six digits");
        assert!(key.check(&guess, firm, client, one) == fresh.check);
        assert!(key.open(&fresh.sealed, firm, client, one.next()).is_err());
        assert!(key.open(&fresh.sealed, FirmId::from_random([3; 16]), client, one).is_err());
        assert!(key.open(&fresh.sealed, firm, ClientId::from_random([3; 16]), one).is_err());
        assert!(key.check(&guess, firm, client, one.next()) != fresh.check);
    }

    #[test]
    fn a_link_secret_holds_for_one_purpose_firm_owner_and_link() {
        let secret = Zeroizing::new([9; 32]);
        let key = LinkKey(&secret);
        let (firm, client) = ids();
        let link = LinkId::from_random([5; 16]);
        let base = key.secret(b'i', firm, client.0, link);
        assert_ne!(base, key.secret(b'r', firm, client.0, link));
        assert_ne!(base, key.secret(b'i', FirmId::from_random([3; 16]), client.0, link));
        assert_ne!(base, key.secret(b'i', firm, ClientId::from_random([3; 16]).0, link));
        assert_ne!(base, key.secret(b'i', firm, client.0, LinkId::from_random([6; 16])));
    }

    #[test]
    fn a_page_secret_is_256_bits() {
        assert!(PageSecret::parse(&"A".repeat(43)).is_some());
        for bad in ["", "A", &"A".repeat(42), &"A".repeat(44), &"!".repeat(43)] {
            assert!(PageSecret::parse(bad).is_none(), "{bad}");
        }
    }
}
