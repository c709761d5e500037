//! A member of staff who forgot the password chooses a new one, through the link that was mailed.
//! Every session ends, and the address gets an e-mail about it.

use crate::staff_password;
use serde::Deserialize;
use utoipa::ToSchema;
use vestibule_contract::Operation;
use vestibule_contract::bodies::StaffPasswordSet;
use vestibule_flow::{Call, Failure, Flow, Reply};
use vestibule_runtime::App;
use vestibule_secrets::token::LinkKind;

/// The link and the password.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RecoverStaff {
    /// The token: the part of the link after the `#`.
    link: String,
    /// At least 15 characters.
    password: String,
}

/// The flow.
#[must_use]
pub fn flow() -> Flow {
    let operation = Operation::post(
        "recover-staff",
        "/api/staff/recover",
        "Sets a new password of a staff account, through a recovery link.",
    )
    .taking::<RecoverStaff>()
    .refusing(staff_password::PROBLEMS);
    Flow::public(operation, handle)
}

/// Sets the password.
///
/// # Errors
/// The link is unknown, over or used; the password is refused; or a fault.
pub async fn handle(
    app: App,
    call: Call<RecoverStaff>,
) -> Result<Reply<StaffPasswordSet>, Failure> {
    let request = staff_password::Request {
        kind: LinkKind::StaffRecovery,
        link: &call.body.link,
        password: call.body.password,
        source: &call.source,
    };
    staff_password::set(&app, request, |staff, link, now| {
        staff.may_recover(link, now)?;
        Ok(staff.recover())
    })
    .await
}
