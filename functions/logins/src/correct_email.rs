//! An adviser corrects the e-mail with which a client signs in. Links that went to the wrong
//! address are void. A password stays valid, and the former address gets an e-mail about the
//! change.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use vestibule_application::decide::Decide;
use vestibule_application::details::Given;
use vestibule_contract::bodies::{ClientView, WarningView};
use vestibule_contract::{Operation, ProblemKind};
use vestibule_domain::access::Access;
use vestibule_domain::clients::Profile;
use vestibule_domain::kernel::ClientId;
use vestibule_domain::staff::Capability;
use vestibule_domain::values::Email;
use vestibule_flow::fields::Fields;
use vestibule_flow::flow::StaffCaller;
use vestibule_flow::{Call, Failure, Flow, Reply};
use vestibule_runtime::App;
use vestibule_table::list::Contact;

/// The right address.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CorrectEmail {
    /// The e-mail address.
    email: String,
}

/// The client whose e-mail was corrected.
#[derive(Serialize, ToSchema)]
pub struct EmailCorrected {
    /// The client as it is now.
    #[serde(flatten)]
    client: ClientView,
    /// Whom else the address was found with.
    warnings: Vec<WarningView>,
    /// Whether the client waits for an invitation that leads on: it is to be sent again.
    send_again: bool,
}

/// The flow.
#[must_use]
pub fn flow() -> Flow {
    let operation = Operation::post(
        "correct-email",
        "/api/staff/clients/{client}/correct-email",
        "Corrects the e-mail with which a client signs in.",
    )
    .taking::<CorrectEmail>()
    .refusing(&[
        ProblemKind::NoLogin,
        ProblemKind::EmailTaken,
        ProblemKind::FieldsRefused,
        ProblemKind::LostRace,
    ]);
    Flow::staff(operation, Capability::EditLogins, handle)
}

/// Corrects the e-mail.
///
/// # Errors
/// Not signed in, no such client, the client signs in with none, no address or another's, or a
/// fault.
pub async fn handle(
    app: App,
    call: Call<CorrectEmail, StaffCaller>,
) -> Result<Reply<EmailCorrected>, Failure> {
    let id: ClientId = call.path("client")?;
    let decided = Decide::by(&app, &call.caller).client(id, |client| {
        let former = signs_in_with(&client.access)?;
        let Corrected { email, profile, is_new } =
            Corrected::of(&client.read.profile, former, &call.body.email)?;
        if is_new {
            let contact = Contact::Email(email.clone());
            client.duplicates = vec![Given { field: "email".to_owned(), contact }];
        }
        client.profile = Some(profile);
        Ok(client.access.correct_email(email, client.now))
    });
    let decided = decided.await?;
    let corrected = EmailCorrected {
        send_again: decided.client.access.needs_new_link(decided.now),
        client: decided.view(),
        warnings: decided.warnings,
    };
    Ok(corrected.into())
}

fn signs_in_with(access: &Access) -> Result<Email, Failure> {
    let login = access.claimed_login();
    login.map(|login| login.email.clone()).ok_or_else(|| Failure::refused(ProblemKind::NoLogin))
}

/// The right address, and the record with it.
struct Corrected {
    email: Email,
    profile: Profile,
    is_new: bool,
}

impl Corrected {
    /// A new address takes the place of the former one. One that is on record already only becomes
    /// the sign-in name: that the former one is wrong was not said.
    fn of(before: &Profile, former: Email, typed: &str) -> Result<Self, Failure> {
        let mut fields = Fields::new();
        let typed = fields.email("email", typed);
        let typed = fields.all(typed)?;
        let is = |one: &Email, other: &Email| one.unique() == other.unique();
        let mut profile = before.clone();
        if is(&typed, &former) {
            return Ok(Self { email: former, profile, is_new: false });
        }
        if let Some(known) = before.emails.iter().find(|own| is(own, &typed)) {
            return Ok(Self { email: known.clone(), profile, is_new: false });
        }
        match profile.emails.iter_mut().find(|own| is(own, &former)) {
            Some(place) => *place = typed.clone(),
            None => profile.emails.insert(0, typed.clone()),
        }
        Ok(Self { email: typed, profile, is_new: true })
    }
}
