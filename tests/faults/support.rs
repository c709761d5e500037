//! What several of these tests look at or wait for.

use serde_json::{Value, json};
use std::time::{Duration, Instant};
use vestibule_tests::{Client, NewClient, PASSWORD, Page, Received, Runner, Staff, Visitor};

/// How often the SDK tries before it gives up.
pub const TRIES: u32 = 3;
/// How long anything that goes on by itself may take on a busy machine.
pub const PATIENCE: Duration = Duration::from_secs(30);
/// What a sender that was killed had claimed, no other sends before this has passed.
pub const CLAIM: Duration = Duration::from_secs(21);

const JSON: [(&str, &str); 1] = [("content-type", "application/json")];

/// A number of seconds to come back after.
#[track_caller]
pub fn is_told_to_come_back(answer: &vestibule_tests::Answer) {
    let answer = answer.clone().is_problem(503, "unavailable");
    let seconds = answer.header("retry-after").and_then(|value| value.parse::<u32>().ok());
    assert!(seconds.is_some_and(|seconds| seconds > 0), "{:?}", answer.headers);
}

/// Six digits that are not this PIN.
pub fn wrong(pin: &str) -> String {
    format!("{:06}", (pin.parse::<u32>().expect("digits") + 1) % 1_000_000)
}

/// A name that nobody else has: what is told of this client is found by it.
pub fn a_name() -> String {
    let letters = uuid::Uuid::new_v4().simple().to_string();
    let letters = letters.bytes().take(12).map(|byte| match byte {
        digit @ b'0'..=b'9' => char::from(digit - b'0' + b'g'),
        letter => char::from(letter),
    });
    format!("Nora {}", letters.collect::<String>())
}

/// Somebody under a name of their own, with an e-mail and a mobile.
pub async fn somebody(ada: &Staff) -> (Client, String) {
    let (name, tag) = (a_name(), uuid::Uuid::new_v4());
    let number = u32::from_le_bytes(tag.as_bytes()[..4].try_into().expect("four bytes"));
    // Not one of the last numbers of Ofcom's range, which fail in the runner.
    let mobile = format!("07400 {:06}", 100 + number % 999_900);
    let email = format!("nora-{}@mail.example", &tag.simple().to_string()[..12]);
    let new = NewClient::named(&name).email(&email).mobile(&mobile);
    (ada.adds(new).await, name)
}

/// Invited, and on the page of the link; the adviser relays the PIN.
pub async fn on_the_page(ada: &Staff, nora: &Client) -> Page {
    let before = nora.mails().await.len();
    let _ = ada.invites_with(nora, json!({ "pin": "by-adviser" })).await.is(200);
    nora.follows_link(before + 1).await
}

/// With a password.
pub async fn gets_a_password(ada: &Staff, nora: &Client) -> Page {
    let page = on_the_page(ada, nora).await;
    let _ = page.types_pin(&ada.reveals_pin(nora).await).await.is(200);
    let _ = page.chooses_password(PASSWORD).await.is(200);
    page
}

/// Posts, to one who may be killed while it answers: `None`, nobody did.
pub async fn posts(
    visitor: &Visitor,
    path: &str,
    body: &Value,
    key: Option<&str>,
) -> Option<vestibule_tests::Answer> {
    let headers: Vec<_> = JSON.into_iter().chain(key.map(|key| ("idempotency-key", key))).collect();
    visitor.try_send("POST", path, &headers, body.to_string().into_bytes()).await.ok()
}

/// Waits until something holds.
pub async fn comes_true(what: &str, mut holds: impl AsyncFnMut() -> bool) {
    let began = Instant::now();
    while !holds().await {
        assert!(began.elapsed() < PATIENCE, "{what}: it does not come");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

/// Waits until no function calls anything for so long: more than the stream rests.
pub async fn is_quiet(runner: &Runner, for_so_long: Duration) {
    let (began, mut since) = (Instant::now(), Instant::now());
    while since.elapsed() < for_so_long {
        assert!(began.elapsed() < PATIENCE, "it does not come to rest");
        let calls = runner.counts_calls().await;
        if calls.as_object().is_some_and(|calls| !calls.is_empty()) {
            since = Instant::now();
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
}

/// How often a word stands among these.
pub fn times(lines: &[String], word: &str) -> usize {
    lines.iter().filter(|line| *line == word).count()
}

/// The different words among these messages. A runner that was started again listens elsewhere.
pub fn different(received: &[Received]) -> std::collections::BTreeSet<String> {
    received.iter().map(words).collect()
}

/// The words of a message, wherever its links lead.
pub fn words(message: &Received) -> String {
    let mut parts = message.text.split("localhost:");
    let mut words = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        words.push_str(part.trim_start_matches(|c: char| c.is_ascii_digit()));
    }
    words
}

/// Every item of a partition, as the table stores it.
pub async fn items_of(runner: &Runner, partition: &str) -> Vec<Value> {
    let told = std::fs::read_to_string(runner.folder().join("endpoints.json"));
    let told: Value = serde_json::from_str(&told.expect("endpoints.json")).expect("JSON");
    let database = Visitor::new(told["dynamodb_url"].as_str().expect("an address"));
    let ask = json!({
        "TableName": told["table_name"],
        "ConsistentRead": true,
        "KeyConditionExpression": "pk = :pk",
        "ExpressionAttributeValues": { ":pk": { "S": partition } },
    });
    let headers = [
        ("content-type", "application/x-amz-json-1.0"),
        ("x-amz-target", "DynamoDB_20120810.Query"),
        ("x-amz-date", "20260101T000000Z"),
        (
            "authorization",
            "AWS4-HMAC-SHA256 Credential=test/20260101/eu-west-1/dynamodb/aws4_request, \
             SignedHeaders=host, Signature=test",
        ),
    ];
    let got = database.send("POST", "/", &headers, ask.to_string().into_bytes()).await.is(200);
    assert!(got.body["LastEvaluatedKey"].is_null(), "more than a page");
    got.body["Items"].as_array().cloned().expect("items")
}
