//! Who is signed in, where, and for how long: the first thing that the portal asks.

use serde::Serialize;
use utoipa::ToSchema;
use vestibule_application::decide;
use vestibule_application::views::{self, Shown};
use vestibule_contract::Operation;
use vestibule_contract::bodies::{FirmView, Grant};
use vestibule_domain::logins::ABSOLUTE;
use vestibule_domain::logins::{Permission, Section};
use vestibule_flow::flow::ClientCaller;
use vestibule_flow::{Call, Failure, Flow, NoBody, Reply};
use vestibule_runtime::App;

/// The session.
#[derive(Serialize, ToSchema)]
pub struct SessionView {
    /// The firm.
    firm: FirmView,
    /// The client's identifier, as somebody else may sign in again on the same page.
    id: String,
    /// The client's name.
    client: String,
    /// Who is responsible.
    adviser: String,
    /// What the client may reach.
    grants: Vec<Grant>,
    /// When it ends (RFC 3339) if nothing more is done in it.
    ends_at: String,
    /// When it ends whatever is done in it (RFC 3339).
    ends_at_latest: String,
}

/// The flow.
#[must_use]
pub fn flow() -> Flow {
    let operation = Operation::get("read-session", "/api/client/session", "Who is signed in.");
    Flow::client(operation, Section::None, Permission::None, handle)
}

/// Reads the session.
///
/// # Errors
/// Not signed in, or a fault.
pub async fn handle(
    app: App,
    call: Call<NoBody, ClientCaller>,
) -> Result<Reply<SessionView>, Failure> {
    let (who, _) = decide::admit(&app, &call.caller, &[]).await?;
    Ok(SessionView {
        firm: views::firm(who.firm_id, &who.firm),
        id: who.id.to_string(),
        client: who.client.profile.name.as_str().to_owned(),
        adviser: who.client.profile.adviser.name.as_str().to_owned(),
        grants: who.client.access.grants().iter().map(|grant| grant.shown()).collect(),
        ends_at: who.session.ends_at().to_string(),
        ends_at_latest: (who.session.began_at + ABSOLUTE).to_string(),
    }
    .into())
}
