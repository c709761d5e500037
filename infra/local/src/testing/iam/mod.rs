//! IAM in tests: each call is checked against the policies of the function that makes it.
//!
//! On AWS every function signs with the credentials of its own role. In tests, a handler's calls
//! are signed with its function's name; each is checked against that function's policies in the
//! template, refused as AWS would refuse it, and recorded. So every test is a test of the policies
//! too, and nobody needs to know which calls a flow makes.

mod usage;

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::http::request::Parts;
use axum::http::{StatusCode, header};
use axum::response::Response;
use serde_json::{Value, json};

use crate::aws::wire::json_error;
use crate::template::rights::{Rights, Usage};

/// The calls made under these rights. Clones share one record.
#[derive(Clone, Default)]
pub struct Watch {
    rights: Arc<Rights>,
    noted: Arc<Mutex<BTreeSet<(String, Usage)>>>,
}

impl Watch {
    /// Starts recording calls under these rights.
    #[must_use]
    pub fn over(rights: Rights) -> Self {
        Self { rights: Arc::new(rights), noted: Arc::default() }
    }

    /// Records a call, and refuses it if its function lacks the right.
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

    /// All calls so far: function, action, resource, and the values for conditions.
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

/// The function that makes a request, from the credentials that sign it:
/// `AWS4-HMAC-SHA256 Credential=verify-pin/…`.
pub(crate) fn signer(parts: &Parts) -> Option<String> {
    let signature = parts.headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (_, credential) = signature.split_once("Credential=")?;
    Some(credential.split_once('/')?.0.to_owned())
}

#[cfg(test)]
mod tests;
