//! KMS: generates data keys and unwraps them, under one master key that stays on this machine.
//!
//! A wrapped key can only be unwrapped whole, and with the encryption context it was generated
//! with. Errors have the names that the SDK knows.

use std::collections::BTreeMap;

use aes_gcm::aead::{Aead, Payload};
use aes_gcm::{Aes256Gcm, KeyInit, Nonce};
use axum::http::StatusCode;
use axum::response::Response;
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use zeroize::Zeroizing;

use super::wire::{ServiceError, json_error, json_reply};
use crate::account::names::{KMS_KEY_ID, key_arn};

/// The first byte of every wrapped key, to distinguish later formats.
const FORMAT: u8 = 1;
const NONCE_LENGTH: usize = 12;

/// The one key and its operations.
pub struct Kms {
    cipher: Aes256Gcm,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct GenerateDataKey {
    key_id: String,
    key_spec: Option<String>,
    number_of_bytes: Option<usize>,
    #[serde(default)]
    encryption_context: BTreeMap<String, String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Decrypt {
    ciphertext_blob: String,
    key_id: Option<String>,
    #[serde(default)]
    encryption_context: BTreeMap<String, String>,
}

impl Kms {
    /// KMS with this master key.
    #[must_use]
    pub fn new(master_key: &[u8; 32]) -> Self {
        Self { cipher: Aes256Gcm::new(master_key.into()) }
    }

    /// Answers a request for the operation that `target` names, such as `TrentService.Decrypt`.
    pub(super) fn answer(&self, target: &str, body: &[u8]) -> Response {
        let answer = match target {
            "TrentService.GenerateDataKey" => {
                read(body).and_then(|asked| self.generate_data_key(&asked))
            }
            "TrentService.Decrypt" => read(body).and_then(|asked| self.decrypt(&asked)),
            other => {
                Err(bad("UnsupportedOperationException", format!("{other} is not supported here.")))
            }
        };
        match answer {
            Ok(reply) => json_reply(StatusCode::OK, &reply),
            Err((status, kind, message)) => json_error(status, kind, &message),
        }
    }

    fn generate_data_key(&self, asked: &GenerateDataKey) -> Result<Value, ServiceError> {
        if !is_the_key(&asked.key_id) {
            return Err(not_found(&asked.key_id));
        }
        let length = match (asked.key_spec.as_deref(), asked.number_of_bytes) {
            (Some("AES_256"), None) => 32,
            (Some("AES_128"), None) => 16,
            (None, Some(length @ 1..=1024)) => length,
            _ => {
                return Err(bad(
                    "ValidationException",
                    "Give either KeySpec or NumberOfBytes from 1 to 1024.".to_owned(),
                ));
            }
        };
        let mut key = Zeroizing::new(vec![0; length]);
        let mut nonce = [0; NONCE_LENGTH];
        getrandom::fill(&mut key)
            .and_then(|()| getrandom::fill(&mut nonce))
            .map_err(|_| internal())?;
        let sealed = Payload { msg: &key, aad: &bound_to(&asked.encryption_context) };
        let sealed = self.cipher.encrypt(&Nonce::from(nonce), sealed).map_err(|_| internal())?;
        let blob = [&[FORMAT], nonce.as_slice(), &sealed].concat();
        Ok(json!({
            "KeyId": key_arn(),
            "Plaintext": BASE64_STANDARD.encode(key.as_slice()),
            "CiphertextBlob": BASE64_STANDARD.encode(blob),
        }))
    }

    fn decrypt(&self, asked: &Decrypt) -> Result<Value, ServiceError> {
        if let Some(key_id) = asked.key_id.as_deref().filter(|key_id| !is_the_key(key_id)) {
            return Err(not_found(key_id));
        }
        // Every failure gets the same answer, as with KMS.
        let invalid = || bad("InvalidCiphertextException", String::new());
        let blob = BASE64_STANDARD.decode(&asked.ciphertext_blob).map_err(|_| invalid())?;
        let (&format, rest) = blob.split_first().ok_or_else(invalid)?;
        let (nonce, sealed) = rest.split_first_chunk::<NONCE_LENGTH>().ok_or_else(invalid)?;
        if format != FORMAT {
            return Err(invalid());
        }
        let sealed = Payload { msg: sealed, aad: &bound_to(&asked.encryption_context) };
        let key = self
            .cipher
            .decrypt(&Nonce::from(*nonce), sealed)
            .map(Zeroizing::new)
            .map_err(|_| invalid())?;
        Ok(json!({
            "KeyId": key_arn(),
            "Plaintext": BASE64_STANDARD.encode(key.as_slice()),
            "EncryptionAlgorithm": "SYMMETRIC_DEFAULT",
        }))
    }
}

fn is_the_key(named: &str) -> bool {
    named == KMS_KEY_ID || named == key_arn()
}

/// The additional data of a wrapped key: the context, sorted by name.
fn bound_to(context: &BTreeMap<String, String>) -> Vec<u8> {
    json!({ "key": KMS_KEY_ID, "context": context }).to_string().into_bytes()
}

fn read<T: DeserializeOwned>(body: &[u8]) -> Result<T, ServiceError> {
    serde_json::from_slice(body).map_err(|error| bad("SerializationException", error.to_string()))
}

fn bad(kind: &'static str, message: String) -> ServiceError {
    (StatusCode::BAD_REQUEST, kind, message)
}

fn not_found(key_id: &str) -> ServiceError {
    bad("NotFoundException", format!("Key '{key_id}' does not exist"))
}

fn internal() -> ServiceError {
    (
        StatusCode::INTERNAL_SERVER_ERROR,
        "KMSInternalException",
        "No key could be generated.".to_owned(),
    )
}
