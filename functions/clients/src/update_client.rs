//! An adviser changes what is on record of a client: the name, addresses, numbers, the language.
//! What is absent stays. A form says which revision it was filled from, so that two people who
//! edit at once do not undo each other's work.

use serde::{Deserialize, Deserializer};
use utoipa::ToSchema;
use vestibule_application::decide::Decide;
use vestibule_application::details;
use vestibule_application::views::Chosen;
use vestibule_contract::bodies::{ClientChanged, Kind, LanguageChoice, Stage};
use vestibule_contract::{Operation, ProblemKind, strict};
use vestibule_domain::access::{Access, Verdict};
use vestibule_domain::clients::Profile;
use vestibule_domain::kernel::ClientId;
use vestibule_domain::staff::Capability;
use vestibule_domain::timeline::ClientEvent;
use vestibule_domain::values::{Country, Email};
use vestibule_flow::fields::Fields;
use vestibule_flow::flow::StaffCaller;
use vestibule_flow::{Call, Failure, Flow, Reply};
use vestibule_runtime::App;

/// What is to be on record.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct UpdateClient {
    /// The `revision` of the client that this was made from.
    revision: u32,
    /// The name of the person or company.
    name: Option<String>,
    /// `person` or `company`.
    #[serde(default, deserialize_with = "strict::optional_word")]
    kind: Option<Kind>,
    /// `prospect` or `client`.
    #[serde(default, deserialize_with = "strict::optional_word")]
    relation: Option<Stage>,
    /// The language of messages and pages; null is the firm's.
    #[serde(default, deserialize_with = "said_word")]
    #[schema(value_type = Option<LanguageChoice>)]
    language: Option<Option<LanguageChoice>>,
    /// All e-mail addresses, the preferred one first. The one that signs in stays among them.
    emails: Option<Vec<String>>,
    /// All mobiles, the one for the PIN first.
    mobiles: Option<Vec<String>>,
    /// All other numbers, to call.
    phones: Option<Vec<String>>,
}

/// `None` if it is absent, `Some(None)` if it is null.
fn said_word<'de, D: Deserializer<'de>>(
    from: D,
) -> Result<Option<Option<LanguageChoice>>, D::Error> {
    strict::optional_word(from).map(Some)
}

/// The flow.
#[must_use]
pub fn flow() -> Flow {
    let operation = Operation::post(
        "update-client",
        "/api/staff/clients/{client}/update",
        "Changes what is on record of a client.",
    )
    .taking::<UpdateClient>()
    .refusing(&[
        ProblemKind::ChangedMeanwhile,
        ProblemKind::FieldsRefused,
        ProblemKind::LostRace,
    ]);
    Flow::staff(operation, Capability::EditClients, handle).reading_numbers()
}

/// Changes the record. Another mobile for the PIN is as [`Access::change_mobile`] has it.
///
/// # Errors
/// Not signed in, no such client, somebody else changed it meanwhile, a field is refused, or a
/// fault.
pub async fn handle(
    app: App,
    call: Call<UpdateClient, StaffCaller>,
) -> Result<Reply<ClientChanged>, Failure> {
    let id: ClientId = call.path("client")?;
    let pins = match call.body.mobiles {
        Some(_) => Some(app.keys().pins().await?),
        None => None,
    };
    let decided = Decide::by(&app, &call.caller).client(id, |client| {
        let before = &client.read.profile;
        if call.body.revision != before.revision {
            return Err(Failure::refused(ProblemKind::ChangedMeanwhile));
        }
        let after = call.body.changed(before, &client.access, client.firm.country)?;
        let mut verdict = match &pins {
            Some(pins) => {
                let fresh = pins.make(client.firm_id, id, client.access.generation_to_come());
                let mobile = after.mobiles.first().cloned();
                client.access.change_mobile(mobile, fresh, &client.firm.rules, client.now)
            }
            None => Verdict::quiet(Ok(())),
        };
        // Another mobile for the PIN has a line of its own.
        if after != details::with_mobile(before, after.mobiles.first()) {
            verdict = verdict.event(ClientEvent::DetailsChanged);
        }
        client.duplicates = details::given(Some(before), &after);
        client.profile = Some(after);
        Ok(verdict)
    });
    let decided = decided.await?;
    let client = decided.view();
    Ok(ClientChanged { client, warnings: decided.warnings }.into())
}

impl UpdateClient {
    /// The record as it is to be.
    fn changed(
        &self,
        before: &Profile,
        access: &Access,
        home: Country,
    ) -> Result<Profile, Failure> {
        let (mut fields, mut after) = (Fields::new(), before.clone());
        if let Some(name) = self.name.as_deref().and_then(|text| fields.name("name", text)) {
            after.name = name;
        }
        after.kind = self.kind.map_or(after.kind, Chosen::chosen);
        after.relation = self.relation.map_or(after.relation, Chosen::chosen);
        if let Some(chosen) = self.language {
            after.language = chosen.map(Chosen::chosen);
        }
        if let Some(texts) = &self.emails {
            after.emails = details::emails(&mut fields, texts);
            let kept = |own: &Email| after.emails.iter().any(|one| one.unique() == own.unique());
            if access.claimed_login().is_some_and(|login| !kept(&login.email)) {
                fields.refuse(
                    "emails",
                    "is-sign-in",
                    "The address that the client signs in with is corrected, not taken away.",
                );
            }
        }
        if let Some(texts) = &self.mobiles {
            after.mobiles = details::mobiles(&mut fields, texts, home);
        }
        if let Some(texts) = &self.phones {
            after.phones = details::phones(&mut fields, texts, home);
        }
        fields.all(Some(after))
    }
}
