//! The list of clients over a real database: in order, complete, and in one round for any request.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use aws_sdk_dynamodb::config::interceptors::{
    BeforeSerializationInterceptorContextRef, FinalizerInterceptorContextRef,
};
use aws_sdk_dynamodb::config::{BehaviorVersion, ConfigBag, Intercept, Region, RuntimeComponents};
use aws_sdk_dynamodb::error::BoxError;
use jiff::Timestamp;
use serde_json::{Value, json};
use vestibule_domain::access::{Access, Help, Standing};
use vestibule_domain::clients::{Client, Profile};
use vestibule_domain::kernel::{ClientId, FirmId, StaffId};
use vestibule_domain::values::{Email, Name};
use vestibule_table::list::{
    Contact, Cursor, Filter, ListState, Listed, Search, Sort, Sought, Wanted,
};
use vestibule_table::{Table, Transaction};

use super::super::{Database, loopback_http, test_credentials};
use crate::account::names::REGION;
use crate::account::names::TABLE_NAME;
use crate::storage::temporary_folder::TemporaryFolder;
use crate::template::Template;

/// A database with the product's table, and the calls to it.
struct Scene {
    table: Table,
    calls: Arc<Calls>,
    database: Database,
    _folder: TemporaryFolder,
}

/// Counts calls, and those that began while no other was running.
#[derive(Debug, Default)]
struct Calls {
    in_flight: AtomicU32,
    rounds: AtomicU32,
    all: AtomicU32,
}

#[derive(Debug)]
struct Counts(Arc<Calls>);

impl Intercept for Counts {
    fn name(&self) -> &'static str {
        "Counts"
    }

    fn read_before_execution(
        &self,
        _: &BeforeSerializationInterceptorContextRef<'_>,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        self.0.all.fetch_add(1, Ordering::Relaxed);
        if self.0.in_flight.fetch_add(1, Ordering::Relaxed) == 0 {
            self.0.rounds.fetch_add(1, Ordering::Relaxed);
        }
        Ok(())
    }

    fn read_after_execution(
        &self,
        _: &FinalizerInterceptorContextRef<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        self.0.in_flight.fetch_sub(1, Ordering::Relaxed);
        Ok(())
    }
}

impl Scene {
    async fn new() -> Self {
        let folder = TemporaryFolder::new();
        let described = Template::of_this_product().expect("the template can be read").table;
        let database = Database::start(&folder.path().join("db.sqlite"), &described)
            .await
            .expect("the database starts");
        let calls = Arc::new(Calls::default());
        let config = aws_sdk_dynamodb::Config::builder()
            .behavior_version(BehaviorVersion::latest())
            .region(Region::new(REGION))
            .credentials_provider(test_credentials())
            .http_client(loopback_http())
            .endpoint_url(database.url())
            .interceptor(Counts(Arc::clone(&calls)))
            .build();
        let client = aws_sdk_dynamodb::Client::from_conf(config);
        Self { table: Table::new(client, TABLE_NAME.to_owned()), calls, database, _folder: folder }
    }

    async fn write(&self, id: ClientId, read: Option<&Client>, client: &Client) {
        let transaction = Transaction::new().put_client(firm(), id, read, client);
        self.table.commit(transaction).await.expect("a client is written");
    }

    /// Writes a client again, as changed.
    async fn change(&self, n: u16, read: &Client, change: impl FnOnce(&mut Client)) -> Client {
        let mut after = read.clone();
        change(&mut after);
        self.write(id(n), Some(read), &after).await;
        Client { version: read.version + 1, ..after }
    }

    /// A call's answer, with its number of calls to the table and of rounds.
    async fn counted<T>(&self, call: impl Future<Output = T>) -> (T, u32, u32) {
        let counts =
            || (self.calls.all.load(Ordering::Relaxed), self.calls.rounds.load(Ordering::Relaxed));
        let before = counts();
        let answer = call.await;
        let after = counts();
        (answer, after.0 - before.0, after.1 - before.1)
    }

    async fn page(&self, states: &[ListState], sort: Sort, after: Option<&Cursor>) -> Listed {
        self.wanted(&Wanted { states, sort, after, ..everybody() }).await
    }

    async fn wanted(&self, wanted: &Wanted<'_>) -> Listed {
        let (listed, calls, rounds) = self.counted(self.table.list_clients(wanted)).await;
        assert_eq!(calls as usize, wanted.states.len() * usize::from(wanted.shards));
        assert_eq!(rounds, 1);
        listed.expect("a page")
    }

    async fn all(&self, wanted: Wanted<'_>) -> Vec<String> {
        let (mut all, mut after) = (Vec::new(), None);
        loop {
            let listed = self.wanted(&Wanted { after: after.as_ref(), ..wanted }).await;
            all.extend(names(&listed));
            match listed.next {
                None => return all,
                next => after = next,
            }
        }
    }

    async fn found(&self, typed: &str) -> BTreeSet<String> {
        self.found_among(typed, &Filter::Current.states(), None).await
    }

    /// Everybody who is found, over all pages; nobody may appear twice.
    async fn found_among(
        &self,
        typed: &str,
        states: &[ListState],
        adviser: Option<StaffId>,
    ) -> BTreeSet<String> {
        let search = Search::read(typed).expect("something is searched for");
        let (mut all, mut after) = (BTreeSet::new(), None);
        loop {
            let firm = firm();
            let sought =
                Sought { firm, search: &search, states, adviser, page: 20, after: after.as_ref() };
            let (listed, calls, rounds) = self.counted(self.table.search_clients(&sought)).await;
            assert!(calls <= 2 && rounds <= 1, "{calls} calls in {rounds} rounds");
            let listed = listed.expect("a page");
            assert!(listed.rows.len() <= 20);
            for name in names(&listed) {
                assert!(all.insert(name.clone()), "{name} comes twice");
            }
            match listed.next {
                None => return all,
                // In its text form, as in a page's URL.
                Some(next) => after = Cursor::for_search(&next.to_text()),
            }
        }
    }
}

fn firm() -> FirmId {
    FirmId::from_random([1; 16])
}

fn adviser(n: u16) -> StaffId {
    StaffId::from_random([n.to_be_bytes()[1]; 16])
}

fn id(n: u16) -> ClientId {
    let mut bytes = [7; 16];
    // Not in the order of adding.
    bytes[..2].copy_from_slice(&n.reverse_bits().to_be_bytes());
    ClientId::from_random(bytes)
}

fn everybody() -> Wanted<'static> {
    Wanted {
        firm: firm(),
        shards: 1,
        states: &[],
        adviser: None,
        sort: Sort::Name,
        page: 100,
        after: None,
    }
}

fn names(listed: &Listed) -> Vec<String> {
    listed.rows.iter().map(|row| row.name.as_str().to_owned()).collect()
}

fn named(names: &[&str]) -> BTreeSet<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

const FIRST: [&str; 30] = [
    "Ada",
    "Åsa",
    "Anna",
    "Annabel",
    "Bo",
    "Chloé",
    "Dag",
    "Eve",
    "Finn",
    "Gül",
    "Hugo",
    "Ivy",
    "Jon",
    "Kim",
    "Lea",
    "Max",
    "Nora",
    "Ole",
    "Pia",
    "Quin",
    "Rosa",
    "Sven",
    "Tea",
    "Uma",
    "Vera",
    "Will",
    "Xenia",
    "Yann",
    "Zoë",
    "Ann-Marie",
];

/// The n-th of 3,000 clients, each with a unique name: three advisers, every standing, and contacts
/// for each tenth.
fn client(n: u16) -> Client {
    let first = FIRST[usize::from(n % 30)];
    let standing = ["not-invited", "invited", "active", "revoked"][usize::from(n / 30 % 4)];
    let at = Timestamp::from_millisecond(1_700_000_000_000 + i64::from(n / 7)).expect("a time");
    let mut client = with_name(n, &format!("{first} Müller-{:02}", n / 30), standing, at);
    if n % 10 != 9 {
        client.profile.emails.clear();
        client.profile.mobiles.clear();
    }
    client
}

fn with_name(n: u16, name: &str, standing: &str, at: Timestamp) -> Client {
    let profile: Profile = serde_json::from_value(json!({
        "name": name, "kind": "person", "relation": "client",
        "emails": [format!("client.{n}@mail.example")],
        "mobiles": [format!("+4474{:08}", u32::from(n) * 7)],
        "adviser": {"id": adviser(n % 3), "name": "Ada Quay"}, "created_at": at,
    }))
    .expect("a profile");
    let access = access(standing, json!({}));
    Client { version: 0, last_event_ms: at.as_millisecond(), profile, access }
}

/// Access as it is stored.
fn access(standing: &str, more: Value) -> Access {
    let mut stored = json!({
        "standing": standing, "generation": 1, "epoch": 0, "grants": [], "links": [],
        "guessing": {"wrong_since_reset": 0, "blocks_in_row": 0},
    });
    let fields = stored.as_object_mut().expect("an object");
    if standing != "not-invited" {
        fields.insert("login".to_owned(), json!({"email": "client@mail.example"}));
    }
    if matches!(standing, "invited" | "active") {
        fields.insert("grants".to_owned(), json!([{"kind": "portal"}]));
    }
    if standing == "active" {
        let password = json!({"set_at": "2024-01-01T00:00:00Z", "held": false});
        fields.insert("password".to_owned(), password);
    }
    fields.extend(more.as_object().expect("an object").clone());
    serde_json::from_value(stored).expect("access as it is stored")
}

fn stuck() -> Value {
    json!({
        "attention": {"notice": "stuck", "since": "2024-01-01T00:00:00Z", "seen": "unread"},
    })
}

/// The sort order of names: only these accents occur here.
fn sorted(name: &str) -> String {
    name.to_lowercase()
        .replace('å', "a")
        .replace('é', "e")
        .replace(['ü', 'ú'], "u")
        .replace('ë', "e")
        .replace('-', " ")
}

#[tokio::test]
async fn three_thousand_clients_are_listed_and_searched_in_one_round_each() {
    let scene = Scene::new().await;
    let mut clients = Vec::new();
    for twelve in 0..250 {
        let mut transaction = Transaction::new();
        for n in twelve * 12..(twelve + 1) * 12 {
            transaction = transaction.put_client(firm(), id(n), None, &client(n));
            clients.push(Client { version: 1, ..client(n) });
        }
        scene.table.commit(transaction).await.expect("twelve clients are written");
    }
    let current = Filter::Current.states();
    let mut expected: Vec<_> =
        clients.iter().map(|client| client.profile.name.as_str().to_owned()).collect();
    expected.sort_by_key(|name| sorted(name));

    // Page by page, while between two pages a client moves to another list.
    let (mut seen, mut after) = (Vec::new(), None);
    for page in 0.. {
        let listed = scene.page(&current, Sort::Name, after.as_ref()).await;
        assert_eq!(listed.rows.len(), 100, "page {page}");
        seen.extend(names(&listed));
        after = match listed.next {
            None => break,
            Some(next) => Cursor::for_list(&next.to_text(), Sort::Name),
        };
        let moving = page * 97 % 3000;
        let before = &clients[usize::from(moving)];
        let standing = ["active", "invited"][usize::from(page % 2)];
        scene.change(moving, before, |client| client.access = access(standing, stuck())).await;
    }
    assert_eq!(seen, expected);

    let states = Filter::Stuck.states();
    assert_eq!(scene.all(Wanted { states: &states, ..everybody() }).await.len(), 29);
    let mut backwards = expected.clone();
    backwards.reverse();
    let wanted = Wanted { states: &current, sort: Sort::NameBackwards, ..everybody() };
    assert_eq!(scene.all(wanted).await, backwards);
    // Seven of them were added within the same millisecond.
    let newest = scene.all(Wanted { sort: Sort::Newest, ..wanted }).await;
    assert_eq!(newest.len(), 3000);
    assert_eq!(newest.iter().collect::<BTreeSet<_>>().len(), 3000);

    let everyone: BTreeSet<_> = expected.iter().cloned().collect();
    assert_eq!(scene.found("müll").await, everyone);
    let ann: BTreeSet<_> =
        expected.iter().filter(|name| name.starts_with("Ann")).cloned().collect();
    assert_eq!(ann.len(), 300);
    assert_eq!(scene.found("ann").await, ann);
    assert_eq!(scene.found("muller 42 zoe").await, named(&["Zoë Müller-42"]));
    assert_eq!(scene.found("zo mul 42").await, named(&["Zoë Müller-42"]));
    assert_eq!(scene.found("client.2999@").await, named(&["Ann-Marie Müller-99"]));
    assert_eq!(scene.found("+447400000063").await, named(&["Gül Müller-00"]));
    assert_eq!(scene.found("+44740000006").await, named(&[]));
    scene.database.stop().await;
}

/// A few clients, by name and standing; numbered from 0.
async fn few(scene: &Scene, clients: &[(&str, &str)]) -> Vec<Client> {
    let mut written = Vec::new();
    for (n, (name, standing)) in (0..).zip(clients) {
        let at = Timestamp::from_second(1_700_000_000 + i64::from(n)).expect("a time");
        let client = with_name(n, name, standing, at);
        scene.write(id(n), None, &client).await;
        written.push(Client { version: 1, ..client });
    }
    written
}

#[tokio::test]
async fn a_list_is_narrowed_by_state_and_adviser_and_sorted_three_ways() {
    let scene = Scene::new().await;
    let clients = few(
        &scene,
        &[
            ("Öle", "active"),
            ("Pia", "invited"),
            ("Åsa", "active"),
            ("Bo", "revoked"),
            ("Eve", "active"),
            ("Dag", "not-invited"),
            ("Max", "active"),
        ],
    )
    .await;
    let helped = |standing| move |client: &mut Client| client.access = access(standing, stuck());
    scene.change(1, &clients[1], helped("invited")).await;
    scene.change(6, &clients[6], helped("active")).await;
    let archived = json!({"archived_at": "2024-01-01T00:00:00Z"});
    scene.change(3, &clients[3], |client| client.access = access("revoked", archived)).await;

    let of = async |filter: Filter, adviser, sort| {
        let states = filter.states();
        scene.all(Wanted { states: &states, adviser, sort, page: 2, ..everybody() }).await
    };
    let by_name = ["Åsa", "Dag", "Eve", "Max", "Öle", "Pia"];
    assert_eq!(of(Filter::Current, None, Sort::Name).await, by_name);
    assert_eq!(
        of(Filter::Current, None, Sort::Newest).await,
        ["Max", "Dag", "Eve", "Åsa", "Pia", "Öle"]
    );
    assert_eq!(of(Filter::Active, None, Sort::NameBackwards).await, ["Öle", "Max", "Eve", "Åsa"]);
    assert_eq!(of(Filter::Stuck, None, Sort::Name).await, ["Max", "Pia"]);
    assert_eq!(of(Filter::NotInvited, None, Sort::Name).await, ["Dag"]);
    assert_eq!(of(Filter::Invited, None, Sort::Name).await, ["Pia"]);
    assert_eq!(of(Filter::Archived, None, Sort::Name).await, ["Bo"]);
    assert!(of(Filter::Revoked, None, Sort::Name).await.is_empty());
    assert!(of(Filter::Blocked, None, Sort::Name).await.is_empty());
    // Every third client has this adviser.
    let mine = Some(adviser(0));
    assert_eq!(of(Filter::Current, mine, Sort::Name).await, ["Max", "Öle"]);
    assert_eq!(of(Filter::Current, mine, Sort::Newest).await, ["Max", "Öle"]);
    assert_eq!(of(Filter::Stuck, mine, Sort::NameBackwards).await, ["Max"]);
    assert!(of(Filter::Current, Some(adviser(9)), Sort::Name).await.is_empty());

    let states = Filter::Stuck.states();
    let listed = scene.page(&states, Sort::Name, None).await;
    let row = &listed.rows[0];
    assert_eq!((row.id, row.standing), (id(6), Standing::Active));
    assert!(matches!(row.help, Help::Stuck { .. }));
    assert_eq!(row.email.as_ref().map(Email::as_str), Some("client.6@mail.example"));
    // A page with its full size may be the last.
    let active = &Filter::Active.states()[..1];
    let listed = scene.wanted(&Wanted { states: active, page: 3, ..everybody() }).await;
    assert_eq!((listed.rows.len(), listed.next), (3, None));
}

#[tokio::test]
async fn a_search_is_narrowed_like_a_list_and_knows_new_names_only() {
    let scene = Scene::new().await;
    let clients = few(
        &scene,
        &[
            ("Anna Field", "active"),
            ("Annabel Anna Field", "invited"),
            ("Ann O’Hara", "revoked"),
            ("Joanna Field", "active"),
        ],
    )
    .await;
    assert_eq!(
        scene.found("ANN").await,
        named(&["Anna Field", "Annabel Anna Field", "Ann O’Hara"])
    );
    assert_eq!(scene.found("field ann").await, named(&["Anna Field", "Annabel Anna Field"]));
    assert_eq!(scene.found("ohara").await, named(&["Ann O’Hara"]));
    assert_eq!(scene.found("hara").await, named(&["Ann O’Hara"]));
    assert_eq!(scene.found("client").await.len(), 4, "e-mails begin so");
    let invited = Filter::Invited.states();
    assert_eq!(scene.found_among("ann", &invited, None).await, named(&["Annabel Anna Field"]));
    let current = Filter::Current.states();
    assert_eq!(
        scene.found_among("field", &current, Some(adviser(0))).await,
        named(&["Anna Field", "Joanna Field"])
    );
    assert!(scene.found_among("ann", &[], None).await.is_empty());

    let married = |client: &mut Client| {
        client.profile.name = Name::parse("Anna Meadow").expect("a name");
        client.profile.emails.clear();
        client.profile.mobiles.clear();
    };
    scene.change(0, &clients[0], married).await;
    let archived = json!({"archived_at": "2024-01-01T00:00:00Z"});
    scene.change(3, &clients[3], |client| client.access = access("revoked", archived)).await;
    assert_eq!(scene.found("field").await, named(&["Annabel Anna Field"]));
    assert_eq!(scene.found("anna mea").await, named(&["Anna Meadow"]));
    assert_eq!(scene.found("client.0").await, named(&[]));
    assert_eq!(scene.found("+447400000000").await, named(&[]));
    assert_eq!(
        scene.found_among("joanna", &Filter::Archived.states(), None).await,
        named(&["Joanna Field"])
    );
}

#[tokio::test]
async fn a_foreign_cursor_only_finds_what_follows_it() {
    let scene = Scene::new().await;
    few(&scene, &[("Anna", "active"), ("Bo", "active")]).await;
    let states = Filter::Current.states();
    let search = Search::read("bo").expect("a word");
    for (typed, found) in [("a", 1), ("bo", 0), ("z", 0), ("bo\u{10ffff}z", 0)] {
        // The cursor of another search, or a made-up one: the highest identifier there is.
        let text = base64(&format!("t{typed}#ffffffff-ffff-4fff-bfff-ffffffffffff"));
        let after = Cursor::for_search(&text).expect("a cursor");
        let sought = Sought {
            firm: firm(),
            search: &search,
            states: &states,
            adviser: None,
            page: 20,
            after: Some(&after),
        };
        let listed = scene.table.search_clients(&sought).await.expect("a page");
        assert_eq!(listed.rows.len(), found, "{typed}");
    }
}

fn base64(text: &str) -> String {
    use base64::Engine;
    base64::prelude::BASE64_URL_SAFE_NO_PAD.encode(text)
}

#[tokio::test]
async fn clients_who_share_an_address_or_a_number_are_named() {
    let scene = Scene::new().await;
    let clients =
        few(&scene, &[("Ivy", "active"), ("Jon", "invited"), ("Kim", "not-invited")]).await;
    let shared = clients[0].profile.emails[0].clone();
    let jon = scene.change(1, &clients[1], |client| client.profile.emails.push(shared)).await;
    let rehearsal = json!({"by": adviser(0), "until": "2030-01-01T00:00:00Z"});
    scene
        .change(2, &clients[2], |client| {
            client.profile.mobiles.clone_from(&jon.profile.mobiles);
            client.profile.rehearsal = serde_json::from_value(rehearsal).expect("a rehearsal");
        })
        .await;
    let number = jon.profile.mobiles[0].as_e164().to_owned();
    let asked = [
        Contact::Email(Email::parse("CLIENT.0@mail.example").expect("an address")),
        Contact::Number(number),
        Contact::Number("+447400".to_owned()),
        Contact::Email(Email::parse("client@mail.example").expect("an address")),
    ];
    let (sharing, calls, rounds) = scene.counted(scene.table.find_sharing(firm(), &asked)).await;
    assert_eq!((calls, rounds), (4, 1));
    let sharing: BTreeSet<_> = sharing
        .expect("an answer")
        .into_iter()
        .map(|shared| {
            let which = asked.iter().position(|asked| *asked == shared.contact);
            (which, shared.row.name.as_str().to_owned())
        })
        .collect();
    // Kim is a rehearsal, which uses an adviser's own phone.
    let expected = [(Some(0), "Ivy"), (Some(0), "Jon"), (Some(1), "Jon")];
    assert_eq!(sharing, expected.map(|(at, name)| (at, name.to_owned())).into());
}

#[tokio::test]
async fn another_firm_is_neither_listed_nor_found() {
    let scene = Scene::new().await;
    few(&scene, &[("Ivy", "active")]).await;
    let other = FirmId::from_random([9; 16]);
    let states = Filter::Current.states();
    let listed = scene.wanted(&Wanted { firm: other, states: &states, ..everybody() }).await;
    assert!(listed.rows.is_empty());
    let search = Search::read("ivy").expect("a word");
    let sought = Sought {
        firm: other,
        search: &search,
        states: &states,
        adviser: None,
        page: 20,
        after: None,
    };
    assert!(scene.table.search_clients(&sought).await.expect("a page").rows.is_empty());
    let email = Email::parse("client.0@mail.example").expect("an address");
    let sharing = scene.table.find_sharing(other, &[Contact::Email(email)]).await;
    assert!(sharing.expect("an answer").is_empty());
}
