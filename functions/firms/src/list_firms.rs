//! Ops list all firms by slug, a page at a time. How one of them is doing is `read-firm-report`.

use crate::which_firm::FirmLine;
use serde::{Deserialize, Serialize};
use vestibule_domain::values::Slug;
use vestibule_flow::flow::EventFailure;
use vestibule_flow::{Fault, Flow};
use vestibule_runtime::App;

/// Firms of a page unless fewer are asked for, and at most.
const PAGE: u16 = 100;

/// Which page.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ListFirms {
    /// The `next` of the page before.
    after: Option<String>,
    /// Firms at most, 1 to 100.
    page: Option<u16>,
}

/// A page of firms.
#[derive(Serialize)]
pub struct FirmList {
    firms: Vec<FirmLine>,
    /// The `after` of the next page, if there is one.
    next: Option<String>,
}

/// The flow.
#[must_use]
pub fn flow() -> Flow {
    Flow::event("list-firms", handle)
}

/// Lists a page.
///
/// # Errors
/// A field is refused, or a fault.
pub async fn handle(app: App, request: ListFirms) -> Result<FirmList, EventFailure> {
    let refused = |text: String| EventFailure::Refused(text);
    let page = request.page.unwrap_or(PAGE);
    if !(1..=PAGE).contains(&page) {
        return Err(refused(format!("page is {page}: between 1 and {PAGE} firms, please")));
    }
    let after = request.after.as_deref().map(Slug::parse).transpose();
    let after = after.map_err(|fault| refused(format!("after: {fault}")))?;
    let found = app.table().firms(after.as_ref(), page).await.map_err(Fault::from)?;
    let firms = found.firms.iter().map(|(id, firm)| FirmLine::of(*id, firm));
    Ok(FirmList { firms: firms.collect(), next: found.next })
}
