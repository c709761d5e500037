//! A member of staff sets the password of a new account, through the link that was mailed.

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
pub struct SetUpStaff {
    /// The token: the part of the link after the `#`.
    link: String,
    /// At least 15 characters.
    password: String,
}

/// The flow.
#[must_use]
pub fn flow() -> Flow {
    let operation = Operation::post(
        "set-up-staff",
        "/api/staff/set-up",
        "Sets the password of a new staff account.",
    )
    .taking::<SetUpStaff>()
    .refusing(staff_password::PROBLEMS);
    Flow::public(operation, handle)
}

/// Sets the password.
///
/// # Errors
/// The link is unknown, over or used; the password is refused; or a fault.
pub async fn handle(app: App, call: Call<SetUpStaff>) -> Result<Reply<StaffPasswordSet>, Failure> {
    let request = staff_password::Request {
        kind: LinkKind::StaffSetUp,
        link: &call.body.link,
        password: call.body.password,
        source: &call.source,
    };
    staff_password::set(&app, request, |staff, link, now| {
        staff.may_set_up(link, now)?;
        Ok(staff.activate())
    })
    .await
}
