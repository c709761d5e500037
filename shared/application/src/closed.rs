//! A firm that ops closed: everybody is refused, whatever they hold. Every flow that reads a firm
//! for a caller checks this first, with the firm from its first read.

use crate::views;
use vestibule_contract::ProblemKind;
use vestibule_domain::firms::Firm;
use vestibule_domain::kernel::FirmId;
use vestibule_flow::Failure;

/// Refuses everybody at a closed firm, and names the firm: nothing that its sign-in page does not
/// show to everybody.
///
/// # Errors
/// The firm is closed.
pub fn refuse_if_closed(id: FirmId, firm: &Firm) -> Result<(), Failure> {
    match firm.closed_at {
        None => Ok(()),
        Some(_) => {
            let firm = serde_json::to_value(views::firm(id, firm)).unwrap_or_default();
            Err(Failure::refused(ProblemKind::FirmClosed).with("firm", firm))
        }
    }
}
