//! Ops reopen a firm that was closed: people may sign in again, with new sessions, and their links
//! work where their time is not over. Reopening it again changes nothing.

use crate::which_firm::{FirmChange, FirmNamed};
use vestibule_flow::Flow;
use vestibule_flow::flow::EventFailure;
use vestibule_runtime::App;

/// The flow.
#[must_use]
pub fn flow() -> Flow {
    Flow::event("reopen-firm", handle)
}

/// Reopens the firm.
///
/// # Errors
/// The firm is not named or not there, or a fault.
pub async fn handle(app: App, request: FirmNamed) -> Result<FirmChange, EventFailure> {
    request.which()?.change(&app, |firm, _| firm.reopened()).await
}
