//! Ops close a firm: from the next request on nobody is signed in, nobody signs in or follows a
//! link, and nothing is sent. All data is kept. Closing it again changes nothing.

use crate::which_firm::{FirmChange, FirmNamed};
use vestibule_flow::Flow;
use vestibule_flow::flow::EventFailure;
use vestibule_runtime::App;

/// The flow.
#[must_use]
pub fn flow() -> Flow {
    Flow::event("close-firm", handle)
}

/// Closes the firm.
///
/// # Errors
/// The firm is not named or not there, or a fault.
pub async fn handle(app: App, request: FirmNamed) -> Result<FirmChange, EventFailure> {
    request.which()?.change(&app, |firm, now| firm.closed(now)).await
}
