//! An adviser adds a client or a prospect. A security PIN is assigned by itself; the level is low
//! until the client has a password. Who else has the same name, address or number is a warning.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use vestibule_runtime::change::OnceKey;
use vestibule_runtime::contract::bodies::{ClientChanged, ClientView, Kind, LanguageChoice, Stage};
use vestibule_runtime::contract::{Method, Operation, ProblemKind, strict};
use vestibule_runtime::domain::access::Access;
use vestibule_runtime::domain::clients::{Adviser, Client, Profile};
use vestibule_runtime::domain::kernel::{Actor, Generation, NotAnId};
use vestibule_runtime::domain::staff::Role;
use vestibule_runtime::domain::timeline::{AccessEvent, ClientEvent, Event};
use vestibule_runtime::fields::Fields;
use vestibule_runtime::flow::StaffCaller;
use vestibule_runtime::session::SignedInStaff;
use vestibule_runtime::table::{CommitFault, IdempotentReply, Race, Transaction};
use vestibule_runtime::{
    App, Call, Failure, Fault, Flow, Reply, change, details, entropy, session, views,
};

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
    let mut operation = Operation::new(
        env!("CARGO_PKG_NAME"),
        Method::Post,
        Some("/api/staff/clients"),
        "Adds a client or a prospect.",
    )
    .taking::<CreateClient>();
    operation.status = 201;
    operation.idempotent = true;
    operation.problems = &[ProblemKind::FieldsRefused, ProblemKind::LostRace];
    Flow::staff(operation, Role::Adviser, handle).reading_numbers()
}

/// Adds the client, and looks beside it who else has the same.
///
/// # Errors
/// Not signed in, a field is refused, or a fault.
pub async fn handle(
    app: App,
    call: Call<CreateClient, StaffCaller>,
) -> Result<Reply<ClientChanged>, Failure> {
    let once =
        call.idempotency_key.map(|key| OnceKey::new(key, env!("CARGO_PKG_NAME"), &call.body));
    let once_at = once.as_ref().map(|once| once.at(&call.caller));
    let mut race = Race::default();
    loop {
        let by = session::staff(&app, &call.caller, once_at.as_slice()).await?;
        if let (Some(once), Some(at)) = (&once, &once_at)
            && let Some(earlier) = by.items.get::<IdempotentReply>(at)?
        {
            let client: ClientView = once.replay(&earlier)?;
            let given = details::given(None, &profile(&call.body, &by, app.now())?);
            let warnings = match client.id.parse() {
                Ok(id) => details::warnings(&app, by.firm_id, id, &given).await,
                Err(NotAnId) => Vec::new(),
            };
            return Ok(ClientChanged { client, warnings }.into());
        }
        let (id, now) = (entropy::client_id(), app.now());
        let profile = profile(&call.body, &by, now)?;
        let given = details::given(None, &profile);
        let pin = app.keys().pins().await?.make(by.firm_id, id, Generation::FIRST);
        let client = Client {
            version: 0,
            last_event_ms: now.as_millisecond(),
            access: Access::new(profile.mobiles.first().cloned(), pin),
            profile,
        };
        let view = views::client(id, &client, &by.firm, now);
        let events = vec![
            Event::Client(ClientEvent::ClientCreated),
            Event::Access(AccessEvent::PinMade { generation: Generation::FIRST }),
        ];
        let lines = change::Lines {
            firm: by.firm_id,
            client: id,
            actor: Actor::Staff(by.id),
            cause: env!("CARGO_PKG_NAME"),
            at_ms: client.last_event_ms,
            now,
        };
        let mut transaction =
            lines.write(Transaction::new().put_client(by.firm_id, id, None, &client), events);
        if let (Some(once), Some(at)) = (&once, &once_at) {
            transaction = transaction.remember(at, &once.with_reply(&view), now);
        }
        let (committed, warnings) = tokio::join!(
            app.table().commit(transaction),
            details::warnings(&app, by.firm_id, id, &given)
        );
        match committed {
            Ok(()) => return Ok(ClientChanged { client: view, warnings }.into()),
            Err(CommitFault::LostRace) => race.again().await.map_err(Fault::from)?,
            Err(other) => return Err(Fault::from(other).into()),
        }
    }
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
        kind: details::kind(body.kind),
        relation: details::relation(body.relation),
        emails,
        mobiles,
        phones,
        language: body.language.map(details::language),
        rehearsal: None,
        revision: 0,
        adviser: Adviser { id: by.id, name: by.staff.name.clone() },
        created_at: now,
    }))
}
