//! An adviser puts a client away, out of the lists, once the client can reach nothing any more. The
//! record and the timeline stay.

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
        "archive-client",
        "/api/staff/clients/{client}/archive",
        "Puts a client away, out of the lists.",
    )
    .refusing(&[ProblemKind::StillHasAccess, ProblemKind::LostRace]);
    Flow::staff(operation, Capability::ArchiveClients, handle)
}

/// Puts the client away.
///
/// # Errors
/// Not signed in, no such client, the client can still reach something, or a fault.
pub async fn handle(
    app: App,
    call: Call<NoBody, StaffCaller>,
) -> Result<Reply<ClientView>, Failure> {
    let id: ClientId = call.path("client")?;
    let decided =
        Decide::by(&app, &call.caller).client(id, |client| Ok(client.access.archive(client.now)));
    Ok(decided.await?.view().into())
}
