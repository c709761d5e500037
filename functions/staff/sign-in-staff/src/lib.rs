//! A member of staff signs in to the console. Known and unknown addresses are answered alike.

use serde::Deserialize;
use utoipa::ToSchema;
use vestibule_runtime::contract::bodies::SessionBegun;
use vestibule_runtime::contract::{Method, Operation};
use vestibule_runtime::sign_in::{Realm, SignIn};
use vestibule_runtime::{App, Call, Failure, Flow, Reply, sign_in};

/// Who, and the password.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Credentials {
    /// The firm's identifier, as `read-firm` gives it for the page's slug.
    firm: String,
    /// The sign-in e-mail.
    email: String,
    /// The password.
    password: String,
}

/// The flow.
#[must_use]
pub fn flow() -> Flow {
    let mut operation = Operation::new(
        env!("CARGO_PKG_NAME"),
        Method::Post,
        Some("/api/staff/sign-in"),
        "A member of staff signs in to the console.",
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
    let Credentials { firm, email, password } = call.body;
    let request = SignIn {
        flow: env!("CARGO_PKG_NAME"),
        realm: Realm::Staff,
        firm,
        email,
        password,
        source: call.source,
    };
    sign_in::answer(&app, request, "console").await
}
