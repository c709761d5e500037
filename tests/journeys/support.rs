//! Steps and checks that many journeys share.

use serde_json::{Value, json};
use std::time::{Duration, Instant};
use vestibule_tests::{Answer, Client, PASSWORD, Page, Received, Staff, Visitor};

/// How long an automatic follow-up may take.
const PATIENCE: Duration = Duration::from_secs(15);

/// Minutes, for clocks that are moved.
pub fn minutes(count: u64) -> Duration {
    Duration::from_secs(60 * count)
}

/// Hours, for clocks that are moved.
pub fn hours(count: u64) -> Duration {
    minutes(60 * count)
}

/// The adviser invites, the client follows the newest link.
pub async fn is_invited(ada: &Staff, nora: &Client) -> Page {
    is_invited_with(ada, nora, json!({})).await
}

/// The same with the adviser's choices.
pub async fn is_invited_with(ada: &Staff, nora: &Client, choices: Value) -> Page {
    let before = nora.mails().await.len();
    let _ = ada.invites_with(nora, choices).await.is(200);
    nora.follows_link(before + 1).await
}

/// The client types the mobile on record, if there is one, waits for the text, and types the PIN
/// from the text or from the adviser.
pub async fn reaches_password_step(ada: &Staff, nora: &Client, page: &Page) -> String {
    let pin = ada.reveals_pin(nora).await;
    if let Some(mobile) = &nora.mobile {
        let _ = page.types_mobile(mobile).await.is(200);
        let started = Instant::now();
        while nora.texts().await.last().map(Received::pin).as_ref() != Some(&pin) {
            assert!(started.elapsed() < PATIENCE, "the PIN was not texted");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }
    assert_eq!(page.types_pin(&pin).await.is(200).text_at("next"), "password");
    pin
}

/// From the invitation to a password.
pub async fn sets_up(ada: &Staff, nora: &Client) -> Page {
    let page = is_invited(ada, nora).await;
    reaches_password_step(ada, nora, &page).await;
    let _ = page.chooses_password(PASSWORD).await.is(200);
    page
}

/// From the invitation to a session, in a browser that is returned.
pub async fn gets_in(ada: &Staff, nora: &Client) -> Visitor {
    let page = sets_up(ada, nora).await;
    let browser = page.visitor.another();
    let _ = nora.signs_in(&browser, PASSWORD).await.is(200);
    browser
}

/// The session in this browser.
pub async fn session(browser: &Visitor) -> Answer {
    browser.get("/api/client/session").await
}

/// The client signs out.
pub async fn signs_out(browser: &Visitor) -> Answer {
    browser.post("/api/client/sign-out", &json!({})).await
}

/// Six digits that are not the PIN; different for each count.
pub fn not(pin: &str, count: u32) -> String {
    let digits: u32 = pin.parse().expect("digits");
    format!("{:06}", (digits + 1 + count) % 1_000_000)
}

/// Five wrong PINs, one after the other.
pub async fn is_blocked(page: &Page, pin: &str) {
    for count in 0..5 {
        let wrong = page.types_pin(&not(pin, count)).await.is_problem(401, "pin-wrong");
        assert_eq!(wrong.body["left"], 4 - count);
    }
}

/// How often this event is on the client's timeline.
pub async fn times(ada: &Staff, nora: &Client, event: &str) -> usize {
    ada.timeline(nora).await.iter().filter(|line| *line == event).count()
}

/// Waits until the event is on the timeline this often: senders record later.
pub async fn is_recorded(ada: &Staff, nora: &Client, event: &str, count: usize) {
    let started = Instant::now();
    loop {
        let lines = ada.timeline(nora).await;
        if lines.iter().filter(|line| *line == event).count() >= count {
            return;
        }
        assert!(started.elapsed() < PATIENCE, "{event} occurs too rarely in {lines:?}");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

/// Waits for a mail to the adviser whose subject starts with this. Their own set-up mail may arrive
/// before or after it.
pub async fn receives_mail(ada: &Staff, subject: &str) -> Received {
    let started = Instant::now();
    loop {
        let mails = ada.mails().await;
        if let Some(mail) = mails.iter().find(|mail| mail.subject.starts_with(subject)) {
            return mail.clone();
        }
        assert!(started.elapsed() < PATIENCE, "{subject:?} is not among {:?}", subjects(&mails));
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

/// Counts such mails so far.
pub async fn count_mails(ada: &Staff, subject: &str) -> usize {
    ada.mails().await.iter().filter(|mail| mail.subject.starts_with(subject)).count()
}

/// Waits long enough for a message to arrive that must not be sent: ten times as long as one takes
/// on a quiet machine.
pub async fn wait_a_moment() {
    tokio::time::sleep(Duration::from_millis(600)).await;
}

/// The seconds of `Retry-After`.
#[track_caller]
pub fn retry_after(answer: &Answer) -> u64 {
    let seconds = answer.header("retry-after").and_then(|text| text.parse().ok());
    seconds.unwrap_or_else(|| panic!("no Retry-After with {}", answer.text))
}

/// The subjects of these mails.
pub fn subjects(mails: &[Received]) -> Vec<&str> {
    mails.iter().map(|mail| mail.subject.as_str()).collect()
}

/// The names of the fields that a 422 refuses, with the name of each fault.
#[track_caller]
pub fn refused_fields(answer: &Answer) -> Vec<(String, String)> {
    let errors = answer.body["errors"].as_array().unwrap_or_else(|| panic!("{}", answer.text));
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    errors.iter().map(|error| (text(&error["field"]), text(&error["code"]))).collect()
}
