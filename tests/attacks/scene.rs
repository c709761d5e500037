//! Starting points of attacks: a client at the PIN step or signed in, and many requests at once.

use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::sync::Arc;
use tokio::sync::Barrier;
use tokio::task::JoinSet;
use vestibule_tests::{Answer, Client, Firm, NewClient, PASSWORD, Page, Runner, Visitor};

/// The cookies, by their names in OpenAPI.
pub const CLIENT_COOKIE: &str = "__Host-vestibule-client";
pub const STAFF_COOKIE: &str = "__Host-vestibule-staff";

/// An invited client whose adviser relays the PIN.
pub struct Scene {
    pub firm: Firm,
    pub client: Client,
    pub page: Page,
    pub pin: String,
}

/// A client of a new firm at the PIN step, without a mobile.
pub async fn at_pin_step(runner: &Runner) -> Scene {
    at_pin_step_of(runner.firm().await).await
}

/// A client at the PIN step of a firm with these access rules.
pub async fn at_pin_step_with(runner: &Runner, access: Value) -> Scene {
    at_pin_step_of(runner.firm_with(access).await).await
}

async fn at_pin_step_of(firm: Firm) -> Scene {
    let (client, page, pin) = invited(&firm, NewClient::with_email()).await;
    assert_eq!(page.next().await, "pin");
    Scene { firm, client, page, pin }
}

/// A client of this firm with an invitation, its page and the PIN.
pub async fn invited(firm: &Firm, client: NewClient) -> (Client, Page, String) {
    let client = firm.admin.adds(client).await;
    let _ = firm.admin.invites(&client).await.is(200);
    let page = client.follows_link(1).await;
    let pin = firm.admin.reveals_pin(&client).await;
    (client, page, pin)
}

/// A client of this firm with a password, in a browser that is signed in.
pub async fn signed_in(runner: &Runner, firm: &Firm) -> (Client, Visitor) {
    let (client, page, pin) = invited(firm, NewClient::with_email()).await;
    let _ = page.types_pin(&pin).await.is(200);
    let _ = page.chooses_password(PASSWORD).await.is(200);
    let browser = runner.visitor();
    let _ = client.signs_in(&browser, PASSWORD).await.is(200);
    (client, browser)
}

/// A client of each kind, and an unknown address. `waiting`: wrong passwords started a wait.
pub async fn of_all_kinds(runner: &Runner, firm: &Firm) -> Vec<(&'static str, Client)> {
    let (active, _) = signed_in(runner, firm).await;
    let (never_activated, ..) = invited(firm, NewClient::with_email()).await;
    let (revoked, _) = signed_in(runner, firm).await;
    let _ = firm.admin.revokes(&revoked).await.is(200);
    let never_invited = firm.admin.adds(NewClient::with_email()).await;
    let (waiting, _) = signed_in(runner, firm).await;
    let stranger = runner.visitor();
    for _ in 0..8 {
        let _ = waiting.signs_in(&stranger, "surely not the password").await;
    }
    let mut unknown = never_invited.clone();
    unknown.email = format!("nobody-{}@mail.example", uuid::Uuid::new_v4().simple());
    vec![
        ("active", active),
        ("never activated", never_activated),
        ("revoked", revoked),
        ("never invited", never_invited),
        ("waiting", waiting),
        ("unknown", unknown),
    ]
}

/// A PIN that is not this one; different for each `n` below a million.
pub fn not(pin: &str, n: u32) -> String {
    let number: u32 = pin.parse().expect("six digits");
    format!("{:06}", (number + 1 + n) % 1_000_000)
}

/// Sends a request from each of these at the same moment, over open connections.
pub async fn at_once<S, F, Fut>(
    senders: Vec<S>,
    visitor: impl Fn(&S) -> &Visitor,
    send: F,
) -> Vec<Answer>
where
    S: Send + 'static,
    F: Fn(S) -> Fut + Clone + Send + 'static,
    Fut: Future<Output = Answer> + Send + 'static,
{
    let start = Arc::new(Barrier::new(senders.len()));
    let mut under_way = JoinSet::new();
    for sender in senders {
        let (start, send, browser) = (Arc::clone(&start), send.clone(), visitor(&sender).clone());
        under_way.spawn(async move {
            let _ = browser.get("/api/firms/nobody").await.is(404);
            start.wait().await;
            send(sender).await
        });
    }
    under_way.join_all().await
}

/// How often each outcome occurred: a problem's name, or the status.
pub fn told(answers: &[Answer]) -> BTreeMap<String, usize> {
    let mut told = BTreeMap::new();
    for answer in answers {
        *told.entry(answer.problem().unwrap_or_else(|| answer.status.to_string())).or_default() +=
            1;
    }
    told
}

/// How often this event is on a timeline.
pub fn count(timeline: &[String], event: &str) -> usize {
    timeline.iter().filter(|line| *line == event).count()
}

/// Waits until the adviser is notified of this, and returns how often.
pub async fn notices(firm: &Firm, words: &str) -> usize {
    for _ in 0..750 {
        let told = firm.admin.mails().await;
        let told = told.iter().filter(|mail| mail.subject.contains(words)).count();
        if told > 0 {
            return told;
        }
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    panic!("the adviser was not notified: {words}");
}

/// The headers that could reveal something: not those that differ in each answer.
pub fn revealing_headers(answer: &Answer) -> Vec<(String, String)> {
    let headers = answer
        .headers
        .iter()
        .filter(|(name, _)| !["date", "apigw-requestid"].contains(&name.as_str()));
    let mut headers: Vec<_> = headers
        .map(|(name, value)| {
            (name.to_string(), String::from_utf8_lossy(value.as_bytes()).into_owned())
        })
        .collect();
    headers.sort();
    headers
}

/// A cookie value of this firm and owner, with a made-up secret.
pub fn made_up_cookie(firm: &str, owner: &str) -> String {
    let id = |text: &str| uuid::Uuid::parse_str(text).expect("an id").into_bytes();
    let mut secret = [0_u8; 32];
    getrandom::fill(&mut secret).expect("randomness");
    BASE64_URL_SAFE_NO_PAD.encode([id(firm).as_slice(), &id(owner), &secret].concat())
}

/// The body of a sign-in.
pub fn credentials(firm: &str, email: &str, password: &str) -> Value {
    json!({ "firm": firm, "email": email, "password": password })
}
