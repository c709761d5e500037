//! An adviser changes, adds or removes the mobile that PINs are texted to. A PIN texted to the old
//! number is void, the client gets an e-mail about the change, and an open invitation uses the new
//! number. Without a mobile no PIN is texted.

use serde::Deserialize;
use utoipa::ToSchema;
use vestibule_application::decide::Decide;
use vestibule_application::details;
use vestibule_contract::bodies::ClientView;
use vestibule_contract::{Operation, ProblemKind};
use vestibule_domain::kernel::ClientId;
use vestibule_domain::staff::Capability;
use vestibule_domain::values::{Country, Mobile};
use vestibule_flow::fields::Fields;
use vestibule_flow::flow::StaffCaller;
use vestibule_flow::{Call, Failure, Flow, Reply};
use vestibule_runtime::App;

/// The mobile.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ChangeMobile {
    /// The number, spelled in any way; null takes it away, and must be said.
    #[serde(deserialize_with = "Option::deserialize")]
    #[schema(required)]
    mobile: Option<String>,
}

/// The flow.
#[must_use]
pub fn flow() -> Flow {
    let operation = Operation::post(
        "change-mobile",
        "/api/staff/clients/{client}/change-mobile",
        "Changes, adds or removes the mobile for the PIN.",
    )
    .taking::<ChangeMobile>()
    .refusing(&[ProblemKind::FieldsRefused, ProblemKind::LostRace]);
    Flow::staff(operation, Capability::EditLogins, handle).reading_numbers()
}

/// Changes the mobile.
///
/// # Errors
/// Not signed in, no such client, no mobile, or a fault.
pub async fn handle(
    app: App,
    call: Call<ChangeMobile, StaffCaller>,
) -> Result<Reply<ClientView>, Failure> {
    let id: ClientId = call.path("client")?;
    let pins = app.keys().pins().await?;
    let decided = Decide::by(&app, &call.caller).client(id, |client| {
        let mobile = parsed(call.body.mobile.as_deref(), client.firm.country)?;
        let fresh = pins.make(client.firm_id, id, client.access.generation_to_come());
        let verdict = client.access.change_mobile(mobile, fresh, &client.firm.rules, client.now);
        client.profile = Some(details::with_mobile(&client.read.profile, client.access.mobile()));
        Ok(verdict)
    });
    Ok(decided.await?.view().into())
}

fn parsed(text: Option<&str>, home: Country) -> Result<Option<Mobile>, Failure> {
    let Some(text) = text else { return Ok(None) };
    let mut fields = Fields::new();
    let mobile = fields.mobile("mobile", text, home);
    fields.all(mobile).map(Some)
}
