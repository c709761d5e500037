//! Adds thousands of clients at once, to see the lists and searches of a large firm. They are
//! written as `create-client` writes one, several to a transaction: through the API, one request
//! each would take this machine a quarter of an hour.

use serde_json::{Value, json};
use vestibule_application::timeline_writer::TimelineWriter;
use vestibule_domain::access::Access;
use vestibule_domain::clients::{Adviser, Client, ClientKind, Profile, Relation};
use vestibule_domain::firms::Firm;
use vestibule_domain::kernel::{Actor, FirmId, Generation, StaffId};
use vestibule_domain::staff::Staff;
use vestibule_domain::timeline::{AccessEvent, ClientEvent, Event};
use vestibule_domain::values::{Email, Mobile, Name};
use vestibule_runtime::App;
use vestibule_secrets::entropy;
use vestibule_table::{Key, Transaction};

use crate::aws::functions::FunctionError;

/// The runner's own function, invoked by name: `{"firm": id, "staff": id, "clients": 500}`. The
/// member of staff is the one who adds them.
pub const SEED_CLIENTS: &str = "seed-clients";

/// The most clients of one call: an invocation must answer within seconds.
const AT_MOST: u64 = 1000;
/// A transaction has room for 100 items; a client with its lines and its terms takes up to twelve.
const TOGETHER: usize = 8;

const FIRST: [&str; 24] = [
    "Nora", "Owen", "Priya", "Samuel", "Ivy", "Tomasz", "Leila", "Hugh", "Margaret", "Chidi",
    "Anneke", "Rhys", "Fatima", "Georgios", "Harriet", "Jun", "Kwame", "Lucía", "Moira", "Nikhil",
    "Oksana", "Patrick", "Rosalind", "Søren",
];
const LAST: [&str; 29] = [
    "Fielding",
    "Ellis",
    "Okoro",
    "Whitfield",
    "Marsh",
    "Kaur",
    "Lindqvist",
    "Hart",
    "Novak",
    "Pemberton",
    "Achebe",
    "Bianchi",
    "Castellanos",
    "Dunmore",
    "Eriksen",
    "Farrow",
    "Gallagher",
    "Hashimoto",
    "Iversen",
    "Jennings",
    "Kowalski",
    "Lockwood",
    "Mbeki",
    "Nørgaard",
    "O'Neill",
    "Prescott",
    "Quigley",
    "Rasmussen",
    "Sinclair",
];

/// Adds the clients that the event requests.
///
/// # Errors
/// The event is malformed, no member of staff has this id, or the table or a key fails.
pub async fn clients(app: App, event: Value) -> Result<Value, FunctionError> {
    let ordered = SeedOrder::read(&event).ok_or_else(|| {
        failed("the event is {\"firm\": id, \"staff\": id, \"clients\": at most 1000}")
    })?;
    let (firm_key, staff_key) = (Key::firm(ordered.firm), Key::staff(ordered.firm, ordered.staff));
    let items = app.table().load(&[firm_key.clone(), staff_key.clone()]).await.map_err(failed)?;
    let firm: Option<Firm> = items.get(&firm_key).map_err(failed)?;
    let staff: Option<Staff> = items.get(&staff_key).map_err(failed)?;
    let (firm, staff) =
        firm.zip(staff).ok_or_else(|| failed("there is no such member of staff"))?;
    let adviser = Adviser { id: ordered.staff, name: staff.name };
    let places: Vec<u64> = (0..ordered.clients).collect();
    for together in places.chunks(TOGETHER) {
        let mut transaction = Transaction::new();
        for place in together {
            let profile = profile(*place, &firm, &adviser, app.now())
                .ok_or_else(|| failed("a made-up client is not well formed"))?;
            transaction = added(&app, transaction, ordered.firm, profile).await?;
        }
        app.table().commit(transaction).await.map_err(failed)?;
    }
    Ok(json!({ "clients": ordered.clients }))
}

struct SeedOrder {
    firm: FirmId,
    staff: StaffId,
    clients: u64,
}

impl SeedOrder {
    fn read(event: &Value) -> Option<Self> {
        let text = |name: &str| event.get(name).and_then(Value::as_str);
        Some(Self {
            firm: text("firm")?.parse().ok()?,
            staff: text("staff")?.parse().ok()?,
            clients: event.get("clients")?.as_u64().filter(|clients| *clients <= AT_MOST)?,
        })
    }
}

/// Adds the client, its PIN and its first two lines, as `create-client` does.
async fn added(
    app: &App,
    transaction: Transaction,
    firm: FirmId,
    profile: Profile,
) -> Result<Transaction, FunctionError> {
    let (id, now) = (entropy::client_id(), app.now());
    let pins = app.keys().pins().await.map_err(failed)?;
    let pin = pins.make(firm, id, Generation::FIRST);
    let actor = Actor::Staff(profile.adviser.id);
    let client = Client {
        version: 0,
        last_event_ms: now.as_millisecond(),
        access: Access::new(profile.mobiles.first().cloned(), pin),
        profile,
    };
    let lines = TimelineWriter {
        firm,
        client: id,
        actor,
        cause: "create-client",
        at_ms: client.last_event_ms,
        now,
    };
    let events = vec![
        Event::Client(ClientEvent::ClientCreated),
        Event::Access(AccessEvent::PinMade { generation: Generation::FIRST }),
    ];
    Ok(lines.write(transaction.put_client(firm, id, None, &client), events))
}

/// A made-up client: names in all their pairs, one of 40 a company, one of 7 without a mobile, and
/// one of 120 with an e-mail that bounces.
fn profile(
    place: u64,
    firm: &Firm,
    adviser: &Adviser,
    created_at: jiff::Timestamp,
) -> Option<Profile> {
    let tag = entropy::client_id().to_string();
    let tag = tag.rsplit('-').next()?;
    // Each invocation starts with a different pair of names.
    let at = usize::from_str_radix(tag.get(..6)?, 16).ok()?;
    let first = FIRST.get(at % FIRST.len())?;
    let last = LAST.get((at / FIRST.len()) % LAST.len())?;
    let company = place % 40 == 7;
    let name = if company { format!("{last} & {first} Ltd") } else { format!("{first} {last}") };
    let email = if place % 120 == 60 {
        format!("bounce+{tag}@simulator.amazonses.com")
    } else {
        format!("client-{tag}@mail.example")
    };
    let mobile =
        (!place.is_multiple_of(7)).then(|| format!("+447400{:06}", 100_000 + at % 900_000));
    let mobile = mobile.map(|number| Mobile::parse(&number, firm.country)).transpose().ok()?;
    Some(Profile {
        name: Name::parse(&name).ok()?,
        kind: if company { ClientKind::Company } else { ClientKind::Person },
        relation: if place.is_multiple_of(5) { Relation::Prospect } else { Relation::Client },
        emails: vec![Email::parse(&email).ok()?],
        mobiles: mobile.into_iter().collect(),
        phones: Vec::new(),
        language: None,
        rehearsal: None,
        revision: 0,
        adviser: adviser.clone(),
        created_at,
    })
}

fn failed(why: impl ToString) -> FunctionError {
    FunctionError { error_type: "Error".to_owned(), message: why.to_string() }
}
