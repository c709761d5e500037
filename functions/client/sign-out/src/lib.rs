//! A client signs out: that session is gone, and so is its cookie.

use vestibule_runtime::change::signed_out;
use vestibule_runtime::contract::bodies::Done;
use vestibule_runtime::contract::{Method, Operation};
use vestibule_runtime::flow::ClientCaller;
use vestibule_runtime::table::Realm;
use vestibule_runtime::{App, Call, Failure, Flow, NoBody, Reply, session};

/// The flow.
#[must_use]
pub fn flow() -> Flow {
    let operation = Operation::new(
        env!("CARGO_PKG_NAME"),
        Method::Post,
        Some("/api/client/sign-out"),
        "Ends this client session.",
    );
    Flow::client(operation, handle)
}

/// Ends the session that the cookie names, whether it is still good or not.
///
/// # Errors
/// A fault.
pub async fn handle(app: App, call: Call<NoBody, ClientCaller>) -> Result<Reply<Done>, Failure> {
    signed_out(&app, env!("CARGO_PKG_NAME"), &call.caller).await?;
    Ok(Reply::from(Done { next: "sign-in".to_owned() })
        .with_cookie(session::end_cookie(Realm::Client)))
}
