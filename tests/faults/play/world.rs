//! The world of a play: the runner as people reach it, the firms, and a record of everything that
//! answers acknowledged.

use super::actor::{Known, Request};
use super::documented::Documented;
use super::plan::{Action, Journey, Manner, Silence};
use super::tally::Tally;
use super::weather::Weather;
use fastrand::Rng;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};
use std::time::Duration;
use vestibule_tests::invariants::{Acknowledged, AcknowledgedLine, Counts, Secret};
use vestibule_tests::{Answer, Firm, PASSWORD, Runner, Visitor};

/// Longer than anything may take on a busy machine.
const PATIENCE: Duration = Duration::from_secs(60);
/// How long people wait for an unresponsive runner to return.
const DOWN: Duration = Duration::from_secs(20);
/// How often staff whose session has ended try to sign in again.
const SIGN_INS: u32 = 12;

/// The place.
pub struct World {
    pub documented: Documented,
    pub houses: Vec<House>,
    place: RwLock<Place>,
    performed: AtomicUsize,
    /// Odd while services may fail.
    weather: AtomicU64,
    book: Mutex<Book>,
}

/// Where the runner listens.
#[derive(Clone)]
struct Place {
    origin: String,
    /// How often it was started.
    starts: u64,
}

/// A firm.
pub struct House {
    pub id: String,
    /// The browser of its adviser.
    pub staff: Visitor,
    /// A colleague who can take over clients.
    pub colleague: Option<String>,
    email: String,
    signing_in: tokio::sync::Mutex<()>,
}

#[derive(Default)]
struct Book {
    told: Acknowledged,
    tally: Tally,
    violations: BTreeSet<String>,
}

impl World {
    /// Two firms on a new runner, one of which has chosen access rules.
    pub async fn open(runner: &Runner, seed: u64) -> Self {
        let mut rng = Rng::with_seed(seed.wrapping_add(4_711));
        let choices = [
            json!({ "after_set_up": "portal" }),
            json!({ "portal_pin": "with-invitation" }),
            json!({ "welcome_proof": "link-alone" }),
            json!({ "pin_minutes": 30, "link_days": 3 }),
            json!({ "tell_on_revoke": "silent", "portal_pin": "by-adviser" }),
        ];
        let chosen = choices[rng.usize(..choices.len())].clone();
        let documented = Documented::read(&runner.visitor()).await;
        let (mut houses, mut book) = (Vec::new(), Book::default());
        for access in [json!({}), chosen] {
            let link_alone = access["welcome_proof"] == "link-alone";
            let firm = runner.firm_with(access).await;
            let colleague = match houses.len() {
                // Only one of the firms has staff to hand clients over to.
                0 => Some(firm.adds_staff("adviser").await.id),
                _ => None,
            };
            let house = House { colleague, ..House::of(firm) };
            if link_alone {
                book.told.link_alone.insert(house.id.clone());
            }
            houses.push(house);
        }
        let mut secrets: Vec<_> =
            houses.iter().filter_map(|house| house.staff.cookie(STAFF_COOKIE)).collect();
        secrets.push(PASSWORD.to_owned());
        for text in secrets {
            book.told.secrets.push(Secret { what: "secret of the staff's", text });
        }
        Self {
            documented,
            houses,
            place: RwLock::new(Place { origin: runner.origin.clone(), starts: 1 }),
            performed: AtomicUsize::new(0),
            weather: AtomicU64::new(0),
            book: Mutex::new(book),
        }
    }

    /// How many actions were performed.
    pub fn performed(&self) -> usize {
        self.performed.load(Ordering::SeqCst)
    }

    /// From now on services may fail.
    pub fn darkens(&self) {
        self.weather.fetch_or(1, Ordering::SeqCst);
    }

    /// From now on services work.
    pub fn clears(&self) {
        let change = |weather| Some(weather + weather % 2);
        let _ = self.weather.fetch_update(Ordering::SeqCst, Ordering::SeqCst, change);
    }

    /// The runner was restarted.
    pub fn moves_to(&self, runner: &Runner) {
        let mut place = self.place.write().unwrap_or_else(PoisonError::into_inner);
        *place = Place { origin: runner.origin.clone(), starts: place.starts + 1 };
    }

    /// A new browser.
    pub fn browser(&self) -> Visitor {
        Visitor::new(&self.place().origin)
    }

    /// Adds the journey's client, retrying until an answer comes. `None`: the request was refused.
    pub async fn added(
        &self,
        journey: &Journey,
        mut weather: Option<&mut Weather>,
    ) -> Option<Arc<Known>> {
        let house = &self.houses[journey.firm];
        let operation = self.documented.get("create-client").expect("clients are added");
        let request = Request {
            action: "add",
            operation: "create-client",
            path: operation.path.clone(),
            body: Some(journey.body.clone()),
            key: Some(key(journey.number, u64::MAX)),
            visitor: house.staff.clone(),
            by_staff_of: Some(journey.firm),
            manner: Manner::Waits,
        };
        for _ in 0..20 {
            match self.hears(&request, Silence::TriesAgain, weather.as_deref_mut()).await {
                Some(answer) if answer.status == 201 => {
                    return Some(Arc::new(Known::of(self, journey, &answer)));
                }
                Some(answer) if answer.status < 500 => {
                    self.broke(format!("a client was not added: {:?}", answer.problem()));
                    return None;
                }
                Some(_) | None => tokio::time::sleep(Duration::from_millis(30)).await,
            }
            if let Some(weather) = weather.as_deref_mut() {
                weather.blows(self).await;
            }
        }
        None
    }

    /// Sends a request and waits for its answer; without one, retries if the sender would.
    pub async fn hears(
        &self,
        request: &Request,
        silence: Silence,
        mut weather: Option<&mut Weather>,
    ) -> Option<Answer> {
        let mut manner = request.manner;
        for _ in 0..3 {
            let starts = self.place().starts;
            if let Some(answer) = self.asks(request, manner).await {
                if answer.problem().as_deref() != Some("not-signed-in") {
                    return Some(answer);
                }
                let Some(firm) = request.by_staff_of else { return Some(answer) };
                self.staff_signs_in(firm, weather.as_deref_mut()).await;
                continue;
            }
            self.book().tally.leave_unanswered(request.action);
            match weather.as_deref_mut() {
                Some(weather) => weather.blows(self).await,
                None if manner == Manner::Waits => self.wait_for_start_after(starts).await,
                None => {}
            }
            match silence {
                Silence::TriesAgain => manner = Manner::Waits,
                Silence::GoesOn => return None,
            }
        }
        None
    }

    async fn asks(&self, request: &Request, manner: Manner) -> Option<Answer> {
        let operation = self.documented.get(request.operation).expect("it is documented");
        let before = self.weather.load(Ordering::SeqCst);
        let visitor = request.visitor.moved_to(&self.place().origin);
        let body = request.body.as_ref().map(ToString::to_string).unwrap_or_default();
        let mut headers = Vec::new();
        if operation.method == "POST" {
            headers.push(("content-type", "application/json"));
        }
        headers.extend(request.key.as_deref().map(|key| ("idempotency-key", key)));
        let sending =
            visitor.try_send(&operation.method, &request.path, &headers, body.into_bytes());
        let patience = match manner {
            Manner::Waits => PATIENCE,
            Manner::HangsUp(after) => after,
        };
        let heard = tokio::time::timeout(patience, sending).await;
        self.performed.fetch_add(1, Ordering::SeqCst);
        if heard.is_err() && manner == Manner::Waits {
            self.broke(format!("{} was not answered in time", request.operation));
        }
        let answer = heard.ok()?.ok()?;
        let after = self.weather.load(Ordering::SeqCst);
        let name = request.operation;
        if !operation.allows(&answer) {
            self.broke(format!("{name} is not documented to answer {}", in_short(&answer)));
        }
        if answer.status == 503 && before == after && before.is_multiple_of(2) {
            self.broke(format!("{name} was unavailable while nothing failed"));
        }
        let mut book = self.book();
        match answer.problem() {
            None => book.tally.grant(request.action),
            Some(problem) => book.tally.refuse(request.action, problem),
        }
        Some(answer)
    }

    /// The session of a firm's adviser has ended: one of the people who act for them signs in
    /// again.
    async fn staff_signs_in(&self, firm: usize, mut weather: Option<&mut Weather>) {
        let house = &self.houses[firm];
        let _one = house.signing_in.lock().await;
        let body = json!({ "firm": house.id, "email": house.email, "password": PASSWORD });
        let headers = [("content-type", "application/json")];
        for _ in 0..SIGN_INS {
            let visitor = house.staff.moved_to(&self.place().origin);
            // Somebody else signed in already.
            let session = visitor.try_send("GET", "/api/staff/session", &[], Vec::new()).await;
            if session.is_ok_and(|answer| answer.status == 200) {
                return;
            }
            let sent = body.to_string().into_bytes();
            let heard = visitor.try_send("POST", "/api/staff/sign-in", &headers, sent).await;
            if heard.is_ok_and(|answer| answer.status == 200) {
                let cookie = house.staff.cookie(STAFF_COOKIE).unwrap_or_default();
                self.keeps("staff cookie", &cookie);
                return;
            }
            if let Some(weather) = weather.as_deref_mut() {
                weather.blows(self).await;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    async fn wait_for_start_after(&self, starts: u64) {
        let began = std::time::Instant::now();
        while self.place().starts == starts && began.elapsed() < DOWN {
            // An answer means that a fault interrupted the request without ending the process.
            let probe = self.browser();
            if probe.try_send("GET", "/api/openapi.json", &[], Vec::new()).await.is_ok() {
                return;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    /// What people received at this address or number, oldest first.
    pub async fn received(&self, browser: &Visitor, to: &str) -> Vec<Value> {
        let path = format!("/inbox.json?to={}", to.replace('+', "%2B"));
        let visitor = browser.moved_to(&self.place().origin);
        match visitor.try_send("GET", &path, &[], Vec::new()).await {
            Ok(answer) => answer.body.as_array().cloned().unwrap_or_default(),
            Err(_) => Vec::new(),
        }
    }

    /// Records a timeline line that an answer acknowledges.
    pub fn promises(
        &self,
        client: &str,
        events: &[&'static str],
        with: Option<(&'static str, String)>,
        counts: Counts,
    ) {
        let line =
            AcknowledgedLine { client: client.to_owned(), events: events.to_vec(), with, counts };
        self.book().told.lines.push(line);
    }

    /// Records a secret.
    pub fn keeps(&self, what: &'static str, text: &str) {
        let kept = Secret { what, text: text.to_owned() };
        let mut book = self.book();
        if !text.is_empty() && !book.told.secrets.contains(&kept) {
            book.told.secrets.push(kept);
        }
    }

    /// Changes the record.
    pub fn notes(&self, change: impl FnOnce(&mut Acknowledged)) {
        change(&mut self.book().told);
    }

    /// Records a violation.
    pub fn broke(&self, what: String) {
        self.book().violations.insert(what);
    }

    pub fn told(&self) -> Acknowledged {
        self.book().told.clone()
    }

    pub fn tally(&self) -> Tally {
        self.book().tally.clone()
    }

    pub fn violations(&self) -> Vec<String> {
        self.book().violations.iter().cloned().collect()
    }

    /// The path of an action's operation for this client; `None` if the product has no such
    /// operation.
    pub fn path(&self, action: Action, client: &str) -> Option<String> {
        let operation = self.documented.get(action.operation())?;
        Some(operation.path.replace("{client}", client))
    }

    fn place(&self) -> Place {
        self.place.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn book(&self) -> MutexGuard<'_, Book> {
        self.book.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The cookie of a staff session.
pub const STAFF_COOKIE: &str = "__Host-vestibule-staff";
/// The cookie of a client's session.
pub const CLIENT_COOKIE: &str = "__Host-vestibule-client";

impl House {
    fn of(firm: Firm) -> Self {
        Self {
            staff: firm.admin.visitor.clone(),
            email: firm.admin.email.clone(),
            id: firm.id,
            colleague: None,
            signing_in: tokio::sync::Mutex::default(),
        }
    }
}

/// An idempotency key that the seed decides.
pub fn key(journey: usize, number: u64) -> String {
    let place = u64::try_from(journey).unwrap_or_default();
    uuid::Uuid::from_u64_pair(number, place).to_string()
}

/// Summarises an answer without its content.
fn in_short(answer: &Answer) -> String {
    let problem = answer.problem().unwrap_or_default();
    let fields: Vec<_> = answer.body["errors"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|error| format!("{}: {}", error["field"], error["code"]))
        .collect();
    format!("{} {problem} {}", answer.status, fields.join(", "))
}
