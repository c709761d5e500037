//! An adviser hands a client to a colleague, who is responsible from then on: notices go to them,
//! and mails to the client bear their name.

use serde::Deserialize;
use utoipa::ToSchema;
use vestibule_application::decide::Decide;
use vestibule_contract::bodies::ClientView;
use vestibule_contract::{Operation, ProblemKind};
use vestibule_domain::access::Verdict;
use vestibule_domain::clients::{Adviser, Profile};
use vestibule_domain::kernel::{ClientId, FirmId, StaffId};
use vestibule_domain::staff::{Capability, RestsOn, Role, Staff};
use vestibule_domain::timeline::ClientEvent;
use vestibule_flow::fields::Fields;
use vestibule_flow::flow::StaffCaller;
use vestibule_flow::{Call, Failure, Flow, Reply};
use vestibule_runtime::App;
use vestibule_table::{Items, Key, Transaction};

/// To whom.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct HandOverClient {
    /// The identifier of an active member of staff.
    adviser: String,
}

/// The flow.
#[must_use]
pub fn flow() -> Flow {
    let operation = Operation::post(
        "hand-over-client",
        "/api/staff/clients/{client}/hand-over",
        "Hands a client to a colleague.",
    )
    .taking::<HandOverClient>()
    .refusing(&[ProblemKind::FieldsRefused, ProblemKind::LostRace]);
    Flow::staff(operation, Capability::HandOverClients, handle)
}

/// Hands the client over.
///
/// # Errors
/// Not signed in, no such client, no such colleague, or a fault.
pub async fn handle(
    app: App,
    call: Call<HandOverClient, StaffCaller>,
) -> Result<Reply<ClientView>, Failure> {
    let id: ClientId = call.path("client")?;
    let to: Option<StaffId> = call.body.adviser.parse().ok();
    // A member of staff who takes a client over was read with the session.
    let other = to.filter(|to| *to != call.caller.staff());
    let firm = call.caller.firm();
    let decide = Decide::by(&app, &call.caller).reading(other.map(|to| Key::staff(firm, to)));
    let decided = decide.client(id, |client| {
        let to = colleague(client.items, client.firm_id, to)?;
        let before = &client.read.profile;
        if before.adviser == to {
            return Ok(Verdict::granted(()));
        }
        // A colleague who leaves at this very moment gets no client any more.
        let rests_on = RestsOn { colleague: to.id, role: Role::Adviser };
        client.writes = Transaction::new().if_staff_holds(client.firm_id, rests_on);
        let handed_over = Verdict::granted(()).event(ClientEvent::HandedOver { to: to.id });
        client.profile = Some(Profile { adviser: to, ..before.clone() });
        Ok(handed_over)
    });
    Ok(decided.await?.view().into())
}

/// The colleague as the client's adviser. Somebody who has left, has not set up their account
/// or works at another firm cannot be one.
fn colleague(items: &Items, firm: FirmId, to: Option<StaffId>) -> Result<Adviser, Failure> {
    let staff = match to {
        Some(to) => items.get::<Staff>(&Key::staff(firm, to))?.filter(Staff::is_active),
        None => None,
    };
    let adviser = to.zip(staff).map(|(id, staff)| Adviser { id, name: staff.name });
    let mut fields = Fields::new();
    if adviser.is_none() {
        fields.refuse("adviser", "not-active", "This is no active member of staff.");
    }
    fields.all(adviser)
}
