//! An adviser takes back the invitation to the portal: its link and PIN are void at once.

use serde::Serialize;
use utoipa::ToSchema;
use vestibule_application::decide::Decide;
use vestibule_application::views::Shown;
use vestibule_contract::bodies::Standing;
use vestibule_contract::{Operation, ProblemKind};
use vestibule_domain::kernel::{ClientId, GrantId};
use vestibule_domain::staff::Capability;
use vestibule_flow::flow::StaffCaller;
use vestibule_flow::{Call, Failure, Flow, NoBody, Reply};
use vestibule_runtime::App;

/// The client's state now.
#[derive(Serialize, ToSchema)]
pub struct InvitationCancelled {
    /// Still invited where something else was offered too.
    standing: Standing,
}

/// The flow.
#[must_use]
pub fn flow() -> Flow {
    let operation = Operation::post(
        "cancel-invitation",
        "/api/staff/clients/{client}/cancel-invitation",
        "Takes back the invitation to the portal.",
    )
    .refusing(&[ProblemKind::NothingToEnd, ProblemKind::LostRace]);
    Flow::staff(operation, Capability::Invite, handle)
}

/// Takes it back.
///
/// # Errors
/// Not signed in, no such client, nothing to take back, or a fault.
pub async fn handle(
    app: App,
    call: Call<NoBody, StaffCaller>,
) -> Result<Reply<InvitationCancelled>, Failure> {
    let id: ClientId = call.path("client")?;
    let decided = Decide::by(&app, &call.caller)
        .client(id, |client| Ok(client.access.cancel_invitation(GrantId::Portal, client.now)));
    let decided = decided.await?;
    let standing = decided.client.access.standing().shown();
    Ok(InvitationCancelled { standing }.into())
}
