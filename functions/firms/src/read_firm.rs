//! What a sign-in page shows of a firm, by its slug. Sign-in takes the identifier.

use vestibule_application::{closed, views};
use vestibule_contract::bodies::FirmView;
use vestibule_contract::{Operation, ProblemKind};
use vestibule_domain::firms::Firm;
use vestibule_domain::values::Slug;
use vestibule_flow::{Call, Failure, Flow, NoBody, Reply};
use vestibule_runtime::App;
use vestibule_table::{Key, SlugClaim};

/// The flow.
#[must_use]
pub fn flow() -> Flow {
    let operation =
        Operation::get("read-firm", "/api/firms/{slug}", "A firm as everybody may see it.")
            .refusing(&[ProblemKind::FirmClosed]);
    Flow::public(operation, handle)
}

/// Reads the firm.
///
/// # Errors
/// There is none of this slug, or it is closed.
pub async fn handle(app: App, call: Call<NoBody>) -> Result<Reply<FirmView>, Failure> {
    let unknown = || Failure::refused(ProblemKind::NotFound);
    // People type addresses from paper, and slugs have no capitals: nothing is ambiguous.
    let text = call.path::<String>("slug")?.to_ascii_lowercase();
    let slug_key = Key::slug(&Slug::parse(&text).map_err(|_| unknown())?);
    let claim: SlugClaim = app
        .table()
        .load(std::slice::from_ref(&slug_key))
        .await?
        .get(&slug_key)?
        .ok_or_else(unknown)?;
    let firm_key = Key::firm(claim.firm);
    let firm: Firm = app
        .table()
        .load(std::slice::from_ref(&firm_key))
        .await?
        .get(&firm_key)?
        .ok_or_else(unknown)?;
    closed::refuse_if_closed(claim.firm, &firm)?;
    Ok(views::firm(claim.firm, &firm).into())
}
