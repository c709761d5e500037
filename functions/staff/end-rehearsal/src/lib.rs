//! A rehearsal is over: the client is gone from this moment on, with sessions, links and PIN, and
//! the e-mail is free again. What is left is erased within minutes.

use serde_json::Value;
use vestibule_runtime::contract::bodies::Done;
use vestibule_runtime::contract::{Method, Operation, ProblemKind};
use vestibule_runtime::domain::clients::Client;
use vestibule_runtime::domain::kernel::ClientId;
use vestibule_runtime::domain::staff::Role;
use vestibule_runtime::flow::StaffCaller;
use vestibule_runtime::table::{CommitFault, Key, Race};
use vestibule_runtime::{App, Call, Failure, Fault, Flow, NoBody, Reply, rehearsal, session};

/// The flow.
#[must_use]
pub fn flow() -> Flow {
    let mut operation = Operation::new(
        env!("CARGO_PKG_NAME"),
        Method::Post,
        Some("/api/staff/rehearsal/{client}/end"),
        "Takes a rehearsal away, before its day is over.",
    );
    operation.problems = &[ProblemKind::LostRace];
    Flow::staff(operation, Role::Adviser, handle)
}

/// Ends the rehearsal; one that has just been ended is done.
///
/// # Errors
/// Not signed in, no such rehearsal in the caller's firm, or a fault.
pub async fn handle(app: App, call: Call<NoBody, StaffCaller>) -> Result<Reply<Done>, Failure> {
    let id: ClientId = call.path("client")?;
    let firm_id = call.caller.firm();
    let (client_key, ended) = (Key::client(firm_id, id), Key::erasure(firm_id, id));
    let not_found = || Failure::refused(ProblemKind::NotFound);
    let mut race = Race::default();
    loop {
        let by = session::staff(&app, &call.caller, &[client_key.clone(), ended.clone()]).await?;
        let Some(client) = by.items.get::<Client>(&client_key)? else {
            return match by.items.get::<Value>(&ended)? {
                Some(_) => Ok(done()),
                None => Err(not_found()),
            };
        };
        let now = app.now();
        let taken_away = rehearsal::taken_away(&app, firm_id, &by.firm, id, &client, now).await?;
        match app.table().commit(taken_away.ok_or_else(not_found)?).await {
            Ok(()) => return Ok(done()),
            Err(CommitFault::LostRace) => race.again().await.map_err(Fault::from)?,
            Err(other) => return Err(Fault::from(other).into()),
        }
    }
}

fn done() -> Reply<Done> {
    Done { next: "readiness".to_owned() }.into()
}
