//! A member of staff signs in to the console. Known and unknown addresses are answered alike.

use vestibule_application::sign_in;
use vestibule_application::sign_in::Realm;
use vestibule_contract::Operation;
use vestibule_contract::bodies::{Credentials, NextPage, SessionBegun};
use vestibule_flow::{Call, Failure, Flow, Reply};
use vestibule_runtime::App;

/// The flow.
#[must_use]
pub fn flow() -> Flow {
    let operation = Operation::post(
        "sign-in-staff",
        "/api/staff/sign-in",
        "A member of staff signs in to the console.",
    )
    .taking::<Credentials>()
    .refusing(sign_in::PROBLEMS);
    Flow::public(operation, handle)
}

/// Signs in.
///
/// # Errors
/// Wrong, waiting, not admitted, or a fault.
pub async fn handle(app: App, call: Call<Credentials>) -> Result<Reply<SessionBegun>, Failure> {
    sign_in::answer(&app, Realm::Staff, call, NextPage::Console).await
}
