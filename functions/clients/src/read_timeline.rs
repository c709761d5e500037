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
use vestibule_table::{Key, TimelinePage};

/// Characters of a place on the timeline at most.
const PLACE_MOST: u16 = 100;

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
        takes: QueryValue::Text(PLACE_MOST),
    }]);
    Flow::staff(operation, Capability::ReadClients, handle)
}

/// Reads the page; the session is checked beside it, so that both are one round trip.
///
/// # Errors
/// Not signed in, no such client in the caller's firm, or a malformed place.
pub async fn handle(app: App, call: Call<NoBody, StaffCaller>) -> Result<Reply<Timeline>, Failure> {
    let id: ClientId = call.path("client")?;
    let before =
        call.query_as("before", |text| (text.len() <= usize::from(PLACE_MOST)).then_some(text))?;
    let key = Key::client(call.caller.firm(), id);
    let (by, page) = tokio::join!(
        decide::admit(&app, &call.caller, std::slice::from_ref(&key)),
        app.table().timeline(call.caller.firm(), id, before)
    );
    let (_, items) = by?;
    let _: Client = items.get(&key)?.ok_or_else(|| Failure::refused(ProblemKind::NotFound))?;
    Ok(timeline(page?).into())
}

fn timeline(page: TimelinePage) -> Timeline {
    let older = page.lines.last().map(|(place, _)| place.clone()).filter(|_| page.more);
    Timeline { lines: page.lines.into_iter().map(|(_, line)| views::line(line)).collect(), older }
}
