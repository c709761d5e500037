//! An adviser hands a client to a colleague, who is responsible from then on: notices go to them,
//! and mails to the client bear their name.

use serde::Deserialize;
use utoipa::ToSchema;
use vestibule_runtime::change::{self, Outcome};
use vestibule_runtime::contract::bodies::ClientView;
use vestibule_runtime::contract::{Method, Operation, ProblemKind};
use vestibule_runtime::domain::access::Verdict;
use vestibule_runtime::domain::clients::{Adviser, Profile};
use vestibule_runtime::domain::kernel::{ClientId, FirmId, StaffId};
use vestibule_runtime::domain::staff::{RestsOn, Role, Staff};
use vestibule_runtime::domain::timeline::{ClientEvent, Event};
use vestibule_runtime::fields::Fields;
use vestibule_runtime::flow::StaffCaller;
use vestibule_runtime::table::{Items, Key};
use vestibule_runtime::{App, Call, Failure, Fault, Flow, Reply, views};

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
    let mut operation = Operation::new(
        env!("CARGO_PKG_NAME"),
        Method::Post,
        Some("/api/staff/clients/{client}/hand-over"),
        "Hands a client to a colleague.",
    )
    .taking::<HandOverClient>();
    operation.problems = &[ProblemKind::FieldsRefused, ProblemKind::LostRace];
    Flow::staff(operation, Role::Adviser, handle)
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
    let (cause, caller) = (env!("CARGO_PKG_NAME"), &call.caller);
    // Whoever takes a client over themselves was read with the session.
    let other = to.filter(|to| *to != caller.staff());
    let beside: Vec<_> = other.map(|to| Key::staff(caller.firm(), to)).into_iter().collect();
    let decide = change::by_staff_beside(
        &app,
        cause,
        caller,
        id,
        &beside,
        None,
        |_, scene, extra, items| {
            let to = colleague(items, scene.firm_id, to)?;
            let before = &scene.client.profile;
            if before.adviser == to {
                return Ok(Verdict::quiet(Ok(())));
            }
            let (firm, rests_on) =
                (scene.firm_id, RestsOn { colleague: to.id, role: Role::Adviser });
            let events = vec![Event::Client(ClientEvent::HandedOver { to: to.id })];
            extra.profile = Some(Profile { adviser: to, ..before.clone() });
            // Somebody who leaves at this very moment gets no client any more.
            extra.also = Some(Box::new(move |commit| commit.if_staff_holds(firm, rests_on)));
            Ok(Verdict { events, messages: Vec::new(), answer: Ok(()) })
        },
    );
    let Outcome::Done(done) = decide.await? else {
        return Err(Fault::Unexpected.into());
    };
    Ok(views::client(id, &done.done.client, &done.done.firm, done.done.now).into())
}

/// The colleague as the client's adviser. Whoever has left, has not come yet or works elsewhere is
/// none.
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
