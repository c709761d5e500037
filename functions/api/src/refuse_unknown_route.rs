//! Answers what no other route takes: 404, or 405 with the methods that the address does take.
//! Which addresses there are, it reads from the OpenAPI document.

use serde::Serialize;
use serde_json::Value;
use std::sync::LazyLock;
use utoipa::ToSchema;
use vestibule_contract::{Operation, ProblemKind};
use vestibule_flow::{Call, Failure, Flow, NoBody, Reply};
use vestibule_runtime::App;

const DOCUMENT: &str = include_str!("../../../docs/api/openapi.json");

/// Nothing is ever granted here.
#[derive(Serialize, ToSchema)]
pub struct Nothing {}

/// An address of the API and the methods that it takes.
struct Address {
    parts: Vec<String>,
    methods: String,
}

static ADDRESSES: LazyLock<Vec<Address>> = LazyLock::new(|| {
    let document: Value = serde_json::from_str(DOCUMENT).unwrap_or_default();
    let paths = document.get("paths").and_then(Value::as_object);
    paths
        .into_iter()
        .flatten()
        .map(|(path, item)| {
            let methods: Vec<_> = item
                .as_object()
                .into_iter()
                .flatten()
                .map(|(method, _)| method.to_uppercase())
                .collect();
            Address {
                parts: path.split('/').map(str::to_owned).collect(),
                methods: methods.join(", "),
            }
        })
        .collect()
});

/// The flow.
#[must_use]
pub fn flow() -> Flow {
    let operation = Operation::fallback("refuse-unknown-route", "What no other operation takes.");
    Flow::public(operation, handle)
}

/// Refuses.
///
/// # Errors
/// Always: not found, or another method.
pub async fn handle(_: App, call: Call<NoBody>) -> Result<Reply<Nothing>, Failure> {
    let path: String = call.path("path").unwrap_or_default();
    let parts: Vec<_> = path.split('/').collect();
    match ADDRESSES.iter().find(|address| address.matches(&parts)) {
        Some(address) => {
            Err(Failure::refused(ProblemKind::MethodNotAllowed).allowing(address.methods.clone()))
        }
        None => Err(Failure::refused(ProblemKind::NotFound)),
    }
}

impl Address {
    fn matches(&self, parts: &[&str]) -> bool {
        self.parts.len() == parts.len()
            && self
                .parts
                .iter()
                .zip(parts)
                .all(|(own, given)| own.starts_with('{') && !given.is_empty() || own == given)
    }
}
