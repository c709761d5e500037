//! A member of staff tries it all as a client of their own firm: with their own e-mail, their own
//! phone, and everything that a client gets. It is swept away after a day, or when they end it.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use vestibule_application::decide::{Decide, Decision, IdempotencyKey};
use vestibule_application::rehearsal::{self, Begun, Chosen};
use vestibule_application::views::{Chosen as _, Shown};
use vestibule_contract::bodies::{PinDelivery, PinRoute};
use vestibule_contract::{Operation, ProblemKind, strict};
use vestibule_domain::staff::Capability;
use vestibule_domain::values::Country;
use vestibule_flow::fields::Fields;
use vestibule_flow::flow::StaffCaller;
use vestibule_flow::{Call, Failure, Flow, Reply};
use vestibule_runtime::App;
use vestibule_table::{Key, RehearsalOf};

/// How to try it.
#[derive(Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct StartRehearsal {
    /// The caller's own mobile, spelled in any way; null to try it without, and must be said.
    #[serde(deserialize_with = "Option::deserialize")]
    #[schema(required)]
    mobile: Option<String>,
    /// How the PIN travels; the firm's default if absent.
    #[serde(default, deserialize_with = "strict::optional_word")]
    pin: Option<PinDelivery>,
}

/// A rehearsal that has begun.
#[derive(Serialize, Deserialize, ToSchema)]
pub struct RehearsalView {
    /// The client who the caller is in it.
    client: String,
    /// The name that the client bears.
    name: String,
    /// Where the invitation goes, which becomes the sign-in name.
    email: String,
    /// How the PIN travels.
    pin: PinRoute,
    /// When all of it is swept away (RFC 3339).
    ends_at: String,
}

/// The flow.
#[must_use]
pub fn flow() -> Flow {
    let operation = Operation::post(
        "start-rehearsal",
        "/api/staff/rehearsal",
        "Makes the caller a client of their own firm for a day, and invites them.",
    )
    .taking::<StartRehearsal>()
    .answering(201)
    .idempotent()
    .refusing(&[
        ProblemKind::FieldsRefused,
        ProblemKind::EmailTaken,
        ProblemKind::RehearsalUnderWay,
        ProblemKind::LostRace,
    ]);
    Flow::staff(operation, Capability::Rehearse, handle).reading_numbers()
}

/// Starts the rehearsal.
///
/// # Errors
/// Not signed in, a field is refused, one is under way, a client signs in with the caller's
/// e-mail, or a fault.
pub async fn handle(
    app: App,
    call: Call<StartRehearsal, StaffCaller>,
) -> Result<Reply<RehearsalView>, Failure> {
    let once = call
        .idempotency_key
        .map(|key| IdempotencyKey::new(key, &call.caller, app.flow(), &call.body));
    let under_way = Key::rehearsal(call.caller.firm(), call.caller.staff());
    let pins = app.keys().pins().await?;
    // It may be a rehearsal of the caller's that took the address a moment ago.
    let decide = Decide::by(&app, &call.caller)
        .reading([under_way.clone()])
        .if_still_taken(ProblemKind::EmailTaken);
    let decided = decide.run_once(once.as_ref(), |round| {
        if let Some(rehearsal) = round.items.get::<RehearsalOf>(&under_way)? {
            return Err(Failure::refused(ProblemKind::RehearsalUnderWay)
                .with("client", rehearsal.client.to_string()));
        }
        let chosen = chosen(&call.body, round.party.firm.country)?;
        let begun = rehearsal::begin(pins, &round.party, chosen, round.now)?;
        Ok(Decision { answer: Ok(view(&begun)), effects: begun.effects })
    });
    Ok(decided.await?.answer.into())
}

fn chosen(body: &StartRehearsal, home: Country) -> Result<Chosen, Failure> {
    let delivery = body.pin.map(|pin| pin.chosen());
    let Some(text) = &body.mobile else { return Ok(Chosen { mobile: None, delivery }) };
    let mut fields = Fields::new();
    let mobile = fields.mobile("mobile", text, home);
    Ok(Chosen { mobile: Some(fields.all(mobile)?), delivery })
}

fn view(begun: &Begun) -> RehearsalView {
    let profile = &begun.profile;
    RehearsalView {
        client: begun.id.to_string(),
        name: profile.name.as_str().to_owned(),
        email: profile.emails.first().map(|email| email.as_str().to_owned()).unwrap_or_default(),
        pin: begun.invited.pin.shown(),
        ends_at: begun.until.to_string(),
    }
}
