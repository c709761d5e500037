//! A firm admin gives a colleague another role. It holds from their next request on; a firm keeps
//! at least one active firm admin, and nobody changes their own role.

use serde::Deserialize;
use utoipa::ToSchema;
use vestibule_application::decide::Decide;
use vestibule_application::views::{self, Chosen};
use vestibule_contract::bodies::{StaffRole, StaffView};
use vestibule_contract::{Operation, ProblemKind, strict};
use vestibule_domain::kernel::StaffId;
use vestibule_domain::staff::Capability;
use vestibule_flow::flow::StaffCaller;
use vestibule_flow::{Call, Failure, Flow, Reply};
use vestibule_runtime::App;

/// The role.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ChangeRole {
    /// What they may do from now on.
    #[serde(deserialize_with = "strict::word")]
    role: StaffRole,
}

/// The flow.
#[must_use]
pub fn flow() -> Flow {
    let operation = Operation::post(
        "change-role",
        "/api/staff/members/{staff}/change-role",
        "Gives a member of staff another role.",
    )
    .taking::<ChangeRole>()
    .refusing(&[
        ProblemKind::StaffElsewhere,
        ProblemKind::LastAdmin,
        ProblemKind::Oneself,
        ProblemKind::LostRace,
    ]);
    Flow::staff(operation, Capability::ManageStaff, handle)
}

/// Changes the role.
///
/// # Errors
/// Not signed in as a firm admin, no such colleague, the rules refuse, or a fault.
pub async fn handle(
    app: App,
    call: Call<ChangeRole, StaffCaller>,
) -> Result<Reply<StaffView>, Failure> {
    let whom: StaffId = call.path("staff")?;
    let role = call.body.role.chosen();
    let staff = Decide::by(&app, &call.caller)
        .colleague(whom, |change, colleagues| Ok(change.account.change_role(role, colleagues)))
        .await?;
    Ok(views::staff(whom, &staff).into())
}
