//! A firm admin mails a colleague a new set-up link; the one before ends.

use vestibule_application::decide::Decide;
use vestibule_application::views;
use vestibule_contract::bodies::StaffView;
use vestibule_contract::{Operation, ProblemKind};
use vestibule_domain::kernel::StaffId;
use vestibule_domain::staff::Capability;
use vestibule_flow::flow::StaffCaller;
use vestibule_flow::{Call, Failure, Flow, NoBody, Reply};
use vestibule_runtime::App;
use vestibule_secrets::entropy;

/// The flow.
#[must_use]
pub fn flow() -> Flow {
    let operation = Operation::post(
        "resend-set-up",
        "/api/staff/members/{staff}/resend-set-up",
        "Mails a new set-up link; the one before ends.",
    )
    .refusing(&[ProblemKind::StaffElsewhere, ProblemKind::LostRace]);
    Flow::staff(operation, Capability::ManageStaff, handle)
}

/// Mails the link.
///
/// # Errors
/// Not signed in as a firm admin, no such colleague, the account is set up or over, or a fault.
pub async fn handle(
    app: App,
    call: Call<NoBody, StaffCaller>,
) -> Result<Reply<StaffView>, Failure> {
    let whom: StaffId = call.path("staff")?;
    let staff = Decide::by(&app, &call.caller)
        .colleague(whom, |change, _| Ok(change.account.resend(entropy::link_id(), change.now)))
        .await?;
    Ok(views::staff(whom, &staff).into())
}
