//! An adviser notes that a client was helped: they no longer stand among those who are stuck. A
//! block for PIN entry ends by a new PIN only.

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
        "mark-helped",
        "/api/staff/clients/{client}/helped",
        "Notes that a client who was stuck was helped.",
    )
    .refusing(&[ProblemKind::LostRace]);
    Flow::staff(operation, Role::Adviser, handle)
}

/// Notes it.
///
/// # Errors
/// Not signed in, no such client, or a fault.
pub async fn handle(
    app: App,
    call: Call<NoBody, StaffCaller>,
) -> Result<Reply<ClientView>, Failure> {
    let id: ClientId = call.path("client")?;
    let decided = Decide::by(&app, &call.caller).client(id, |client| Ok(client.access.helped()));
    Ok(decided.await?.view().into())
}
