//! A client with an expired or superseded link gets a fresh one. It is mailed to the address on
//! record, never to the holder of the old link, and at most once in fifteen minutes.

use vestibule_application::decide::{Decide, LinkCaller};
use vestibule_contract::bodies::{Done, NextPage, OnLink};
use vestibule_contract::{Operation, ProblemKind};
use vestibule_flow::{Call, Failure, Flow, Reply};
use vestibule_runtime::App;
use vestibule_secrets::entropy;

/// The flow.
#[must_use]
pub fn flow() -> Flow {
    let operation = Operation::post(
        "renew-link",
        "/api/client/renew-link",
        "Mails a fresh link to the address on record.",
    )
    .taking::<OnLink>()
    .refusing(&[
        ProblemKind::FirmClosed,
        ProblemKind::LinkUnknown,
        ProblemKind::LinkElsewhere,
        ProblemKind::TooSoon,
        ProblemKind::TooManyRequests,
        ProblemKind::LostRace,
    ]);
    Flow::public(operation, handle)
}

/// Mails the fresh link.
///
/// # Errors
/// The link is not one of ours or still leads on, one was mailed a moment ago, or a fault.
pub async fn handle(app: App, call: Call<OnLink>) -> Result<Reply<Done>, Failure> {
    let pins = app.keys().pins().await?;
    let caller = LinkCaller::open(&app, &call.body.link).await?;
    let decided = Decide::by(&app, caller).limited(&call.source).link(|client, token| {
        let fresh = pins.make(client.firm_id, client.id, client.access.generation_to_come());
        let (rules, now) = (&client.firm.rules, client.now);
        Ok(client.access.renew_link(token.link, entropy::link_id(), fresh, rules, now))
    });
    decided.await?;
    Ok(Done { next: NextPage::Mail }.into())
}
