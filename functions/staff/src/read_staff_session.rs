//! Who is signed in at the console, for how long, and which notifications they get by e-mail. The
//! console asks for this first.

use serde::Serialize;
use std::collections::BTreeMap;
use utoipa::ToSchema;
use vestibule_application::decide;
use vestibule_application::views::{self, Shown};
use vestibule_contract::Operation;
use vestibule_contract::bodies::{FirmView, Notice, StaffRole};
use vestibule_domain::logins::ABSOLUTE;
use vestibule_domain::staff::Capability;
use vestibule_flow::flow::StaffCaller;
use vestibule_flow::{Call, Failure, Flow, NoBody, Reply};
use vestibule_runtime::App;

/// The session of a member of staff.
#[derive(Serialize, ToSchema)]
pub struct StaffSessionView {
    /// The firm.
    firm: FirmView,
    /// Their identifier.
    id: String,
    /// Their name.
    name: String,
    /// Their sign-in name.
    email: String,
    /// What they may do.
    role: StaffRole,
    /// When it ends (RFC 3339) if nothing more is done in it.
    ends_at: String,
    /// When it ends (RFC 3339) whatever is done in it.
    ends_at_latest: String,
    /// Each notice, and whether it is mailed to them.
    notices: BTreeMap<Notice, bool>,
}

/// The flow.
#[must_use]
pub fn flow() -> Flow {
    let operation = Operation::get(
        "read-staff-session",
        "/api/staff/session",
        "Who is signed in at the console.",
    );
    Flow::staff(operation, Capability::OwnAccount, handle)
}

/// Reads the session.
///
/// # Errors
/// Not signed in, or a fault.
pub async fn handle(
    app: App,
    call: Call<NoBody, StaffCaller>,
) -> Result<Reply<StaffSessionView>, Failure> {
    let (by, _) = decide::admit(&app, &call.caller, &[]).await?;
    Ok(StaffSessionView {
        firm: views::firm(by.firm_id, &by.firm),
        id: by.id.to_string(),
        name: by.staff.name.as_str().to_owned(),
        email: by.staff.email.as_str().to_owned(),
        role: by.staff.role.shown(),
        ends_at: by.session.ends_at().to_string(),
        ends_at_latest: (by.session.began_at + ABSOLUTE).to_string(),
        notices: views::notices(&by.firm, by.id),
    }
    .into())
}
