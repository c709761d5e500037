//! An adviser copies the link of an open invitation, to pass it on when mail fails. The copy is
//! recorded on the timeline. A link to choose a new password is for the client alone.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use vestibule_application::decide::Decide;
use vestibule_contract::{Operation, ProblemKind};
use vestibule_domain::kernel::{ClientId, LinkId};
use vestibule_domain::staff::Capability;
use vestibule_flow::flow::StaffCaller;
use vestibule_flow::{Call, Failure, Flow, Reply};
use vestibule_messages::links::CLIENT_PAGE;
use vestibule_runtime::App;
use vestibule_secrets::token::{LinkKind, LinkToken};

/// Which link.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CopyLink {
    /// Its identifier, as in the client's `links`.
    link: String,
}

/// The link, for the client's eyes and the adviser's. Holds its secret, so it has no `Debug`.
#[derive(Serialize, ToSchema)]
pub struct CopiedLink {
    /// What follows the address of this site.
    path: String,
}

/// The flow.
#[must_use]
pub fn flow() -> Flow {
    let operation = Operation::post(
        "copy-link",
        "/api/staff/clients/{client}/copy-link",
        "Gives the link of an open invitation, to pass it on where mail fails.",
    )
    .taking::<CopyLink>()
    .refusing(&[ProblemKind::LinkUnknown, ProblemKind::LinkElsewhere, ProblemKind::LostRace]);
    Flow::staff(operation, Capability::CopyLink, handle)
}

/// Gives the link.
///
/// # Errors
/// Not signed in, no such client, no such invitation, it leads nowhere any more, or a fault.
pub async fn handle(
    app: App,
    call: Call<CopyLink, StaffCaller>,
) -> Result<Reply<CopiedLink>, Failure> {
    let id: ClientId = call.path("client")?;
    let wanted: Option<LinkId> = call.body.link.parse().ok();
    let key = app.keys().links().await?;
    let decided = Decide::by(&app, &call.caller).client(id, |client| {
        let link = wanted.ok_or_else(|| Failure::refused(ProblemKind::LinkUnknown))?;
        Ok(client.access.copy_link(link, client.now))
    });
    let decided = decided.await?;
    let (kind, firm, link) = (LinkKind::Invitation, decided.party.firm_id, decided.answer);
    let token = LinkToken { kind, firm, owner: id.0, link }.seal(key);
    Ok(CopiedLink { path: format!("{CLIENT_PAGE}{}", token.as_str()) }.into())
}
