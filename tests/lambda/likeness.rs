//! Replies without what differs from run to run: identifiers, times, secrets, numbers made up for a
//! test. What is left must be the same.

use jiff::Timestamp;
use serde_json::{Map, Value};

/// A reply with a sign in place of each such part.
pub fn of(value: &Value) -> Value {
    match value {
        Value::Object(fields) => {
            let masked = fields.iter().map(|(name, value)| {
                // A reply's body is a text with JSON in it.
                let inner = value.as_str().filter(|_| name == "body");
                let inner = inner.and_then(|text| serde_json::from_str::<Value>(text).ok());
                (name.clone(), inner.as_ref().map_or_else(|| of(value), of))
            });
            Value::Object(masked.collect::<Map<_, _>>())
        }
        Value::Array(values) => values.iter().map(of).collect(),
        Value::String(text) => Value::String(of_text(text)),
        Value::Number(number) if number.as_i64().is_some_and(|n| n > 1_000_000_000_000) => {
            Value::from("TIME")
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => value.clone(),
    }
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
        let is_tag = part.len() == 12 && part.chars().all(|c| c.is_ascii_hexdigit());
        let is_number = part.len() >= 6 && part.chars().all(|c| c.is_ascii_digit());
        match (is_tag, is_number) {
            (true, _) => "TAG",
            (false, true) => "NUMBER",
            (false, false) => part,
        }
    });
    parts.collect::<Vec<_>>().join("-")
}

#[test]
fn what_differs_from_run_to_run_is_masked_and_nothing_else_is() {
    let masked = of(&serde_json::json!({
        "statusCode": 200,
        "body": "{\"id\":\"0190b0de-5b5f-4b7a-8f0e-6f9a3c1d2e4f\",\"at\":\"2026-01-02T03:04:05Z\"}",
        "mail": "nora-0123456789ab@mail.example",
        "number": "+447400123456",
        "cookie": format!("__Host-client={}; Path=/", "x".repeat(108)),
        "title": "This PIN is not valid",
        "left": 4,
    }));
    assert_eq!(
        masked,
        serde_json::json!({
            "statusCode": 200,
            "body": {"id": "ID", "at": "TIME"},
            "mail": "nora-TAG@mail.example",
            "number": "+NUMBER",
            "cookie": "__Host-client=SECRET-108; Path=/",
            "title": "This PIN is not valid",
            "left": 4,
        })
    );
}
