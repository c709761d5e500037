//! An adviser adds a client or a prospect, who gets a security PIN. The security level is low until
//! the client has a password. A warning names anybody with the same name, address or number.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use vestibule_application::decide::{
    ClientEffects, Decide, Decided, Decision, Effects, IdempotencyKey, SignedInStaff,
};
use vestibule_application::details;
use vestibule_application::views::{self, Chosen};
use vestibule_contract::bodies::{ClientChanged, Kind, LanguageChoice, Stage};
use vestibule_contract::{Operation, ProblemKind, strict};
use vestibule_domain::access::Access;
use vestibule_domain::clients::{Adviser, Client, Profile};
use vestibule_domain::kernel::{Generation, NotAnId};
use vestibule_domain::staff::Capability;
use vestibule_domain::timeline::{AccessEvent, ClientEvent};
use vestibule_flow::fields::Fields;
use vestibule_flow::flow::StaffCaller;
use vestibule_flow::{Call, Failure, Flow, Reply};
use vestibule_runtime::App;
use vestibule_secrets::entropy;

/// The client to add.
#[derive(Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CreateClient {
    /// The name of the person or company.
    name: String,
    /// `person` unless it is a `company`.
    #[serde(default, deserialize_with = "strict::word")]
    kind: Kind,
    /// `client` unless it is still a `prospect`.
    #[serde(default, deserialize_with = "strict::word")]
    relation: Stage,
    /// E-mail addresses, the preferred one first.
    #[serde(default)]
    emails: Vec<String>,
    /// Mobiles, the one for the PIN first; spelled as people of the firm's country do, or with +.
    #[serde(default)]
    mobiles: Vec<String>,
    /// Other numbers, to call.
    #[serde(default)]
    phones: Vec<String>,
    /// The language of messages and pages; the firm's if absent.
    #[serde(default, deserialize_with = "strict::optional_word")]
    language: Option<LanguageChoice>,
}

/// The flow.
#[must_use]
pub fn flow() -> Flow {
    let operation =
        Operation::post("create-client", "/api/staff/clients", "Adds a client or a prospect.")
            .taking::<CreateClient>()
            .answering(201)
            .idempotent()
            .refusing(&[ProblemKind::FieldsRefused, ProblemKind::LostRace]);
    Flow::staff(operation, Capability::EditClients, handle).reading_numbers()
}

/// Adds the client, and looks beside it who else has the same.
///
/// # Errors
/// Not signed in, a field is refused, or a fault.
pub async fn handle(
    app: App,
    call: Call<CreateClient, StaffCaller>,
) -> Result<Reply<ClientChanged>, Failure> {
    let once = call
        .idempotency_key
        .map(|key| IdempotencyKey::new(key, &call.caller, app.flow(), &call.body));
    let pins = app.keys().pins().await?;
    let decide = Decide::by(&app, &call.caller);
    let decided = decide.run_once(once.as_ref(), |round| {
        let (by, id, now) = (&round.party, entropy::client_id(), round.now);
        let profile = profile(&call.body, by, now)?;
        let duplicates = details::given(None, &profile);
        let pin = pins.make(by.firm_id, id, Generation::FIRST);
        let access = Access::new(profile.mobiles.first().cloned(), pin);
        let client = Client { version: 0, last_event_ms: now.as_millisecond(), access, profile };
        let view = views::client(id, &client, &by.firm, by.staff.role, now);
        let Client { access, profile, .. } = client;
        let events = vec![
            ClientEvent::ClientCreated.into(),
            AccessEvent::PinMade { generation: Generation::FIRST }.into(),
        ];
        let client = ClientEffects {
            id,
            read: None,
            access,
            profile,
            events,
            messages: Vec::new(),
            admins: Vec::new(),
            password: None,
        };
        let effects = Effects { client: Some(Box::new(client)), duplicates, ..Effects::default() };
        Ok(Decision { answer: Ok(view), effects })
    });
    let Decided { answer: client, party: by, warnings, replayed, now, .. } = decided.await?;
    let warnings = match (replayed, client.id.parse()) {
        (true, Ok(id)) => {
            let given = details::given(None, &profile(&call.body, &by, now)?);
            details::warnings(&app, by.firm_id, id, &given).await
        }
        (false, Ok(_)) | (_, Err(NotAnId)) => warnings,
    };
    Ok(ClientChanged { client, warnings }.into())
}

/// The fields, parsed.
fn profile(body: &CreateClient, by: &SignedInStaff, now: Timestamp) -> Result<Profile, Failure> {
    let (mut fields, home) = (Fields::new(), by.firm.country);
    let name = fields.name("name", &body.name);
    let emails = details::emails(&mut fields, &body.emails);
    let mobiles = details::mobiles(&mut fields, &body.mobiles, home);
    let phones = details::phones(&mut fields, &body.phones, home);
    fields.all(name.map(|name| Profile {
        name,
        kind: body.kind.chosen(),
        relation: body.relation.chosen(),
        emails,
        mobiles,
        phones,
        language: body.language.map(Chosen::chosen),
        rehearsal: None,
        revision: 0,
        adviser: Adviser { id: by.id, name: by.staff.name.clone() },
        created_at: now,
    }))
}
