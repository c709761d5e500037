//! A flow that panics on request, served as every flow is: no flow of the product can be made to
//! panic.

use serde_json::Value;
use vestibule_flow::Flow;
use vestibule_flow::flow::EventFailure;
use vestibule_runtime::App;

fn main() -> std::process::ExitCode {
    vestibule_flow::serve(&Flow::event(env!("CARGO_BIN_NAME"), handle))
}

async fn handle(_: App, event: Value) -> Result<Value, EventFailure> {
    assert_ne!(event["panic"], true, "it was asked to");
    Ok(event)
}
