//! IAM in tests: each call is held against the policies of the function that makes it.
//!
//! On AWS every function signs with the credentials of its own role. In tests each call that a
//! handler makes is signed with its function's name; it is held against the policies that the
//! template gives that function, refused as AWS refuses it, and noted. So a test of anything is a
//! test of the policies too, and nobody needs to know which calls a flow makes.

mod usage;

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::http::request::Parts;
use axum::http::{StatusCode, header};
use axum::response::Response;
use serde_json::{Value, json};

use crate::aws::wire::json_error;
use crate::template::rights::{Rights, Usage};

/// What was done under these rights. Clones note in the same place.
#[derive(Clone, Default)]
pub struct Watch {
    rights: Arc<Rights>,
    noted: Arc<Mutex<BTreeSet<(String, Usage)>>>,
}

impl Watch {
    /// Over functions with these rights.
    #[must_use]
    pub fn over(rights: Rights) -> Self {
        Self { rights: Arc::new(rights), noted: Arc::default() }
    }

    /// Notes what a call does, and refuses what its function may not do.
    pub fn refuses(&self, parts: &Parts, operation: &str, body: &[u8]) -> Option<Response> {
        let function = signer(parts)?;
        for usage in usage::of(parts, operation, body) {
            if !self.rights.allow(&function, &usage) {
                let Usage { action, resource, .. } = usage;
                tracing::error!(function, action, resource, "a function may not do this");
                return Some(json_error(
                    StatusCode::BAD_REQUEST,
                    "AccessDeniedException",
                    &format!(
                        "{function} is not authorized to perform: {action} on resource: {resource}"
                    ),
                ));
            }
            self.noted().insert((function.clone(), usage));
        }
        None
    }

    /// All that was done so far: function, action, resource, and what conditions may ask for.
    #[must_use]
    pub fn usages(&self) -> Value {
        let noted = self.noted();
        let each = noted.iter().map(|(function, Usage { action, resource, context })| {
            json!({"function": function, "action": action, "resource": resource, "context": context})
        });
        each.collect()
    }

    fn noted(&self) -> MutexGuard<'_, BTreeSet<(String, Usage)>> {
        // Nothing panics while it holds the lock.
        self.noted.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The function that makes a request, by the credentials that it is signed with:
/// `AWS4-HMAC-SHA256 Credential=verify-pin/…`.
pub(crate) fn signer(parts: &Parts) -> Option<String> {
    let signature = parts.headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (_, credential) = signature.split_once("Credential=")?;
    Some(credential.split_once('/')?.0.to_owned())
}

#[cfg(test)]
mod tests;
