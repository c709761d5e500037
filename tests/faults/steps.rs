//! Injects a fault between every two steps of every flow that writes.
//!
//! Each flow is played once and its calls to the table are counted. Then it is played again and
//! again, each time for a client at the same point: its n-th call is throttled until the SDK stops
//! retrying; or the process ends before or after its n-th transaction, the reply is lost, or it
//! conflicts with another transaction. A caller who got no answer repeats the same request, as a
//! person does. The final answer and state must be those of one request, or of the same request
//! made twice. Nothing in between is allowed.

mod events;
mod scenarios;

use crate::support::{
    CLAIM, PATIENCE, TRIES, different, eventually, is_unavailable, items_of, posts,
    wait_until_quiet, words,
};
use scenarios::{SCENARIOS, Scenario, Twice};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::pin::Pin;
use std::time::{Duration, Instant};
use tokio::sync::OnceCell;
use tokio::task::LocalSet;
use vestibule_tests::{Answer, Client, PASSWORD, Page, Received, Runner, Staff, Visitor};

/// Longer than the stream rests: by then a commit's consequences have started.
const A_WHILE: Duration = Duration::from_millis(150);
/// Runners that play in parallel in one test: most of the time is waiting.
const STAGES: usize = 4;

/// How a call fails.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum How {
    KillBefore,
    KillAfter,
    LoseReply,
    Throttle,
    Conflict,
}

impl How {
    fn word(self) -> &'static str {
        match self {
            Self::KillBefore => "kill-before",
            Self::KillAfter => "kill-after",
            Self::LoseReply => "lose-reply",
            Self::Throttle => "throttle",
            Self::Conflict => "conflict",
        }
    }

    fn ends_the_process(self) -> bool {
        match self {
            Self::KillBefore | Self::KillAfter => true,
            Self::LoseReply | Self::Throttle | Self::Conflict => false,
        }
    }
}

/// The place of a play.
struct Stage {
    runner: Runner,
    firm: String,
    ada: Staff,
    /// How far the clock was moved: a restarted process begins with the machine's clock.
    ahead: Duration,
}

impl Stage {
    async fn new() -> Self {
        let runner = Runner::own().await;
        let firm = runner.firm().await;
        Self { firm: firm.id, ada: firm.admin, runner, ahead: Duration::ZERO }
    }

    async fn restarted(mut self) -> Self {
        self.runner = self.runner.kill_and_restart().await;
        self.ada = self.ada.moved_to(&self.runner);
        if !self.ahead.is_zero() {
            self.runner.advance(self.ahead).await;
        }
        self
    }

    /// Moves the clock and signs the adviser in again: an hour may have passed.
    async fn waits(&mut self, time: Duration) {
        self.runner.advance(time).await;
        self.ahead += time;
        let _ = self.ada.signs_in(PASSWORD).await.is(200);
    }

    /// Sends a request about a client, which must be granted.
    async fn does(&self, client: &Client, what: &str, body: &Value) -> Answer {
        let path = format!("/api/staff/clients/{}/{what}", client.id);
        self.ada.visitor.post(&path, body).await.is(200)
    }

    fn fresh_email(&self) -> String {
        format!("ben-{}@staff.example", &uuid::Uuid::new_v4().simple().to_string()[..12])
    }

    /// A colleague who has not set up the account yet.
    async fn invites_colleague(&self) -> Staff {
        let email = self.fresh_email();
        let body = json!({ "name": "Ben Okoro", "email": email, "role": "adviser" });
        let added = self.ada.visitor.post("/api/staff/members", &body).await.is(201);
        let mut ben = self.ada.on(self.browser());
        (ben.id, ben.email) = (added.text_at("id"), email);
        ben
    }

    /// A colleague who is signed in.
    async fn colleague(&self) -> Staff {
        let ben = self.invites_colleague().await;
        let link = ben.newest_mail(1).await.link();
        let _ = ben.sets_up(&link, PASSWORD).await.is(200);
        let _ = ben.signs_in(PASSWORD).await.is(200);
        ben
    }

    async fn version_of_firm(&self) -> u64 {
        let items = items_of(&self.runner, &format!("FIRM#{}", self.firm)).await;
        let firm = items.iter().find(|item| item["sk"]["S"] == "FIRM").expect("the firm");
        let version = firm["version"]["N"].as_str().and_then(|number| number.parse().ok());
        version.expect("a version")
    }

    /// Waits until the adviser is notified about this client.
    async fn wait_for_notification_about(&self, name: &str) {
        eventually("the adviser is notified", async || {
            self.ada.mails().await.iter().any(|mail| is_about(mail, name))
        })
        .await;
    }

    fn browser(&self) -> Visitor {
        self.runner.visitor()
    }
}

/// A request to be made, and where to look afterwards.
struct Request {
    browser: Visitor,
    path: String,
    body: Value,
    /// Its idempotency key, if any.
    key: Option<String>,
    /// The adviser's notifications contain this name.
    name: String,
    whom: Whom,
    proof: Proof,
}

/// The subject of a request.
enum Whom {
    /// Nothing that is checked.
    Nobody,
    /// A client.
    Client(Client),
    /// A colleague of the adviser's.
    Colleague(Staff),
    /// The firm, at this version before.
    Firm { before: u64 },
}

/// What must work, or not, afterwards.
enum Proof {
    /// Nothing beyond the state that is compared anyway.
    None,
    /// This client signs in, with this password.
    SignsIn(Client, &'static str),
    /// This browser has a client's session.
    Session(Visitor),
    /// This browser has a session of staff.
    StaffSession(Visitor),
    /// The member of staff with this e-mail signs in to the console with this password.
    StaffSignsIn(String, &'static str),
    /// The number of clients with this on record.
    Clients(String),
}

impl Request {
    fn new(browser: Visitor, path: &str, body: Value, name: String, whom: Whom) -> Self {
        let path = path.to_owned();
        Self { browser, path, body, key: None, name, whom, proof: Proof::None }
    }

    fn on_page(page: &Page, flow: &str, body: Value, (client, name): (Client, String)) -> Self {
        let mut whole = json!({ "link": page.link });
        if let (Value::Object(whole), Value::Object(body)) = (&mut whole, body) {
            whole.extend(body);
        }
        let path = format!("/api/client/{flow}");
        Self::new(page.visitor.clone(), &path, whole, name, Whom::Client(client))
    }

    fn by_staff(stage: &Stage, what: &str, body: Value, (client, name): (Client, String)) -> Self {
        let path = format!("/api/staff/clients/{}/{what}", client.id);
        Self::new(stage.ada.visitor.clone(), &path, body, name, Whom::Client(client))
    }

    fn under_a_key(mut self) -> Self {
        self.key = Some(uuid::Uuid::new_v4().to_string());
        self
    }

    fn proving(mut self, proof: Proof) -> Self {
        self.proof = proof;
        self
    }

    async fn is_made(&self) -> Option<Answer> {
        posts(&self.browser, &self.path, &self.body, self.key.as_deref()).await
    }

    fn moved_to(mut self, runner: &Runner) -> Self {
        let moved = |browser: &Visitor| browser.moved_to(&runner.origin);
        self.browser = moved(&self.browser);
        self.whom = match self.whom {
            Whom::Client(client) => Whom::Client(client.moved_to(runner)),
            Whom::Colleague(staff) => Whom::Colleague(staff.moved_to(runner)),
            same @ (Whom::Nobody | Whom::Firm { .. }) => same,
        };
        self.proof = match self.proof {
            Proof::SignsIn(client, password) => Proof::SignsIn(client.moved_to(runner), password),
            Proof::Session(browser) => Proof::Session(moved(&browser)),
            Proof::StaffSession(browser) => Proof::StaffSession(moved(&browser)),
            same @ (Proof::None | Proof::StaffSignsIn(..) | Proof::Clients(_)) => same,
        };
        self
    }
}

type Preparing<'a> = Pin<Box<dyn Future<Output = Request> + 'a>>;

/// A browser with a copy of this one's cookies.
fn with_the_same_cookies(stage: &Stage, browser: &Visitor) -> Visitor {
    let copy = stage.browser();
    for name in COOKIES {
        if let Some(value) = browser.cookie(name) {
            copy.set_cookie(name, &value);
        }
    }
    copy
}

const COOKIES: [&str; 2] = ["__Host-vestibule-client", "__Host-vestibule-staff"];

/// An answer, without what differs from client to client.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Reply {
    status: u16,
    body: Value,
}

impl Reply {
    fn of(answer: &Answer) -> Self {
        Self { status: answer.status, body: without_what_differs(&answer.body) }
    }
}

/// What changes with every look, with others' changes, or with the set of clients.
const OF_THE_MOMENT: [&str; 5] = ["instance", "seen", "version", "texts_a_day", "warnings"];

/// Names, identifiers, addresses, digits of PINs and times differ between clients and moments.
fn without_what_differs(value: &Value) -> Value {
    match value {
        Value::String(text) => {
            let differs = text.parse::<jiff::Timestamp>().is_ok()
                || uuid::Uuid::parse_str(text).is_ok()
                || ["Nora ", "firm-", "/api/firms/"]
                    .iter()
                    .any(|beginning| text.starts_with(beginning))
                || text.contains(['@', '#'])
                || text.starts_with("+44")
                || (text.len() == 6 && text.bytes().all(|byte| byte.is_ascii_digit()));
            if differs { json!("…") } else { value.clone() }
        }
        Value::Array(all) => all.iter().map(without_what_differs).collect(),
        Value::Object(fields) => fields
            .iter()
            .filter(|(name, _)| !OF_THE_MOMENT.contains(&name.as_str()))
            .map(|(name, value)| (name.clone(), without_what_differs(value)))
            .collect::<serde_json::Map<_, _>>()
            .into(),
        Value::Null | Value::Bool(_) | Value::Number(_) => value.clone(),
    }
}

/// The state of a subject, seen through the API and in the table.
#[derive(Debug, Clone, PartialEq, Eq)]
struct State {
    account: Value,
    timeline: Vec<String>,
    /// How many items of each kind the partition holds, except lines that senders write.
    items: BTreeMap<String, usize>,
}

async fn state(stage: &Stage, request: &Request) -> Option<State> {
    match &request.whom {
        Whom::Nobody => None,
        Whom::Firm { before } => {
            let changes = stage.version_of_firm().await - before;
            let account = json!({ "changes": changes });
            Some(State { account, timeline: Vec::new(), items: BTreeMap::new() })
        }
        Whom::Colleague(ben) => {
            let all = stage.ada.visitor.get("/api/staff/members").await.is(200).body;
            let rows = all["members"].as_array().cloned().unwrap_or_default();
            let rows: Vec<_> =
                rows.iter().filter(|row| row["email"] == ben.email.as_str()).collect();
            let id = rows.first().and_then(|row| row["id"].as_str()).unwrap_or(&ben.id);
            let items = kinds(stage, &format!("FIRM#{}#STAFF#{id}", stage.firm)).await;
            let account = without_what_differs(&json!(rows));
            Some(State { account, timeline: Vec::new(), items })
        }
        Whom::Client(client) => Some(State {
            account: without_what_differs(&stage.ada.reads(client).await),
            timeline: stage.ada.timeline_of_people(client).await,
            items: kinds(stage, &format!("FIRM#{}#CLIENT#{}", stage.firm, client.id)).await,
        }),
    }
}

async fn kinds(stage: &Stage, partition: &str) -> BTreeMap<String, usize> {
    let mut kinds = BTreeMap::new();
    for item in items_of(&stage.runner, partition).await {
        let kind = item["kind"]["S"].as_str().unwrap_or("untold").to_owned();
        let by_senders = ["deliver", "record-delivery"].map(|cause| item["cause"]["S"] == cause);
        if by_senders == [false, false] {
            *kinds.entry(kind).or_default() += 1;
        }
    }
    kinds
}

/// Messages that people received: distinct ones to the subject, by mail and by text, and to the
/// adviser about them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Heard {
    mails: usize,
    texts: usize,
    notifications: usize,
    /// How often the message came that came most often: a live link is mailed again in the same
    /// words.
    alike: usize,
}

impl Heard {
    fn is_at_least(self, other: Self) -> bool {
        self.mails >= other.mails
            && self.texts >= other.texts
            && self.notifications >= other.notifications
            && self.alike >= other.alike
    }
}

fn is_about(mail: &Received, name: &str) -> bool {
    mail.subject.contains(name) || mail.text.contains(name)
}

/// Everything the subject has received.
async fn received(stage: &Stage, request: &Request) -> [Vec<Received>; 3] {
    let (mails, texts) = match &request.whom {
        Whom::Client(client) => (client.mails().await, client.texts().await),
        Whom::Colleague(ben) => (ben.mails().await, Vec::new()),
        Whom::Nobody | Whom::Firm { .. } => (Vec::new(), Vec::new()),
    };
    let notifications = stage.ada.mails().await;
    let notifications =
        notifications.into_iter().filter(|mail| is_about(mail, &request.name)).collect();
    [mails, texts, notifications]
}

fn heard(received: &[Vec<Received>; 3]) -> Heard {
    let [mails, texts, notifications] =
        received.each_ref().map(|messages| different(messages).len());
    let mut came: BTreeMap<String, usize> = BTreeMap::new();
    for message in received.iter().flatten() {
        *came.entry(words(message)).or_default() += 1;
    }
    let alike = came.into_values().max().unwrap_or_default();
    Heard { mails, texts, notifications, alike }
}

async fn proof(stage: &Stage, request: &Request) -> u64 {
    match &request.proof {
        Proof::None => 0,
        Proof::SignsIn(client, password) => {
            u64::from(client.signs_in(&stage.browser(), password).await.status)
        }
        Proof::Session(browser) => u64::from(browser.get("/api/client/session").await.status),
        Proof::StaffSession(browser) => u64::from(browser.get("/api/staff/session").await.status),
        Proof::StaffSignsIn(email, password) => {
            let body = json!({ "firm": stage.firm, "email": email, "password": password });
            u64::from(stage.browser().post("/api/staff/sign-in", &body).await.status)
        }
        Proof::Clients(name) => {
            let table = stage.runner.whole_table().await;
            let named = table.of_kind("client");
            named.filter(|client| client.attributes.to_string().contains(name)).count() as u64
        }
    }
}

/// The outcome of a flow without faults: made once, and made twice.
struct Reference {
    /// Calls to the table that a request makes.
    calls: u32,
    /// How many of them are transactions.
    transactions: u32,
    once: Outcome,
    twice: Outcome,
    proof: u64,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Outcome {
    reply: Reply,
    state: Option<State>,
    heard: Heard,
}

async fn reference(stage: &mut Stage, scenario: &Scenario) -> Reference {
    let request = (scenario.prepare)(stage).await;
    let cookies = COOKIES.map(|name| request.browser.cookie(name));
    wait_until_quiet(&stage.runner, A_WHILE).await;
    let mut outcomes = Vec::new();
    let (mut calls, mut transactions) = (0, 0);
    for first in [true, false] {
        let answer = request.is_made().await.expect("nothing fails here");
        assert!(answer.status < 500, "{}: {}", scenario.flow, answer.text);
        if first {
            let counted = &stage.runner.counts_calls().await["dynamodb"]["TransactWriteItems"];
            transactions = counted.as_u64().and_then(|count| count.try_into().ok()).unwrap_or(0);
            calls = calls_of(&stage.runner, scenario.flow);
            gives_back(&request.browser, &cookies);
        }
        wait_until_quiet(&stage.runner, A_WHILE).await;
        let state = state(stage, &request).await;
        let heard = heard(&received(stage, &request).await);
        outcomes.push(Outcome { reply: Reply::of(&answer), state, heard });
    }
    let [mut once, mut twice] = <[Outcome; 2]>::try_from(outcomes).expect("two");
    let proof = proof(stage, &request).await;
    if matches!(request.proof, Proof::SignsIn(..)) {
        // The adviser is notified of the first sign-in.
        wait_until_quiet(&stage.runner, A_WHILE).await;
        let notifications = heard(&received(stage, &request).await).notifications;
        once.heard.notifications += notifications - twice.heard.notifications;
        twice.heard.notifications = notifications;
    }
    Reference { calls, transactions, once, twice, proof }
}

/// Restores the cookies: a caller who lost a reply has lost its `Set-Cookie` too.
fn gives_back(browser: &Visitor, cookies: &[Option<String>; 2]) {
    for (name, value) in COOKIES.iter().zip(cookies) {
        if let Some(value) = value {
            browser.set_cookie(name, value);
        }
    }
}

/// Calls to the table of the newest request to this flow.
fn calls_of(runner: &Runner, flow: &str) -> u32 {
    let lines = runner.metrics();
    let newest = lines
        .iter()
        .rev()
        .find(|line| line["flow"] == flow)
        .expect("the request has a metrics line");
    newest["table_calls"].as_u64().and_then(|calls| calls.try_into().ok()).expect("a number")
}

/// All references, made once for all tests of this process, on their own runner.
async fn references() -> &'static Vec<Reference> {
    static REFERENCES: OnceCell<Vec<Reference>> = OnceCell::const_new();
    let made = async {
        let shares = SCENARIOS.chunks(SCENARIOS.len().div_ceil(STAGES)).map(references_of);
        side_by_side(shares).await.into_iter().flatten().collect()
    };
    REFERENCES.get_or_init(|| made).await
}

async fn references_of(scenarios: &[Scenario]) -> Vec<Reference> {
    let mut stage = Stage::new().await;
    let mut references = Vec::new();
    for scenario in scenarios {
        references.push(reference(&mut stage, scenario).await);
    }
    references
}

/// A case that was played, to be checked once all messages have arrived.
struct Played {
    case: String,
    request: Request,
    /// Lower and upper bound: a repeat before the message was sent may replace the first one.
    expected: [Heard; 2],
    /// Whether the request had to be repeated.
    again: bool,
    /// How often a message may arrive once more: a killed sender sends again.
    copies: usize,
}

/// Plays one flow with one fault and returns how it ended.
async fn plays(
    mut stage: Stage,
    (scenario, reference): (&Scenario, &Reference),
    (how, n): (How, u32),
) -> (Stage, Played) {
    let case = format!("{} ({:?}), {how:?} at call {n}", scenario.flow, scenario.twice);
    let mut request = (scenario.prepare)(&mut stage).await;
    let cookies = COOKIES.map(|name| request.browser.cookie(name));
    // The fault must hit a call of this request, not of an earlier sender.
    wait_until_quiet(&stage.runner, A_WHILE).await;
    let transactions = "TransactWriteItems";
    let fault = match how {
        How::Throttle => stage.runner.fails_anywhere("dynamodb").by(scenario.flow).times(TRIES),
        How::LoseReply | How::Conflict => {
            stage.runner.fails("dynamodb", transactions).by(scenario.flow)
        }
        How::KillBefore | How::KillAfter => stage.runner.fails("dynamodb", transactions),
    };
    fault.with(how.word()).after(n).await;
    let mut answer = request.is_made().await;
    if how.ends_the_process() {
        if answer.is_some() {
            // The request made fewer calls this time: the next transaction of any caller ends the
            // process.
            let body = json!({ "firm": stage.firm, "email": "eve@mail.example", "password": "no" });
            posts(&stage.browser(), "/api/client/sign-in", &body, None).await;
        }
        stage.runner.wait_until_dead().await;
        stage = stage.restarted().await;
        request = request.moved_to(&stage.runner);
    } else {
        stage.runner.clears_faults().await;
    }
    if let Some(first) = &answer {
        // A lost race is retried, and the caller does not notice.
        assert_ne!(first.problem().as_deref(), Some("lost-race"), "{case}");
        if first.status == 503 {
            is_unavailable(first);
            answer = None;
        } else {
            assert!(first.status < 500, "{case}: {}", first.text);
        }
    }
    let again = answer.is_none();
    let answer = match answer {
        Some(answer) => answer,
        None => {
            gives_back(&request.browser, &cookies);
            request.is_made().await.unwrap_or_else(|| panic!("{case}: nobody answers"))
        }
    };
    let reply = Reply::of(&answer);
    let ends = [&reference.once, &reference.twice];
    let possible: Vec<_> = ends.into_iter().filter(|end| end.reply == reply).collect();
    assert!(
        !possible.is_empty(),
        "{case}: {reply:?} is neither {:?} nor {:?}",
        reference.once.reply,
        reference.twice.reply
    );
    // Consequences of the stream arrive later.
    let began = Instant::now();
    let end = loop {
        let now = state(&stage, &request).await;
        if let Some(end) = possible.iter().find(|end| end.state == now) {
            break *end;
        }
        assert!(
            began.elapsed() < PATIENCE,
            "{case}: {reply:?}, and then\n{now:#?}\nis neither\n{:#?}\nnor\n{:#?}",
            reference.once.state,
            reference.twice.state
        );
        tokio::time::sleep(Duration::from_millis(25)).await;
    };
    assert_eq!(proof(&stage, &request).await, reference.proof, "{case}");
    let copies = usize::from(how.ends_the_process());
    let least = match scenario.twice {
        Twice::EachTime(_) => reference.once.heard,
        Twice::Once | Twice::OnceThenRefused(_) => end.heard,
    };
    (stage, Played { case, request, expected: [least, end.heard], again, copies })
}

/// Waits until every message has arrived, and checks that no other did.
async fn every_message_arrived(stage: &Stage, played: &[Played]) {
    for Played { case, request, expected, .. } in played {
        let what = format!("{case}: {expected:?}");
        eventually(&what, async || heard(&received(stage, request).await).is_at_least(expected[0]))
            .await;
    }
    wait_until_quiet(&stage.runner, A_WHILE).await;
    for Played { case, request, expected, copies, .. } in played {
        let received = received(stage, request).await;
        let heard = heard(&received);
        let most = Heard { alike: expected[1].alike + copies, ..expected[1] };
        let all = heard.is_at_least(expected[0]) && most.is_at_least(heard);
        assert!(all, "{case}: {heard:?} of {expected:?}: {received:#?}");
    }
}

#[tokio::test]
async fn every_writing_flow_has_a_scenario() {
    let flows = vestibule_local::registry::flows();
    let writes = flows
        .iter()
        .filter_map(|flow| flow.operation())
        .filter(|operation| operation.path.is_some() && operation.method.as_str() == "POST");
    let writes: BTreeSet<_> = writes.map(|operation| operation.name).collect();
    let played: BTreeSet<_> = SCENARIOS.iter().map(|scenario| scenario.flow).collect();
    let forgotten: Vec<_> = writes.difference(&played).collect();
    assert!(forgotten.is_empty(), "tests/faults/steps.rs has no scenario for {forgotten:?}");
    let gone: Vec<_> = played.difference(&writes).collect();
    assert!(gone.is_empty(), "tests/faults/steps.rs plays {gone:?}, which are no flows");
}

#[tokio::test]
async fn a_repeated_request_is_done_once_unless_its_scenario_says_otherwise() {
    for (scenario, reference) in SCENARIOS.iter().zip(references().await) {
        let Reference { once, twice, calls, .. } = reference;
        assert!(once.reply.status < 400 || once.reply.status == 401, "{}: {once:?}", scenario.flow);
        assert!(*calls > 0, "{} calls the table", scenario.flow);
        let same = (&once.state, once.heard) == (&twice.state, twice.heard);
        let again = twice.reply.body["type"].as_str();
        let again = again.and_then(|problem| problem.strip_prefix("urn:vestibule:problem:"));
        match scenario.twice {
            Twice::Once => {
                assert!(same, "{}: {once:#?}\n{twice:#?}", scenario.flow);
                assert_eq!(twice.reply, once.reply, "{}", scenario.flow);
            }
            Twice::OnceThenRefused(problem) => {
                assert!(same, "{}: {once:#?}\n{twice:#?}", scenario.flow);
                assert_eq!(again, Some(problem), "{}: {twice:#?}", scenario.flow);
            }
            Twice::EachTime(why) => {
                let differs = !same || once.state.is_none();
                assert!(
                    differs,
                    "{}: {why}? The state is the same as after one request",
                    scenario.flow
                );
                assert_eq!(twice.reply.status, once.reply.status, "{}", scenario.flow);
            }
        }
    }
}

/// Plays all cases of one fault on several stages.
async fn nothing_is_half_done(how: How, stages: usize) {
    let all: Vec<_> = SCENARIOS.iter().zip(references().await).collect();
    let share = all.len().div_ceil(stages);
    side_by_side(all.chunks(share).map(|cases| plays_all(how, cases.to_vec()))).await;
}

/// Runs these at the same time, and returns their results in order.
async fn side_by_side<T: 'static>(
    shares: impl Iterator<Item = impl Future<Output = T> + 'static>,
) -> Vec<T> {
    let under_way = LocalSet::new();
    let each: Vec<_> = shares.map(|share| under_way.spawn_local(share)).collect();
    let all = async {
        let mut done = Vec::new();
        for one in each {
            done.push(one.await.expect("the task completes"));
        }
        done
    };
    under_way.run_until(all).await
}

async fn plays_all(how: How, cases: Vec<(&Scenario, &Reference)>) {
    let mut stage = Stage::new().await;
    let mut played: Vec<Played> = Vec::new();
    for (scenario, reference) in cases {
        let calls = match how {
            How::Throttle => reference.calls,
            // Before the first transaction nothing was changed, whatever was read or counted.
            How::KillBefore | How::KillAfter | How::LoseReply => reference.transactions.max(1),
            How::Conflict => 1,
        };
        let before = played.len();
        for n in 0..calls {
            let (after, one) = plays(stage, (scenario, reference), (how, n)).await;
            stage = after;
            played.push(one);
        }
        let again = played[before..].iter().filter(|one| one.again).count();
        match how {
            How::KillBefore | How::KillAfter | How::Throttle => {
                assert!(again > 0, "{how:?} does not affect {}", scenario.flow);
            }
            How::LoseReply | How::Conflict => {
                assert_eq!(again, 0, "{how:?}: {} must hide it", scenario.flow);
            }
        }
        // A process that starts rereads the whole stream: few cases on one table.
        if how.ends_the_process() && played.len() >= 8 {
            ends(stage, std::mem::take(&mut played)).await;
            stage = Stage::new().await;
        }
    }
    ends(stage, played).await;
}

/// After the claims of killed senders have expired.
async fn ends(mut stage: Stage, played: Vec<Played>) {
    stage.waits(CLAIM).await;
    let moved = |one: Played| Played { request: one.request.moved_to(&stage.runner), ..one };
    let played: Vec<_> = played.into_iter().map(moved).collect();
    every_message_arrived(&stage, &played).await;
}

#[tokio::test]
async fn nothing_is_half_done_where_a_reply_of_the_table_is_lost() {
    nothing_is_half_done(How::LoseReply, STAGES).await;
}

#[tokio::test]
async fn nothing_is_half_done_where_the_table_is_throttled() {
    nothing_is_half_done(How::Throttle, STAGES).await;
}

#[tokio::test]
async fn nothing_is_half_done_where_a_transaction_meets_another() {
    nothing_is_half_done(How::Conflict, 1).await;
}

#[tokio::test]
async fn nothing_is_half_done_where_the_process_ends_before_a_call() {
    nothing_is_half_done(How::KillBefore, STAGES).await;
}

#[tokio::test]
async fn nothing_is_half_done_where_the_process_ends_after_a_call() {
    nothing_is_half_done(How::KillAfter, STAGES).await;
}
