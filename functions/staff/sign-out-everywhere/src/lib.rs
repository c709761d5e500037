//! A member of staff ends every session of their own, wherever it was left open.

use vestibule_runtime::contract::bodies::Done;
use vestibule_runtime::contract::{Method, Operation, ProblemKind};
use vestibule_runtime::domain::staff::Role;
use vestibule_runtime::flow::StaffCaller;
use vestibule_runtime::table::{CommitFault, CredentialWrite, Key, Race, Realm, Transaction};
use vestibule_runtime::{App, Call, Failure, Fault, Flow, NoBody, Reply, session};

/// The flow.
#[must_use]
pub fn flow() -> Flow {
    let mut operation = Operation::new(
        env!("CARGO_PKG_NAME"),
        Method::Post,
        Some("/api/staff/sign-out-everywhere"),
        "Ends every session of whoever asks.",
    );
    operation.problems = &[ProblemKind::LostRace];
    Flow::staff(operation, Role::Adviser, handle)
}

/// Ends the sessions; the account and its credential have a new epoch.
///
/// # Errors
/// Not signed in, or a fault.
pub async fn handle(app: App, call: Call<NoBody, StaffCaller>) -> Result<Reply<Done>, Failure> {
    let index = app.keys().index().await?;
    let mut race = Race::default();
    loop {
        let by = session::staff(&app, &call.caller, &[]).await?;
        let staff = by.staff.signed_out_everywhere();
        let digest = index.email(by.firm_id, Realm::Staff, &staff.email);
        let epoch = CredentialWrite::SetEpoch { owner: by.id.0, epoch: staff.epoch };
        let ended = Transaction::new()
            .put_staff(by.firm_id, by.id, &by.staff, &staff)
            .change_credential(&Key::credential(by.firm_id, Realm::Staff, &digest), &epoch);
        match app.table().commit(ended).await {
            Ok(()) => {
                let done = Reply::from(Done { next: "sign-in".to_owned() });
                return Ok(done.with_cookie(session::end_cookie(Realm::Staff)));
            }
            Err(CommitFault::LostRace) => race.again().await.map_err(Fault::from)?,
            Err(other) => return Err(Fault::from(other).into()),
        }
    }
}
