//! Every flow, as the runner calls it: the capabilities' own lists.

use super::seed::{self, SEED_CLIENTS};
use crate::aws::functions::{FunctionError, Functions};
use serde_json::{Value, json};
use vestibule_flow::Flow;
use vestibule_runtime::App;
use vestibule_runtime::clock::Clock;

/// The runner's own function that moves the clock forward, so that a person or a test sees what
/// expires. Invoked by name like any other: `{"ms": 60000}`.
pub const ADVANCE_CLOCK: &str = "advance-clock";

/// Every flow of the product.
#[must_use]
pub fn flows() -> Vec<Flow> {
    [
        flows_access::flows(),
        flows_api::flows(),
        flows_clients::flows(),
        flows_firms::flows(),
        flows_logins::flows(),
        flows_messaging::flows(),
        flows_staff::flows(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// The flows over this app, and the runner's own functions: many clients, and the clock.
#[must_use]
pub fn functions(app: &App, clock: &Clock) -> Functions {
    let mut functions = Functions::default();
    for flow in flows() {
        let app = app.clone();
        functions = functions.with(flow.name, move |event| {
            let (flow, app) = (flow.clone(), app.clone());
            async move {
                let failed = |error: &dyn std::fmt::Display| FunctionError {
                    error_type: "Error".to_owned(),
                    message: error.to_string(),
                };
                let event = event.to_string();
                let reply = vestibule_flow::serve::invoke(&flow, app, event.as_bytes()).await;
                let reply = reply.map_err(|error| failed(&error))?;
                serde_json::from_slice(&reply).map_err(|error| failed(&error))
            }
        });
    }
    let seeded = app.clone();
    let functions = functions.with(SEED_CLIENTS, move |event| seed::clients(seeded.clone(), event));
    let clock = clock.clone();
    functions.with(ADVANCE_CLOCK, move |event| {
        let clock = clock.clone();
        async move {
            let by_ms =
                event.get("ms").and_then(Value::as_u64).and_then(|ms| u32::try_from(ms).ok());
            let by_ms = by_ms.ok_or_else(|| FunctionError {
                error_type: "Error".to_owned(),
                message: "the event is {\"ms\": a number}".to_owned(),
            })?;
            clock.advance_ms(by_ms);
            Ok(json!({ "now": clock.now().to_string() }))
        }
    })
}

/// The OpenAPI document of all flows, as checked in.
#[must_use]
pub fn openapi() -> String {
    let operations: Vec<_> = flows().iter().filter_map(|flow| flow.operation().cloned()).collect();
    let document = vestibule_contract::document(&operations);
    // Maps of strings and plain values always have a JSON form.
    let mut text = serde_json::to_string_pretty(&document).unwrap_or_default();
    text.push('\n');
    text
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    #[test]
    fn no_two_bodies_share_a_name() {
        let operations: Vec<_> =
            super::flows().iter().filter_map(|flow| flow.operation().cloned()).collect();
        assert_eq!(vestibule_contract::document::clashes(&operations), Vec::<String>::new());
    }

    /// `UPDATE_DOCS=1 cargo test -p vestibule-local` writes it.
    #[test]
    fn the_checked_in_openapi_document_matches_the_code() {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/api/openapi.json");
        let current = super::openapi();
        if std::env::var_os("UPDATE_DOCS").is_some() {
            std::fs::write(&path, &current).expect("docs/api can be written");
        }
        let checked_in = std::fs::read_to_string(&path).expect("docs/api/openapi.json is there");
        assert!(
            checked_in == current,
            "docs/api/openapi.json is not current: UPDATE_DOCS=1 cargo test -p vestibule-local"
        );
    }
}
