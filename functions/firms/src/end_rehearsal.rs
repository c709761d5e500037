//! A rehearsal is over: the client is gone from this moment on, with sessions, links and PIN, and
//! the e-mail is free again. What is left is erased within minutes.

use serde_json::Value;
use vestibule_application::decide::{Decide, Decision};
use vestibule_application::rehearsal;
use vestibule_contract::bodies::{Done, NextPage};
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
    let operation = Operation::post(
        "end-rehearsal",
        "/api/staff/rehearsal/{client}/end",
        "Takes a rehearsal away, before its day is over.",
    )
    .refusing(&[ProblemKind::LostRace]);
    Flow::staff(operation, Capability::Rehearse, handle)
}

/// Ends the rehearsal; one that has just been ended is done.
///
/// # Errors
/// Not signed in, no such rehearsal in the caller's firm, or a fault.
pub async fn handle(app: App, call: Call<NoBody, StaffCaller>) -> Result<Reply<Done>, Failure> {
    let id: ClientId = call.path("client")?;
    let firm_id = call.caller.firm();
    let (client_key, ended) = (Key::client(firm_id, id), Key::erasure(firm_id, id));
    let index = app.keys().index().await?;
    let decide = Decide::by(&app, &call.caller).reading([client_key.clone(), ended.clone()]);
    let decided = decide.run(|round| {
        let not_found = || Failure::refused(ProblemKind::NotFound);
        let Some(client) = round.items.get::<Client>(&client_key)? else {
            // Ended already: what is left of it is being erased.
            round.items.get::<Value>(&ended)?.ok_or_else(not_found)?;
            return Ok(Decision::quiet(()));
        };
        let firm = (firm_id, &round.party.firm);
        let writes = rehearsal::removed(index, firm, (id, &client), round.now);
        Ok(Decision::after((), writes.ok_or_else(not_found)?))
    });
    decided.await?;
    Ok(Done { next: NextPage::Readiness }.into())
}
