//! A client forgot the password and typed an address at the sign-in page. The reply is the same
//! whatever the address; to one with a password a link is mailed, and only its "Continue" makes a
//! PIN, so that strangers can neither void PINs nor spend texts.

use vestibule_application::forgotten;
use vestibule_contract::Operation;
use vestibule_contract::bodies::{Done, ForgottenPassword};
use vestibule_flow::{Call, Failure, Flow, Reply};
use vestibule_runtime::App;
use vestibule_table::Realm;

/// The flow.
#[must_use]
pub fn flow() -> Flow {
    let operation = Operation::post(
        "forgot-password",
        "/api/client/forgot-password",
        "Mails a link to choose a new password, if the address is known.",
    )
    .taking::<ForgottenPassword>()
    .refusing(forgotten::PROBLEMS);
    Flow::public(operation, handle)
}

/// Notes the request; it is followed up by `start-recovery`.
///
/// # Errors
/// No such firm, no address, too many requests, or a fault.
pub async fn handle(app: App, call: Call<ForgottenPassword>) -> Result<Reply<Done>, Failure> {
    forgotten::note(&app, Realm::Client, call).await
}
