//! A client signs in to the portal. Known and unknown addresses are answered alike.

use vestibule_runtime::contract::bodies::{Credentials, SessionBegun};
use vestibule_runtime::contract::{Method, Operation};
use vestibule_runtime::sign_in::Realm;
use vestibule_runtime::{App, Call, Failure, Flow, Reply, sign_in};

/// The flow.
#[must_use]
pub fn flow() -> Flow {
    let mut operation = Operation::new(
        env!("CARGO_PKG_NAME"),
        Method::Post,
        Some("/api/client/sign-in"),
        "A client signs in to the portal.",
    )
    .taking::<Credentials>();
    operation.problems = sign_in::PROBLEMS;
    Flow::public(operation, handle)
}

/// Signs in.
///
/// # Errors
/// Wrong, waiting, not admitted, or a fault.
pub async fn handle(app: App, call: Call<Credentials>) -> Result<Reply<SessionBegun>, Failure> {
    sign_in::answer(&app, env!("CARGO_PKG_NAME"), Realm::Client, call, "portal").await
}
