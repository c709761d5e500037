//! The OpenAPI document of the API, as it is checked in.

use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;
use vestibule_contract::Operation;
use vestibule_flow::{Call, Failure, Fault, Flow, NoBody, Reply};
use vestibule_runtime::App;

/// The document as `docs/api/openapi.json` holds it.
pub const DOCUMENT: &str = include_str!("../../../docs/api/openapi.json");

/// An OpenAPI 3.1 document.
#[derive(Serialize, ToSchema)]
#[serde(transparent)]
#[schema(value_type = Object)]
pub struct Document(Value);

/// The flow.
#[must_use]
pub fn flow() -> Flow {
    let operation = Operation::get("read-openapi", "/api/openapi.json", "This document.");
    Flow::public(operation, handle)
}

/// Answers the document.
///
/// # Errors
/// None: the document is compiled in.
pub async fn handle(_: App, _: Call<NoBody>) -> Result<Reply<Document>, Failure> {
    let document = serde_json::from_str(DOCUMENT)
        .map_err(|_| Fault::Broken("the OpenAPI document is no JSON"))?;
    Ok(Document(document).into())
}
