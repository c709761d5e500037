//! Whoever is not signed in gets 401, at every operation that asks for a session.

use crate::places::text;
use serde_json::{Value, json};
use vestibule_tests::{Runner, Visitor};

const CLIENT: &str = "__Host-vestibule-client";
const STAFF: &str = "__Host-vestibule-staff";

#[tokio::test]
async fn every_operation_with_a_session_refuses_whoever_has_none_or_the_other_realms() {
    let runner = Runner::shared().await;
    let firm = runner.firm().await;
    let of_staff = firm.admin.visitor.cookie(STAFF).expect("a cookie");
    let client = firm.admin.adds(vestibule_tests::NewClient::with_email()).await;
    let document: Value = serde_json::from_str(&text("docs/api/openapi.json")).expect("JSON");
    let schemes = document["components"]["securitySchemes"].as_object().expect("schemes");
    assert_eq!(schemes.len(), 2, "teach this test the new realm");
    let mut guarded = 0;
    for (path, item) in document["paths"].as_object().expect("paths") {
        for (method, operation) in item.as_object().expect("methods") {
            let needs: Vec<_> = operation["security"]
                .as_array()
                .into_iter()
                .flatten()
                .filter_map(Value::as_object)
                .collect();
            let path = path.replace("{client}", &client.id).replace("{slug}", &firm.slug);
            let path = path.replace("{staff}", &firm.admin.id);
            let body = sample(&document, operation);
            if needs.is_empty() {
                continue;
            }
            guarded += 1;
            let cookie =
                schemes[needs[0].keys().next().expect("a realm")]["name"].as_str().expect("a name");
            let other = if cookie == CLIENT { STAFF } else { CLIENT };
            let holding = |pairs: &[(&str, &str)]| {
                let visitor = runner.visitor();
                pairs.iter().for_each(|(name, value)| visitor.set_cookie(name, value));
                visitor
            };
            // The good staff cookie serves for both: under the other name it is the other realm's.
            let without = [
                holding(&[]),
                holding(&[(other, &of_staff)]),
                holding(&[(cookie, "x")]),
                holding(&[(cookie, "")]),
            ];
            for visitor in without {
                is_refused(&visitor, method, &path, &body).await;
            }
            if cookie == STAFF {
                is_refused(
                    &holding(&[(other, &of_staff), (cookie, &"A".repeat(86))]),
                    method,
                    &path,
                    &body,
                )
                .await;
            }
        }
    }
    assert!(guarded >= 10, "{guarded}");
    assert_eq!(firm.admin.reads(&client).await["standing"], "not-invited", "nothing was done");
}

async fn is_refused(visitor: &Visitor, method: &str, path: &str, body: &Value) {
    let method = method.to_uppercase();
    let made_up = visitor.cookie(STAFF).is_some_and(|value| value.starts_with("AAAA"));
    let body = if method == "POST" { body.to_string().into_bytes() } else { Vec::new() };
    let answer = visitor.send(&method, path, &[("content-type", "application/json")], body).await;
    // Signing out ends whatever a cookie names, even if that is nothing.
    if made_up && path.ends_with("/sign-out") {
        let _ = answer.is(200);
        return;
    }
    assert_eq!(
        (answer.status, answer.problem().as_deref()),
        (401, Some("not-signed-in")),
        "{method} {path}"
    );
    assert!(answer.header("set-cookie").is_none(), "{method} {path}");
}

/// A body with every required property, of its type, so that nothing but the guard refuses it.
fn sample(document: &Value, operation: &Value) -> Value {
    let schema = &operation["requestBody"]["content"]["application/json"]["schema"];
    if schema.is_null() { json!({}) } else { value_of(document, schema) }
}

fn value_of(document: &Value, schema: &Value) -> Value {
    if let Some(reference) = schema["$ref"].as_str() {
        let target = document.pointer(reference.trim_start_matches('#'));
        return value_of(document, target.expect("what is referred to"));
    }
    if let Some(word) = schema["enum"].get(0).or_else(|| schema["oneOf"][0]["enum"].get(0)) {
        return word.clone();
    }
    let named = schema["type"].as_str().or_else(|| schema["type"][0].as_str());
    match named.unwrap_or("object") {
        "string" => json!("x"),
        "integer" | "number" => json!(1),
        "boolean" => json!(true),
        "array" => json!([]),
        _ => {
            let required = schema["required"].as_array().into_iter().flatten();
            let required = required.filter_map(Value::as_str);
            let properties = required
                .map(|name| (name.to_owned(), value_of(document, &schema["properties"][name])));
            Value::Object(properties.collect())
        }
    }
}
