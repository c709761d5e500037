//! An adviser notes that a client was helped: they no longer stand among those who are stuck. A
//! block for PIN entry ends by a new PIN only.

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
        "mark-helped",
        "/api/staff/clients/{client}/helped",
        "Notes that a client who was stuck was helped.",
    )
    .refusing(&[ProblemKind::LostRace]);
    Flow::staff(operation, Capability::EditClients, handle)
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
