//! An adviser revokes the access of a client: password, PIN, links and sessions are gone with the
//! commit. The timeline stays. A client who is invited again starts from the beginning.

use serde::Serialize;
use utoipa::ToSchema;
use vestibule_application::decide::Decide;
use vestibule_application::views::Shown;
use vestibule_contract::bodies::{SecurityLevel, Standing};
use vestibule_contract::{Operation, ProblemKind};
use vestibule_domain::kernel::ClientId;
use vestibule_domain::staff::Capability;
use vestibule_flow::flow::StaffCaller;
use vestibule_flow::{Call, Failure, Flow, NoBody, Reply};
use vestibule_runtime::App;

/// The client's state now.
#[derive(Serialize, ToSchema)]
pub struct AccessRevoked {
    /// Revoked.
    standing: Standing,
    /// Low: no password is left.
    security_level: SecurityLevel,
}

/// The flow.
#[must_use]
pub fn flow() -> Flow {
    let operation = Operation::post(
        "revoke-access",
        "/api/staff/clients/{client}/revoke",
        "Revokes all access of a client.",
    )
    .refusing(&[ProblemKind::NothingToEnd, ProblemKind::LostRace]);
    Flow::staff(operation, Capability::Revoke, handle)
}

/// Revokes.
///
/// # Errors
/// Not signed in, no such client, there is nothing to revoke, or a fault.
pub async fn handle(
    app: App,
    call: Call<NoBody, StaffCaller>,
) -> Result<Reply<AccessRevoked>, Failure> {
    let id: ClientId = call.path("client")?;
    let decided = Decide::by(&app, &call.caller)
        .client(id, |client| Ok(client.access.revoke(&client.firm.rules, client.now)));
    let decided = decided.await?;
    let access = &decided.client.access;
    Ok(AccessRevoked {
        standing: access.standing().shown(),
        security_level: access.security_level().shown(),
    }
    .into())
}
