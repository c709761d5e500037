//! An adviser puts a client away, out of the lists, once the client can reach nothing any more. The
//! record and the timeline stay.

use vestibule_runtime::contract::bodies::ClientView;
use vestibule_runtime::contract::{Operation, ProblemKind};
use vestibule_runtime::decide::Decide;
use vestibule_runtime::domain::kernel::ClientId;
use vestibule_runtime::domain::staff::Role;
use vestibule_runtime::flow::StaffCaller;
use vestibule_runtime::{App, Call, Failure, Flow, NoBody, Reply};

/// The flow.
#[must_use]
pub fn flow() -> Flow {
    let operation = Operation::post(
        "archive-client",
        "/api/staff/clients/{client}/archive",
        "Puts a client away, out of the lists.",
    )
    .refusing(&[ProblemKind::StillHasAccess, ProblemKind::LostRace]);
    Flow::staff(operation, Role::Adviser, handle)
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
