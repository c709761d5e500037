//! A firm admin ends the account of a colleague who leaves. Their sessions end at once, their
//! e-mail is free again, and their successor takes over their clients (`hand-over-clients`).

use serde::Deserialize;
use utoipa::ToSchema;
use vestibule_application::decide::{Decide, StaffCredential};
use vestibule_application::views;
use vestibule_contract::bodies::StaffView;
use vestibule_contract::{Operation, ProblemKind};
use vestibule_domain::kernel::StaffId;
use vestibule_domain::staff::{Capability, StaffRefusal, Verdict};
use vestibule_flow::flow::StaffCaller;
use vestibule_flow::{Call, Failure, Flow, Reply};
use vestibule_runtime::App;
use vestibule_secrets::entropy;
use vestibule_table::{HandOver, Transaction};

/// Who takes over.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DeactivateStaff {
    /// Another active member of staff.
    successor: String,
}

/// The flow.
#[must_use]
pub fn flow() -> Flow {
    let operation = Operation::post(
        "deactivate-staff",
        "/api/staff/members/{staff}/deactivate",
        "Ends the account of somebody who leaves.",
    )
    .taking::<DeactivateStaff>()
    .refusing(&[
        ProblemKind::FieldsRefused,
        ProblemKind::StaffElsewhere,
        ProblemKind::LastAdmin,
        ProblemKind::Oneself,
        ProblemKind::LostRace,
    ]);
    Flow::staff(operation, Capability::ManageStaff, handle)
}

/// Ends the account.
///
/// # Errors
/// Not signed in as a firm admin, no such colleague, the rules refuse, or a fault.
pub async fn handle(
    app: App,
    call: Call<DeactivateStaff, StaffCaller>,
) -> Result<Reply<StaffView>, Failure> {
    let whom: StaffId = call.path("staff")?;
    let successor: Option<StaffId> = call.body.successor.parse().ok();
    let decide = Decide::by(&app, &call.caller);
    let decided = decide.colleague(whom, |change, colleagues| {
        let Some(to) = successor else {
            return Ok(Verdict::refused(StaffRefusal::SuccessorUnfit));
        };
        change.credential = StaffCredential::Release;
        change.writes = Transaction::new().order_hand_over(&HandOver {
            id: entropy::message_id(),
            firm: change.by.firm_id,
            from: whom,
            to,
            by: change.by.id,
            created_at: change.now,
        });
        Ok(change.account.deactivate(to, colleagues))
    });
    Ok(views::staff(whom, &decided.await?).into())
}
