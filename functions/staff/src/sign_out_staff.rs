//! A member of staff signs out: that session is gone, and so is its cookie.

use vestibule_application::decide::{Decide, Decision, Unread};
use vestibule_contract::Operation;
use vestibule_contract::bodies::{Done, NextPage};
use vestibule_domain::kernel::Actor;
use vestibule_domain::staff::Capability;
use vestibule_flow::flow::StaffCaller;
use vestibule_flow::{Call, Failure, Flow, NoBody, Reply, session};
use vestibule_runtime::App;
use vestibule_table::{Realm, Transaction};

/// The flow.
#[must_use]
pub fn flow() -> Flow {
    let operation =
        Operation::post("sign-out-staff", "/api/staff/sign-out", "Ends this staff session.");
    Flow::staff(operation, Capability::OwnAccount, handle)
}

/// Ends the session that the cookie names, whether it is still good or not.
///
/// # Errors
/// A fault.
pub async fn handle(app: App, call: Call<NoBody, StaffCaller>) -> Result<Reply<Done>, Failure> {
    let key = session::staff_key(&call.caller);
    let actor = Actor::Staff(call.caller.staff());
    Decide::by(&app, Unread { actor })
        .run(|_| Ok(Decision::after((), Transaction::new().end_session(&key))))
        .await?;
    Ok(Reply::from(Done { next: NextPage::SignIn }).with_cookie(session::end_cookie(Realm::Staff)))
}
