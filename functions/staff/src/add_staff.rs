//! A firm admin adds a colleague: the sign-in e-mail is theirs from now on, and a link to set up
//! the account goes there.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use vestibule_application::decide::{
    AccountEffects, Decide, Decision, Effects, IdempotencyKey, StaffCredential,
};
use vestibule_application::views::{self, Chosen};
use vestibule_contract::bodies::{StaffRole, StaffView};
use vestibule_contract::{Operation, ProblemKind, strict};
use vestibule_domain::messaging::StaffMessage;
use vestibule_domain::staff::{Capability, Staff};
use vestibule_flow::fields::Fields;
use vestibule_flow::flow::StaffCaller;
use vestibule_flow::{Call, Failure, Flow, Reply};
use vestibule_runtime::App;
use vestibule_secrets::entropy;

/// The colleague to add.
#[derive(Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AddStaff {
    /// The name, as clients will read it.
    name: String,
    /// The sign-in name; the set-up link goes there.
    email: String,
    /// What they may do.
    #[serde(deserialize_with = "strict::word")]
    role: StaffRole,
}

/// The flow.
#[must_use]
pub fn flow() -> Flow {
    let operation = Operation::post(
        "add-staff",
        "/api/staff/members",
        "Adds a member of staff and mails them a set-up link.",
    )
    .taking::<AddStaff>()
    .answering(201)
    .idempotent()
    .refusing(&[ProblemKind::FieldsRefused, ProblemKind::EmailTaken, ProblemKind::LostRace]);
    Flow::staff(operation, Capability::ManageStaff, handle)
}

/// Adds the colleague.
///
/// # Errors
/// Not signed in as a firm admin, a field is refused, the address is taken, or a fault.
pub async fn handle(
    app: App,
    call: Call<AddStaff, StaffCaller>,
) -> Result<Reply<StaffView>, Failure> {
    let once = call
        .idempotency_key
        .map(|key| IdempotencyKey::new(key, &call.caller, app.flow(), &call.body));
    let decide = Decide::by(&app, &call.caller);
    let decide = match once {
        Some(_) => decide.if_still_taken(ProblemKind::EmailTaken),
        None => decide.if_taken(ProblemKind::EmailTaken),
    };
    let decided = decide.run_once(once.as_ref(), |round| {
        let (id, link) = (entropy::staff_id(), entropy::link_id());
        let mut fields = Fields::new();
        let name = fields.name("name", &call.body.name);
        let email = fields.email("email", &call.body.email);
        let (name, email) = fields.all(name.zip(email))?;
        let staff = Staff::invited(name, email, call.body.role.chosen(), link, round.now);
        let view = views::staff(id, &staff);
        let account = AccountEffects {
            id,
            read: None,
            staff,
            messages: vec![StaffMessage::SetUp { link }],
            rests_on: Vec::new(),
            credential: StaffCredential::Claim,
        };
        let effects = Effects { account: Some(Box::new(account)), ..Effects::default() };
        Ok(Decision { answer: Ok(view), effects })
    });
    Ok(decided.await?.answer.into())
}
