//! A member of staff forgot the password and typed an address at the console. The reply is the same
//! whatever the address; to one with a password a link is mailed.

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
        "forgot-password-staff",
        "/api/staff/forgot-password",
        "Mails staff a link to choose a new password, if the address is known.",
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
    forgotten::note(&app, Realm::Staff, call).await
}
