//! The OpenAPI 3.1 document of all operations.

use crate::operation::{CLIENT_COOKIE, Method, Operation, STAFF_COOKIE};
use crate::problem::Problem;
use std::collections::BTreeMap;
use utoipa::openapi::path::{HttpMethod, PathsBuilder};
use utoipa::openapi::schema::Schema;
use utoipa::openapi::security::{ApiKey, ApiKeyValue, SecurityScheme};
use utoipa::openapi::{ComponentsBuilder, InfoBuilder, OpenApi, OpenApiBuilder, RefOr};
use utoipa::{PartialSchema, ToSchema};

/// Names that two different schemas of these operations bear: in the document one would hide the
/// other.
#[must_use]
pub fn clashes(operations: &[Operation]) -> Vec<String> {
    let mut seen: BTreeMap<&str, &RefOr<Schema>> = BTreeMap::new();
    let bodies = operations
        .iter()
        .flat_map(|operation| operation.takes.iter().chain(operation.gives_json()));
    let mut clashes = Vec::new();
    for (name, schema) in bodies.flat_map(|body| &body.schemas) {
        if *seen.entry(name).or_insert(schema) != schema {
            clashes.push(name.clone());
        }
    }
    clashes
}

/// The OpenAPI 3.1 document of these operations.
#[must_use]
pub fn document(operations: &[Operation]) -> OpenApi {
    let mut operations: Vec<_> =
        operations.iter().filter(|operation| operation.path.is_some()).collect();
    operations.sort_by_key(|operation| (operation.path, operation.method));
    let mut paths = PathsBuilder::new();
    let mut schemas: BTreeMap<String, RefOr<Schema>> = BTreeMap::new();
    let mut problems = vec![(Problem::name().into_owned(), Problem::schema())];
    Problem::schemas(&mut problems);
    schemas.extend(problems);
    for operation in operations {
        let method = match operation.method {
            Method::Get => HttpMethod::Get,
            Method::Post => HttpMethod::Post,
        };
        let item = utoipa::openapi::path::PathItem::new(method, operation.describe());
        paths = paths.path(operation.path.unwrap_or_default(), item);
        for body in operation.takes.iter().chain(operation.gives_json()) {
            schemas.extend(body.schemas.iter().cloned());
        }
    }
    let mut components = ComponentsBuilder::new()
        .security_scheme(
            "client",
            SecurityScheme::ApiKey(ApiKey::Cookie(ApiKeyValue::new(CLIENT_COOKIE))),
        )
        .security_scheme(
            "staff",
            SecurityScheme::ApiKey(ApiKey::Cookie(ApiKeyValue::new(STAFF_COOKIE))),
        );
    for (name, schema) in schemas {
        components = components.schema(name, schema);
    }
    OpenApiBuilder::new()
        .info(
            InfoBuilder::new()
                .title("Vestibule")
                .version(env!("CARGO_PKG_VERSION"))
                .description(Some("The front door between a financial advice firm and its clients. Errors are RFC 9457 problems; each `type` is stable.")),
        )
        .paths(paths)
        .components(Some(components.build()))
        .build()
}
