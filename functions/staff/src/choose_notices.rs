//! A member of staff chooses which notices are mailed to them (P19). What they do not name stays as
//! it is.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::ToSchema;
use vestibule_application::decide::{Decide, Decision};
use vestibule_application::views;
use vestibule_contract::{Operation, ProblemKind, bodies, strict};
use vestibule_domain::messaging::Notice;
use vestibule_domain::staff::Capability;
use vestibule_flow::flow::StaffCaller;
use vestibule_flow::{Call, Failure, Flow, Reply};
use vestibule_runtime::App;
use vestibule_table::Transaction;

/// What is chosen.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ChooseNotices {
    /// Notices by their words, each with whether it is mailed.
    #[serde(deserialize_with = "strict::map")]
    #[schema(value_type = BTreeMap<bodies::Notice, bool>)]
    choices: BTreeMap<Notice, bool>,
}

/// What holds now.
#[derive(Serialize, ToSchema)]
pub struct NoticesChosen {
    /// Each notice, and whether it is mailed.
    notices: BTreeMap<bodies::Notice, bool>,
}

/// The flow.
#[must_use]
pub fn flow() -> Flow {
    let operation = Operation::post(
        "choose-notices",
        "/api/staff/notices",
        "Chooses which notifications the caller gets by e-mail.",
    )
    .taking::<ChooseNotices>()
    .refusing(&[ProblemKind::LostRace]);
    Flow::staff(operation, Capability::OwnAccount, handle)
}

/// Stores the caller's choices. The firm's item has the choices of all its staff, as every flow
/// that notifies somebody reads it.
///
/// # Errors
/// Not signed in, or a fault.
pub async fn handle(
    app: App,
    call: Call<ChooseNotices, StaffCaller>,
) -> Result<Reply<NoticesChosen>, Failure> {
    let decided = Decide::by(&app, &call.caller).run(|round| {
        let by = &round.party;
        let mut firm = by.firm.clone();
        let mut chosen = firm.notices.remove(&by.id).unwrap_or_default();
        for (notice, wanted) in &call.body.choices {
            chosen.set(*notice, *wanted);
        }
        if !chosen.is_default() {
            firm.notices.insert(by.id, chosen);
        }
        let reply = NoticesChosen { notices: views::notices(&firm, by.id) };
        Ok(Decision::after(
            reply,
            Transaction::new().put_firm_if_changed(by.firm_id, &by.firm, &firm),
        ))
    });
    Ok(decided.await?.answer.into())
}
