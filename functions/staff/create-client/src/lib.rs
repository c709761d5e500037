//! An adviser adds a client or a prospect. A security PIN is assigned by itself; the level is low
//! until the client has a password.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use vestibule_runtime::change::OnceKey;
use vestibule_runtime::contract::bodies::ClientView;
use vestibule_runtime::contract::{Method, Operation, ProblemKind, strict};
use vestibule_runtime::domain::access::{Access, Generation};
use vestibule_runtime::domain::event::{Actor, Event};
use vestibule_runtime::domain::staff::Role;
use vestibule_runtime::domain::values::{Country, Email, Mobile, Name};
use vestibule_runtime::fields::Fields;
use vestibule_runtime::flow::StaffCaller;
use vestibule_runtime::table::items::{Adviser, Client, ClientKind, Once, Profile, Relation};
use vestibule_runtime::table::{CommitFault, Race, Transaction};
use vestibule_runtime::{App, Call, Failure, Fault, Flow, Reply, change, entropy, session, views};

/// Addresses, and numbers, that one client may have.
const AT_MOST: usize = 10;

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
}

/// A person or a company.
#[derive(Clone, Copy, Default, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// A person.
    #[default]
    Person,
    /// A company.
    Company,
}

/// How far the relation has come.
#[derive(Clone, Copy, Default, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Stage {
    /// Not yet a client.
    Prospect,
    /// A client.
    #[default]
    Client,
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
    Flow::staff(operation, Role::Adviser, handle)
}

/// Adds the client.
///
/// # Errors
/// Not signed in, a field is refused, or a fault.
pub async fn handle(
    app: App,
    call: Call<CreateClient, StaffCaller>,
) -> Result<Reply<ClientView>, Failure> {
    let once =
        call.idempotency_key.map(|key| OnceKey::new(key, env!("CARGO_PKG_NAME"), &call.body));
    let once_at = once.as_ref().map(|once| once.at(&call.caller));
    let mut race = Race::default();
    loop {
        let by = session::staff(&app, &call.caller, once_at.as_slice()).await?;
        if let (Some(once), Some(at)) = (&once, &once_at)
            && let Some(earlier) = by.items.get::<Once>(at)?
        {
            return once.replay::<ClientView>(&earlier).map(Reply::from);
        }
        let details = Details::parse(&call.body, by.firm.country)?;
        let (id, now) = (entropy::client_id(), app.now());
        let pin = app.keys().pins().await?.make(by.firm_id, id, Generation::FIRST);
        let client = Client {
            version: 0,
            last_event_ms: now.as_millisecond(),
            access: Access::new(details.mobiles.first().cloned(), pin),
            profile: Profile {
                name: details.name,
                kind: call.body.kind.into(),
                relation: call.body.relation.into(),
                emails: details.emails,
                mobiles: details.mobiles,
                phones: Vec::new(),
                language: None,
                rehearsal: None,
                revision: 0,
                adviser: Adviser { id: by.id, name: by.staff.name.clone() },
                created_at: now,
            },
        };
        let view = views::client(id, &client, now);
        let events = vec![Event::ClientCreated, Event::PinMade { generation: Generation::FIRST }];
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
        match app.table().commit(transaction).await {
            Ok(()) => return Ok(view.into()),
            Err(CommitFault::LostRace) => race.again().await.map_err(Fault::from)?,
            Err(other) => return Err(Fault::from(other).into()),
        }
    }
}

/// The fields, parsed.
struct Details {
    name: Name,
    emails: Vec<Email>,
    mobiles: Vec<Mobile>,
}

impl Details {
    fn parse(body: &CreateClient, home: Country) -> Result<Self, Failure> {
        let mut fields = Fields::new();
        let name = fields.name("name", &body.name);
        let mut emails: Vec<Email> = Vec::new();
        for (place, text) in body.emails.iter().enumerate().take(AT_MOST) {
            let field = format!("emails[{place}]");
            if let Some(email) = fields.email(&field, text) {
                if emails.iter().any(|other| other.unique() == email.unique()) {
                    fields.refuse(&field, "twice", "This address stands here twice.");
                }
                emails.push(email);
            }
        }
        let mut mobiles: Vec<Mobile> = Vec::new();
        for (place, text) in body.mobiles.iter().enumerate().take(AT_MOST) {
            let field = format!("mobiles[{place}]");
            if let Some(mobile) = fields.mobile(&field, text, home) {
                if mobiles.contains(&mobile) {
                    fields.refuse(&field, "twice", "This number stands here twice.");
                }
                mobiles.push(mobile);
            }
        }
        for (field, count) in [("emails", body.emails.len()), ("mobiles", body.mobiles.len())] {
            if count > AT_MOST {
                fields.refuse(field, "too-many", "At most ten, please.");
            }
        }
        fields.all(name.map(|name| Self { name, emails, mobiles }))
    }
}

impl From<Kind> for ClientKind {
    fn from(kind: Kind) -> Self {
        match kind {
            Kind::Person => Self::Person,
            Kind::Company => Self::Company,
        }
    }
}

impl From<Stage> for Relation {
    fn from(stage: Stage) -> Self {
        match stage {
            Stage::Prospect => Self::Prospect,
            Stage::Client => Self::Client,
        }
    }
}
