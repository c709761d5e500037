//! An adviser generates a new PIN: it voids all older ones and always unblocks. For a client who
//! has a password it begins a recovery: a link is mailed, and the password is refused until the
//! new PIN is entered.

use serde::Serialize;
use utoipa::ToSchema;
use vestibule_application::decide::Decide;
use vestibule_contract::{Operation, ProblemKind};
use vestibule_domain::kernel::ClientId;
use vestibule_domain::staff::Capability;
use vestibule_flow::flow::StaffCaller;
use vestibule_flow::{Call, Failure, Flow, NoBody, Reply};
use vestibule_runtime::App;
use vestibule_secrets::entropy;

/// The PIN that was made; its digits are a look of their own (`reveal-pin`).
#[derive(Serialize, ToSchema)]
pub struct PinRenewed {
    /// Its letter.
    letter: Option<String>,
    /// Whether a recovery link was mailed, since the client has a password.
    recovery: bool,
}

/// The flow.
#[must_use]
pub fn flow() -> Flow {
    let operation = Operation::post(
        "renew-pin",
        "/api/staff/clients/{client}/renew-pin",
        "Generates a new PIN; always unblocks.",
    )
    .refusing(&[ProblemKind::AddressUnreachable, ProblemKind::LostRace]);
    Flow::staff(operation, Capability::RenewPin, handle)
}

/// Makes the PIN.
///
/// # Errors
/// Not signed in, no such client, the recovery link could not arrive, or a fault.
pub async fn handle(
    app: App,
    call: Call<NoBody, StaffCaller>,
) -> Result<Reply<PinRenewed>, Failure> {
    let id: ClientId = call.path("client")?;
    let pins = app.keys().pins().await?;
    let decided = Decide::by(&app, &call.caller).client(id, |client| {
        let fresh = pins.make(client.firm_id, id, client.access.generation_to_come());
        Ok(client.access.renew_pin(fresh, entropy::link_id(), &client.firm.rules, client.now))
    });
    let decided = decided.await?;
    let made = decided.answer;
    Ok(PinRenewed { letter: made.generation.letter(), recovery: made.recovery.is_some() }.into())
}
