//! An adviser changes, adds or removes the mobile that PINs are texted to. What was texted to the
//! old number is void, the client is told by e-mail, and an open invitation goes on with the new
//! one. Without a mobile texting is off.

use serde::Deserialize;
use utoipa::ToSchema;
use vestibule_runtime::change::{self, Outcome};
use vestibule_runtime::contract::bodies::ClientView;
use vestibule_runtime::contract::{Method, Operation, ProblemKind};
use vestibule_runtime::domain::kernel::ClientId;
use vestibule_runtime::domain::staff::Role;
use vestibule_runtime::domain::values::{Country, Mobile};
use vestibule_runtime::fields::Fields;
use vestibule_runtime::flow::StaffCaller;
use vestibule_runtime::{App, Call, Failure, Fault, Flow, Reply, details, views};

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
    let mut operation = Operation::new(
        env!("CARGO_PKG_NAME"),
        Method::Post,
        Some("/api/staff/clients/{client}/change-mobile"),
        "Changes, adds or removes the mobile for the PIN.",
    )
    .taking::<ChangeMobile>();
    operation.problems = &[ProblemKind::FieldsRefused, ProblemKind::LostRace];
    Flow::staff(operation, Role::Adviser, handle).reading_numbers()
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
    let (cause, caller) = (env!("CARGO_PKG_NAME"), &call.caller);
    let outcome = change::by_staff(&app, cause, caller, id, None, |access, scene, extra| {
        let mobile = parsed(call.body.mobile.as_deref(), scene.firm.country)?;
        let fresh = pins.make(scene.firm_id, id, access.generation_to_come());
        let verdict = access.change_mobile(mobile, fresh, &scene.firm.rules, scene.now);
        extra.profile = Some(details::with_mobile(&scene.client.profile, access.mobile()));
        Ok(verdict)
    });
    let Outcome::Done(done) = outcome.await? else {
        return Err(Fault::Unexpected.into());
    };
    Ok(views::client(id, &done.done.client, &done.done.firm, done.done.now).into())
}

fn parsed(text: Option<&str>, home: Country) -> Result<Option<Mobile>, Failure> {
    let Some(text) = text else { return Ok(None) };
    let mut fields = Fields::new();
    let mobile = fields.mobile("mobile", text, home);
    fields.all(mobile).map(Some)
}
