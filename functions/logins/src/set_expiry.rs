//! An adviser sets the date when a client's login ends, or takes it away. From that moment on
//! neither sign-in nor links nor open sessions work; a later date brings them back.

use jiff::{SignedDuration, Timestamp};
use serde::Deserialize;
use utoipa::ToSchema;
use vestibule_application::decide::Decide;
use vestibule_contract::bodies::ClientView;
use vestibule_contract::{Operation, ProblemKind};
use vestibule_domain::kernel::ClientId;
use vestibule_domain::staff::Capability;
use vestibule_flow::fields::Fields;
use vestibule_flow::flow::StaffCaller;
use vestibule_flow::{Call, Failure, Flow, Reply};
use vestibule_runtime::App;

/// Ten years. Our choice: a date further ahead is a typing error.
const FURTHEST: SignedDuration = SignedDuration::from_hours(24 * 3653);

/// The date.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SetExpiry {
    /// A moment in the next ten years (RFC 3339); null takes the date away, and must be said.
    #[serde(deserialize_with = "Option::deserialize")]
    #[schema(required)]
    expires_at: Option<String>,
}

/// The flow.
#[must_use]
pub fn flow() -> Flow {
    let operation = Operation::post(
        "set-expiry",
        "/api/staff/clients/{client}/set-expiry",
        "Sets the date when a client's login ends, or takes it away.",
    )
    .taking::<SetExpiry>()
    .refusing(&[ProblemKind::NoLogin, ProblemKind::FieldsRefused, ProblemKind::LostRace]);
    Flow::staff(operation, Capability::EditLogins, handle)
}

/// Sets the date.
///
/// # Errors
/// Not signed in, no such client, the client has no login, no such date, or a fault.
pub async fn handle(
    app: App,
    call: Call<SetExpiry, StaffCaller>,
) -> Result<Reply<ClientView>, Failure> {
    let id: ClientId = call.path("client")?;
    let decided = Decide::by(&app, &call.caller).client(id, |client| {
        if client.access.claimed_login().is_none() {
            return Err(Failure::refused(ProblemKind::NoLogin));
        }
        let expires_at = date(call.body.expires_at.as_deref(), client.now)?;
        Ok(client.access.set_expiry(expires_at, client.now))
    });
    Ok(decided.await?.view().into())
}

fn date(text: Option<&str>, now: Timestamp) -> Result<Option<Timestamp>, Failure> {
    let Some(text) = text else { return Ok(None) };
    let mut fields = Fields::new();
    let mut refuse = |code, message| fields.refuse("expires_at", code, message);
    let at = text.parse::<Timestamp>().ok();
    match at {
        None => refuse("not-a-time", "This is no date with a time and a time zone."),
        Some(at) if at <= now => refuse("past", "This date has passed."),
        Some(at) if at > now + FURTHEST => refuse("too-far", "At most ten years ahead, please."),
        Some(_) => {}
    }
    fields.all(at).map(Some)
}
