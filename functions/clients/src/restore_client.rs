//! An adviser takes a client back into the lists, who can be invited again then.

use vestibule_application::decide::Decide;
use vestibule_contract::bodies::ClientView;
use vestibule_contract::{Operation, ProblemKind};
use vestibule_domain::kernel::ClientId;
use vestibule_domain::staff::Capability;
use vestibule_flow::flow::StaffCaller;
use vestibule_flow::{Call, Failure, Flow, NoBody, Reply};
use vestibule_runtime::App;

/// The flow.
#[must_use]
pub fn flow() -> Flow {
    let operation = Operation::post(
        "restore-client",
        "/api/staff/clients/{client}/restore",
        "Takes a client back into the lists.",
    )
    .refusing(&[ProblemKind::LostRace]);
    Flow::staff(operation, Capability::ArchiveClients, handle)
}

/// Takes the client back.
///
/// # Errors
/// Not signed in, no such client, or a fault.
pub async fn handle(
    app: App,
    call: Call<NoBody, StaffCaller>,
) -> Result<Reply<ClientView>, Failure> {
    let id: ClientId = call.path("client")?;
    let decided = Decide::by(&app, &call.caller).client(id, |client| Ok(client.access.restore()));
    Ok(decided.await?.view().into())
}
