//! Who is on the firm's staff, those who have left among them: advisers see it as well, to know
//! whom a client can be handed to.

use serde::Serialize;
use utoipa::ToSchema;
use vestibule_application::{decide, views};
use vestibule_contract::Operation;
use vestibule_contract::bodies::StaffView;
use vestibule_domain::staff::Capability;
use vestibule_flow::flow::StaffCaller;
use vestibule_flow::{Call, Failure, Flow, NoBody, Reply};
use vestibule_runtime::App;

/// The staff of a firm.
#[derive(Serialize, ToSchema)]
pub struct StaffList {
    /// Everybody, by name.
    members: Vec<StaffView>,
}

/// The flow.
#[must_use]
pub fn flow() -> Flow {
    let operation =
        Operation::get("list-staff", "/api/staff/members", "Who is on the firm's staff.");
    Flow::staff(operation, Capability::ReadStaff, handle)
}

/// Reads the staff, once the session is checked.
///
/// # Errors
/// Not signed in, or a fault.
pub async fn handle(
    app: App,
    call: Call<NoBody, StaffCaller>,
) -> Result<Reply<StaffList>, Failure> {
    let (by, _) = decide::admit(&app, &call.caller, &[]).await?;
    let staff = app.table().staff_of(by.firm_id).await?;
    let mut members: Vec<_> = staff.iter().map(|(id, staff)| views::staff(*id, staff)).collect();
    members.sort_by_cached_key(|member| (member.name.to_lowercase(), member.id.clone()));
    Ok(StaffList { members }.into())
}
