//! What the firm has chosen. Advisers see it as well; only firm admins change it.

use vestibule_application::{decide, views};
use vestibule_contract::Operation;
use vestibule_contract::bodies::SettingsView;
use vestibule_domain::staff::Capability;
use vestibule_flow::flow::StaffCaller;
use vestibule_flow::{Call, Failure, Flow, NoBody, Reply};
use vestibule_runtime::App;

/// The flow.
#[must_use]
pub fn flow() -> Flow {
    let operation =
        Operation::get("read-settings", "/api/staff/settings", "What the firm has chosen.");
    Flow::staff(operation, Capability::ReadSettings, handle)
}

/// Reads the settings.
///
/// # Errors
/// Not signed in, or a fault.
pub async fn handle(
    app: App,
    call: Call<NoBody, StaffCaller>,
) -> Result<Reply<SettingsView>, Failure> {
    let (by, _) = decide::admit(&app, &call.caller, &[]).await?;
    Ok(views::settings(by.firm_id, &by.firm).into())
}
