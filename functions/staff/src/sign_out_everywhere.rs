//! A member of staff ends every session of their own, wherever it was left open.

use vestibule_application::decide::{AccountEffects, Decide, Decision, Effects, StaffCredential};
use vestibule_contract::bodies::{Done, NextPage};
use vestibule_contract::{Operation, ProblemKind};
use vestibule_domain::staff::Capability;
use vestibule_flow::flow::StaffCaller;
use vestibule_flow::{Call, Failure, Flow, NoBody, Reply, session};
use vestibule_runtime::App;
use vestibule_table::Realm;

/// The flow.
#[must_use]
pub fn flow() -> Flow {
    let operation = Operation::post(
        "sign-out-everywhere",
        "/api/staff/sign-out-everywhere",
        "Ends every session of the caller.",
    )
    .refusing(&[ProblemKind::LostRace]);
    Flow::staff(operation, Capability::OwnAccount, handle)
}

/// Ends the sessions; the account and its credential have a new epoch.
///
/// # Errors
/// Not signed in, or a fault.
pub async fn handle(app: App, call: Call<NoBody, StaffCaller>) -> Result<Reply<Done>, Failure> {
    let decide = Decide::by(&app, &call.caller).run(|round| {
        let by = &round.party;
        let mut staff = by.staff.clone();
        let verdict = staff.end_sessions();
        let account = AccountEffects {
            id: by.id,
            read: Some(by.staff.clone()),
            staff,
            messages: verdict.messages,
            rests_on: Vec::new(),
            credential: StaffCredential::NewEpoch,
        };
        let effects = Effects { account: Some(Box::new(account)), ..Effects::default() };
        Ok(Decision { answer: Ok(()), effects })
    });
    decide.await?;
    let done = Reply::from(Done { next: NextPage::SignIn });
    Ok(done.with_cookie(session::end_cookie(Realm::Staff)))
}
