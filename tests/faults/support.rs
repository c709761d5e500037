//! Helpers that several of these tests share.

use serde_json::{Value, json};
use std::time::{Duration, Instant};
use vestibule_tests::{Client, NewClient, PASSWORD, Page, Received, Runner, Staff, Visitor};

/// How often the SDK tries before it fails the call.
pub const TRIES: u32 = 3;
/// How long anything automatic may take on a busy machine.
pub const PATIENCE: Duration = Duration::from_secs(30);
/// A killed sender's claim blocks other senders for this long.
pub const CLAIM: Duration = Duration::from_secs(21);

const JSON: [(&str, &str); 1] = [("content-type", "application/json")];

/// Checks for a 503 with a `Retry-After` in seconds.
#[track_caller]
pub fn is_unavailable(answer: &vestibule_tests::Answer) {
    let answer = answer.clone().is_problem(503, "unavailable");
    let seconds = answer.header("retry-after").and_then(|value| value.parse::<u32>().ok());
    assert!(seconds.is_some_and(|seconds| seconds > 0), "{:?}", answer.headers);
}

/// Six digits that are not this PIN.
pub fn wrong(pin: &str) -> String {
    format!("{:06}", (pin.parse::<u32>().expect("digits") + 1) % 1_000_000)
}

/// A unique name, which finds the notifications about this client.
pub fn unique_name() -> String {
    let letters = uuid::Uuid::new_v4().simple().to_string();
    let letters = letters.bytes().take(12).map(|byte| match byte {
        digit @ b'0'..=b'9' => char::from(digit - b'0' + b'g'),
        letter => char::from(letter),
    });
    format!("Nora {}", letters.collect::<String>())
}

/// A client with a unique name, an e-mail and a mobile.
pub async fn somebody(ada: &Staff) -> (Client, String) {
    let (name, tag) = (unique_name(), uuid::Uuid::new_v4());
    let number = u32::from_le_bytes(tag.as_bytes()[..4].try_into().expect("four bytes"));
    // Not one of the last numbers of Ofcom's range, which fail in the runner.
    let mobile = format!("07400 {:06}", 100 + number % 999_900);
    let email = format!("nora-{}@mail.example", &tag.simple().to_string()[..12]);
    let new = NewClient::named(&name).email(&email).mobile(&mobile);
    (ada.adds(new).await, name)
}

/// Invites a client and opens the link; the adviser relays the PIN.
pub async fn on_the_page(ada: &Staff, nora: &Client) -> Page {
    let before = nora.mails().await.len();
    let _ = ada.invites_with(nora, json!({ "pin": "by-adviser" })).await.is(200);
    nora.follows_link(before + 1).await
}

/// Takes a client through to a password.
pub async fn sets_a_password(ada: &Staff, nora: &Client) -> Page {
    let page = on_the_page(ada, nora).await;
    let _ = page.types_pin(&ada.reveals_pin(nora).await).await.is(200);
    let _ = page.chooses_password(PASSWORD).await.is(200);
    page
}

/// Posts to a runner that may be killed during the request; `None` if nobody answered.
pub async fn posts(
    visitor: &Visitor,
    path: &str,
    body: &Value,
    key: Option<&str>,
) -> Option<vestibule_tests::Answer> {
    let headers: Vec<_> = JSON.into_iter().chain(key.map(|key| ("idempotency-key", key))).collect();
    visitor.try_send("POST", path, &headers, body.to_string().into_bytes()).await.ok()
}

/// Waits until a condition holds.
pub async fn eventually(what: &str, mut holds: impl AsyncFnMut() -> bool) {
    let began = Instant::now();
    while !holds().await {
        assert!(began.elapsed() < PATIENCE, "{what}: the condition never held");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

/// Waits until no function makes a call for this long: longer than the stream rests.
pub async fn wait_until_quiet(runner: &Runner, for_so_long: Duration) {
    let (began, mut since) = (Instant::now(), Instant::now());
    while since.elapsed() < for_so_long {
        assert!(began.elapsed() < PATIENCE, "the runner never became quiet");
        let calls = runner.counts_calls().await;
        if calls.as_object().is_some_and(|calls| !calls.is_empty()) {
            since = Instant::now();
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
}

/// Counts how often a word occurs among these.
pub fn times(lines: &[String], word: &str) -> usize {
    lines.iter().filter(|line| *line == word).count()
}

/// The distinct texts among these messages. A restarted runner listens elsewhere, so links differ.
pub fn different(received: &[Received]) -> std::collections::BTreeSet<String> {
    received.iter().map(words).collect()
}

/// The words of a message, without the origin of its links.
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
