//! A firm that operators closed: everybody is refused, whatever they hold. Every flow that reads
//! a firm for somebody asks here first, with the firm from its first read.

use crate::views;
use vestibule_contract::ProblemKind;
use vestibule_domain::firms::Firm;
use vestibule_domain::kernel::FirmId;
use vestibule_flow::Failure;

/// Refuses everybody at a firm that is closed, and names the firm: no more of it than its
/// sign-in page shows to everybody.
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
