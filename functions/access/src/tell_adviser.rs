//! "Tell NAME that I am stuck": the adviser is notified, at any step of the link, at most once in
//! fifteen minutes. The reply names the adviser and the number to call.

use vestibule_application::decide::{Decide, LinkCaller};
use vestibule_application::views;
use vestibule_contract::bodies::{AdviserTold, OnLink};
use vestibule_contract::{Operation, ProblemKind};
use vestibule_domain::messaging::Notice;
use vestibule_flow::{Call, Failure, Flow, Reply};
use vestibule_runtime::App;

/// The flow.
#[must_use]
pub fn flow() -> Flow {
    let operation = Operation::post(
        "tell-adviser",
        "/api/client/tell-adviser",
        "Tells the adviser that the client is stuck.",
    )
    .taking::<OnLink>()
    .refusing(&[
        ProblemKind::FirmClosed,
        ProblemKind::LinkUnknown,
        ProblemKind::LinkElsewhere,
        ProblemKind::TooManyRequests,
        ProblemKind::LostRace,
    ]);
    Flow::public(operation, handle)
}

/// Tells the adviser.
///
/// # Errors
/// The link is not one of ours or at another step, or a fault.
pub async fn handle(app: App, call: Call<OnLink>) -> Result<Reply<AdviserTold>, Failure> {
    let caller = LinkCaller::open(&app, &call.body.link).await?;
    let decided = Decide::by(&app, caller)
        .limited(&call.source)
        .link(|client, token| Ok(client.access.tell_stuck(token.link, client.now)));
    let decided = decided.await?;
    Ok(views::adviser_told(&decided.party.firm, &decided.client, Notice::Stuck).into())
}
