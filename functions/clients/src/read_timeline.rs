//! An adviser reads a client's timeline, newest first, a page at a time.

use serde::Serialize;
use utoipa::ToSchema;
use vestibule_application::{decide, views};
use vestibule_contract::bodies::TimelineLine;
use vestibule_contract::operation::{QueryParameter, QueryValue};
use vestibule_contract::{Operation, ProblemKind};
use vestibule_domain::clients::Client;
use vestibule_domain::kernel::ClientId;
use vestibule_domain::staff::Capability;
use vestibule_flow::flow::StaffCaller;
use vestibule_flow::{Call, Failure, Flow, NoBody, Reply};
use vestibule_runtime::App;
use vestibule_table::{Key, Place, TimelinePage};

/// A page of the timeline.
#[derive(Serialize, ToSchema)]
pub struct Timeline {
    /// The lines, newest first.
    lines: Vec<TimelineLine>,
    /// The `before` of the next page, if there are older lines.
    older: Option<String>,
}

/// The flow.
#[must_use]
pub fn flow() -> Flow {
    let operation = Operation::get(
        "read-timeline",
        "/api/staff/clients/{client}/timeline",
        "What happened to a client, newest first; `?before=` pages on.",
    )
    .querying(&[QueryParameter {
        name: "before",
        about: "The `older` of the page before.",
        takes: QueryValue::Text(Place::MOST),
    }]);
    Flow::staff(operation, Capability::ReadClients, handle)
}

/// Reads the page, once the session is checked and the client is found.
///
/// # Errors
/// Not signed in, no such client in the caller's firm, or a malformed place.
pub async fn handle(app: App, call: Call<NoBody, StaffCaller>) -> Result<Reply<Timeline>, Failure> {
    let id: ClientId = call.path("client")?;
    let before = call.query_as("before", Place::read)?;
    let key = Key::client(call.caller.firm(), id);
    let (by, items) = decide::admit(&app, &call.caller, std::slice::from_ref(&key)).await?;
    let _: Client = items.get(&key)?.ok_or_else(|| Failure::refused(ProblemKind::NotFound))?;
    Ok(timeline(app.table().timeline(by.firm_id, id, before.as_ref()).await?).into())
}

fn timeline(page: TimelinePage) -> Timeline {
    let older = page.older.as_ref().map(Place::to_text);
    Timeline { lines: page.lines.into_iter().map(views::line).collect(), older }
}
