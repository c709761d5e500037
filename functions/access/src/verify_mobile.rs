//! The client proves which mobile was invited. The right number has the PIN texted to it; a wrong
//! one sends nothing; the reply is the same.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use vestibule_application::decide::{Decide, LinkCaller};
use vestibule_application::views;
use vestibule_contract::bodies::LinkStep;
use vestibule_contract::{Operation, ProblemKind};
use vestibule_flow::fields::Fields;
use vestibule_flow::{Call, Failure, Flow, Reply};
use vestibule_runtime::App;

/// The link and the number.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct VerifyMobile {
    /// The token: the part of the link after the `#`.
    link: String,
    /// The number, spelled in any way.
    mobile: String,
}

/// The same for a right and a wrong number.
#[derive(Serialize, ToSchema)]
pub struct PinAsked {
    /// The PIN.
    next: LinkStep,
    /// From the second PIN on, the letter of the one to enter.
    letter: Option<String>,
    /// When the same number may ask again (RFC 3339).
    again_at: String,
}

/// The flow.
#[must_use]
pub fn flow() -> Flow {
    let operation = Operation::post(
        "verify-mobile",
        "/api/client/verify-mobile",
        "Texts the PIN, if this is the mobile on record.",
    )
    .taking::<VerifyMobile>()
    .refusing(&[
        ProblemKind::FirmClosed,
        ProblemKind::LinkUnknown,
        ProblemKind::LinkElsewhere,
        ProblemKind::NoMobile,
        ProblemKind::FieldsRefused,
        ProblemKind::TooManyNumbers,
        ProblemKind::PinBlocked,
        ProblemKind::TooSoon,
        ProblemKind::TooManyRequests,
        ProblemKind::LostRace,
    ]);
    Flow::public(operation, handle).reading_numbers()
}

/// Takes the number.
///
/// # Errors
/// The link is not one of ours or at another step, the number is none, too many were typed, or a fault.
pub async fn handle(app: App, call: Call<VerifyMobile>) -> Result<Reply<PinAsked>, Failure> {
    let pins = app.keys().pins().await?;
    let caller = LinkCaller::open(&app, &call.body.link).await?;
    let decided = Decide::by(&app, caller).limited(&call.source).link(|client, token| {
        let mut fields = Fields::new();
        let typed = fields.mobile("mobile", &call.body.mobile, client.firm.country);
        let typed = fields.all(typed)?;
        let fresh = pins.make(client.firm_id, client.id, client.access.generation_to_come());
        let mark = pins.mark(token.link, &typed);
        Ok(client.access.verify_mobile(
            token.link,
            &typed,
            mark,
            fresh,
            &client.firm.rules,
            client.now,
        ))
    });
    let asked = decided.await?.answer;
    Ok(PinAsked {
        next: LinkStep::Pin,
        letter: asked.letter,
        again_at: views::time(asked.again_at),
    }
    .into())
}
