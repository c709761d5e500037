//! An adviser takes a client back into the lists, who can be invited again then.

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
        "restore-client",
        "/api/staff/clients/{client}/restore",
        "Takes a client back into the lists.",
    )
    .refusing(&[ProblemKind::LostRace]);
    Flow::staff(operation, Role::Adviser, handle)
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
