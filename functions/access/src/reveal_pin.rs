//! An adviser reveals the PIN of a client. Each look is recorded on the timeline, before the reply
//! with the digits is sent.

use serde::Serialize;
use utoipa::ToSchema;
use vestibule_application::decide::Decide;
use vestibule_contract::{Operation, ProblemKind};
use vestibule_domain::kernel::ClientId;
use vestibule_domain::staff::Capability;
use vestibule_flow::flow::StaffCaller;
use vestibule_flow::{Call, Failure, Flow, NoBody, Reply};
use vestibule_runtime::App;

/// The PIN.
#[derive(Serialize, ToSchema)]
pub struct RevealedPin {
    /// Six digits.
    pin: String,
    /// From the second PIN on, its letter.
    letter: Option<String>,
}

/// The flow.
#[must_use]
pub fn flow() -> Flow {
    let operation = Operation::post(
        "reveal-pin",
        "/api/staff/clients/{client}/reveal-pin",
        "Shows the digits of a client's PIN.",
    )
    .refusing(&[ProblemKind::NoPin, ProblemKind::LostRace]);
    Flow::staff(operation, Capability::RevealPin, handle)
}

/// Shows the PIN.
///
/// # Errors
/// Not signed in, no such client, there is no PIN, or a fault.
pub async fn handle(
    app: App,
    call: Call<NoBody, StaffCaller>,
) -> Result<Reply<RevealedPin>, Failure> {
    let id: ClientId = call.path("client")?;
    // The key first: where KMS is down nothing is noted that was not seen.
    let pins = app.keys().pins().await?;
    let decided = Decide::by(&app, &call.caller)
        .client(id, |client| Ok(client.access.reveal_pin(client.now)));
    let decided = decided.await?;
    let pin = decided.answer;
    let digits = pins.open(pin.sealed(), decided.party.firm_id, id, pin.generation())?;
    Ok(RevealedPin { pin: digits.to_string(), letter: pin.generation().letter() }.into())
}
