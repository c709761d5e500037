//! An adviser reads a client: profile, access, PIN stage and security level. `reveal-pin` shows
//! the digits of the PIN. Reading marks the notification
//! about this client as read.

use vestibule_application::{decide, views};
use vestibule_contract::bodies::ClientView;
use vestibule_contract::{Operation, ProblemKind};
use vestibule_domain::clients::Client;
use vestibule_domain::kernel::ClientId;
use vestibule_domain::staff::Capability;
use vestibule_flow::flow::StaffCaller;
use vestibule_flow::{Call, Failure, Flow, NoBody, Reply};
use vestibule_runtime::App;
use vestibule_table::Key;

/// The flow.
#[must_use]
pub fn flow() -> Flow {
    let operation = Operation::get(
        "read-client",
        "/api/staff/clients/{client}",
        "A client with profile and access.",
    );
    Flow::staff(operation, Capability::ReadClients, handle)
}

/// Reads the client.
///
/// # Errors
/// Not signed in, or no such client in the caller's firm.
pub async fn handle(
    app: App,
    call: Call<NoBody, StaffCaller>,
) -> Result<Reply<ClientView>, Failure> {
    let id: ClientId = call.path("client")?;
    let key = Key::client(call.caller.firm(), id);
    let (by, items) = decide::admit(&app, &call.caller, std::slice::from_ref(&key)).await?;
    let client: Client = items.get(&key)?.ok_or_else(|| Failure::refused(ProblemKind::NotFound))?;
    decide::mark_read(&app, by.firm_id, id, &client).await;
    Ok(views::client(id, &client, &by.firm, by.staff.role, app.now()).into())
}
