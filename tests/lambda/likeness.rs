//! Replies without what differs from run to run: identifiers, times, secrets, numbers made up for a
//! test. The rest must be the same.

use jiff::Timestamp;
use serde_json::{Map, Value};

/// A reply with a placeholder for each such part.
pub fn of(value: &Value) -> Value {
    match value {
        Value::Object(fields) => {
            let masked = fields.iter().map(|(name, value)| {
                // A reply's body is a text that contains JSON.
                let inner = value.as_str().filter(|_| name == "body");
                let inner = inner.and_then(|text| serde_json::from_str::<Value>(text).ok());
                (name.clone(), inner.as_ref().map_or_else(|| of(value), of))
            });
            Value::Object(masked.collect::<Map<_, _>>())
        }
        Value::Array(values) => {
            values.iter().filter(|value| !arrives_at_any_time(value)).map(of).collect()
        }
        Value::String(text) => Value::String(of_text(text)),
        Value::Number(number) if number.as_i64().is_some_and(|n| n > 1_000_000_000_000) => {
            Value::from("TIME")
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => value.clone(),
    }
}

/// Whether a timeline line is about a message: such lines arrive at any time.
fn arrives_at_any_time(line: &Value) -> bool {
    let event = line["what"]["event"].as_str().unwrap_or_default();
    event.starts_with("email-") || event.starts_with("sms-")
}

fn of_text(text: &str) -> String {
    if text.parse::<Timestamp>().is_ok() {
        return "TIME".to_owned();
    }
    let mut masked = String::new();
    let mut word = String::new();
    for letter in text.chars().chain([' ']) {
        if letter.is_ascii_alphanumeric() || letter == '-' || letter == '_' {
            word.push(letter);
        } else {
            masked.push_str(&of_word(&word));
            word.clear();
            masked.push(letter);
        }
    }
    masked.pop();
    masked
}

fn of_word(word: &str) -> String {
    if word.parse::<uuid::Uuid>().is_ok() {
        return "ID".to_owned();
    }
    if word.len() >= 43 {
        return format!("SECRET-{}", word.len());
    }
    let parts = word.split('-').map(|part| {
        let is_hex = part.chars().all(|c| c.is_ascii_hexdigit());
        // Twelve characters are a test's own names, sixteen the version of a firm's settings, names
        // included.
        let is_tag = is_hex && [12, 16].contains(&part.len());
        // Phone numbers, PINs, ports.
        let is_number = part.len() >= 5 && part.chars().all(|c| c.is_ascii_digit());
        if is_tag || is_number { "TAG" } else { part }
    });
    parts.collect::<Vec<_>>().join("-")
}

#[test]
fn only_what_differs_between_runs_is_masked() {
    let masked = of(&serde_json::json!({
        "statusCode": 200,
        "body": "{\"id\":\"0190b0de-5b5f-4b7a-8f0e-6f9a3c1d2e4f\",\"at\":\"2026-01-02T03:04:05Z\"}",
        "mail": "nora-0123456789ab@mail.example",
        "number": "+447400123456",
        "cookie": format!("__Host-client={}; Path=/", "x".repeat(108)),
        "title": "This PIN is not valid",
        "left": 4,
        "lines": [{"what": {"event": "sms-sent"}}, {"what": {"event": "link-opened"}}],
    }));
    assert_eq!(
        masked,
        serde_json::json!({
            "statusCode": 200,
            "body": {"id": "ID", "at": "TIME"},
            "mail": "nora-TAG@mail.example",
            "number": "+TAG",
            "cookie": "__Host-client=SECRET-108; Path=/",
            "title": "This PIN is not valid",
            "left": 4,
            "lines": [{"what": {"event": "link-opened"}}],
        })
    );
}
