//! Bad input for every operation of the document: each answer is documented, never a 5xx, and never
//! a success.

use crate::openapi::{Operation, Realm, posts, types, words};
use crate::scene::signed_in;
use serde_json::{Map, Value, json};
use vestibule_tests::{Answer, Firm, NewClient, PASSWORD, Runner, Visitor};

const JSON: &str = "application/json";

/// A malformed request, and the statuses that refuse it; empty if any refusal passes.
struct Case {
    what: String,
    content_type: Option<&'static str>,
    encoding: Option<&'static str>,
    body: Vec<u8>,
    statuses: &'static [u16],
}

fn case(what: impl Into<String>, body: impl Into<Vec<u8>>, statuses: &'static [u16]) -> Case {
    Case {
        what: what.into(),
        content_type: Some(JSON),
        encoding: None,
        body: body.into(),
        statuses,
    }
}

fn text(fields: &Map<String, Value>) -> String {
    Value::Object(fields.clone()).to_string()
}

/// Bodies that are not a JSON object with the documented names, for any operation.
fn bodies_that_are_no_object(operation: &Operation) -> Vec<Case> {
    let sample = operation.sample();
    let good = text(&sample);
    let values = Value::Array(sample.values().cloned().collect()).to_string();
    let in_order = Value::Array(
        operation
            .body
            .as_ref()
            .and_then(|body| body["properties"].as_object())
            .into_iter()
            .flatten()
            .map(|(name, _)| sample[name].clone())
            .collect(),
    );
    let deep = "[".repeat(10_000) + &"]".repeat(10_000);
    let nested = "{\"a\":".repeat(10_000) + "1" + &"}".repeat(10_000);
    let gzip =
        [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 0xab, 0xae, 5, 0, 0x43, 0xbf, 0xa6, 0xa3, 2, 0, 0, 0];
    let mut cases = vec![
        case("an array", "[]", &[400]),
        case("an array of the object", format!("[{good}]"), &[400]),
        case("an array of the values", values, &[400]),
        case("an array of the values in order", in_order.to_string(), &[400]),
        case("null", "null", &[400]),
        case("a number", "0", &[400]),
        case("a text", format!("{good:?}"), &[400]),
        case("true", "true", &[400]),
        case("not JSON", "firm=1&email=x", &[400]),
        case("half an object", &good[..good.len() - 1], &[400]),
        case("two objects", format!("{good}{good}"), &[400]),
        case("something behind it", format!("{good} x"), &[400]),
        case("a comment", format!("{good}//"), &[400]),
        case("single quotes", good.replace('"', "'") + "'", &[400]),
        case("a byte-order mark", format!("\u{feff}{good}"), &[400]),
        case(
            "UTF-16",
            good.encode_utf16().flat_map(u16::to_le_bytes).chain([0xff]).collect::<Vec<_>>(),
            &[400],
        ),
        case("a NUL before it", format!("\0{good}"), &[400]),
        case("a NUL behind it", format!("{good}\0"), &[400]),
        case("bytes that are not UTF-8", b"{\"\xff\":1}".as_slice(), &[400]),
        case("half a surrogate", r#"{"\ud800":1}"#, &[400]),
        case("arrays 10,000 deep", deep.clone(), &[400]),
        case("objects 10,000 deep", nested, &[400]),
        case("a field 10,000 deep", format!("{{\"securityLevel\":{deep}}}"), &[400]),
        case("NaN", r#"{"a":NaN}"#, &[400]),
        case("a huge number", r#"{"a":1e999}"#, &[400]),
        Case { encoding: Some("gzip"), ..case("gzip", gzip, &[400, 415]) },
        case("one byte too large", vec![b' '; 64 * 1024 + 1], &[413]),
        case("far too large", vec![b'['; 1_000_000], &[413]),
        Case { content_type: None, ..case("no content type", good.clone(), &[415]) },
    ];
    let others = [
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "text/json",
        "application/jsonp",
        "application/problem+json",
        "text/plain; application/json",
    ];
    cases.extend(others.map(|content_type| Case {
        content_type: Some(content_type),
        ..case(content_type, good.clone(), &[415])
    }));
    let extra = [
        "securityLevel",
        "security_level",
        "permissions",
        "firmId",
        "firm_id",
        "expiresAt",
        "expires_at",
        "credits",
        "role",
        "__proto__",
        "",
        "\u{0}",
    ];
    let unknown = extra.into_iter().filter(|name| !sample.contains_key(*name));
    cases.extend(unknown.map(|name| {
        let mut fields = sample.clone();
        fields.insert(name.to_owned(), json!("high"));
        case(format!("the additional field {name:?}"), text(&fields), &[400])
    }));
    cases
}

/// Bodies whose documented properties have another type, are missing or doubled.
fn misshapen(operation: &Operation) -> Vec<Case> {
    let sample = operation.sample();
    let required = operation
        .body
        .iter()
        .flat_map(|body| body["required"].as_array().cloned().unwrap_or_default());
    let mut cases = Vec::new();
    for name in required.filter_map(|name| name.as_str().map(str::to_owned)) {
        let mut fields = sample.clone();
        fields.remove(&name);
        cases.push(case(format!("no {name}"), text(&fields), &[400]));
    }
    if !operation.takes_empty_object() {
        cases.push(case("nothing", "", &[400]));
        cases.push(case("an empty object", "{}", &[400]));
    }
    for (name, schema) in operation.properties() {
        let allowed = types(&schema);
        let every = [
            ("null", Value::Null),
            ("boolean", json!(true)),
            ("integer", json!(123_456)),
            ("number", json!(1.5)),
            ("string", json!("x")),
            ("array", json!(["x"])),
            ("object", json!({ "x": 1 })),
        ];
        let mut wrong: Vec<Value> = every
            .into_iter()
            .filter(|(kind, _)| !allowed.contains(*kind))
            .map(|(_, value)| value)
            .collect();
        if allowed.contains("array") {
            wrong.extend([json!([1]), json!([null]), json!([["x"]]), json!([{}])]);
        }
        for word in words(&schema).iter().take(1) {
            wrong.extend([json!("no-such-word"), json!(word.to_uppercase()), json!("")]);
            wrong.push(json!([word]));
        }
        for value in wrong {
            let mut fields = sample.clone();
            fields.insert(name.clone(), value.clone());
            cases.push(case(format!("{name} is {value}"), text(&fields), &[400]));
        }
        let twice = format!("{{{}:{},{}", json!(name), sample[&name], &text(&sample)[1..]);
        cases.push(case(format!("{name} twice"), twice, &[400]));
        let mut other_case = sample.clone();
        let value = other_case.remove(&name).unwrap_or_default();
        other_case.insert(name.to_uppercase(), value);
        cases.push(case(format!("{name} in capitals"), text(&other_case), &[400]));
    }
    cases
}

/// A permitted caller of this operation, in a new browser; and a client for its path.
async fn caller(runner: &Runner, firm: &Firm, operation: &Operation) -> (Visitor, String) {
    let (visitor, client) = match operation.realm {
        Realm::Public => (runner.visitor(), firm.admin.adds(NewClient::with_email()).await),
        Realm::Client => {
            let (client, browser) = signed_in(runner, firm).await;
            (browser, client)
        }
        Realm::Staff => {
            let visitor = runner.visitor();
            let credentials = crate::scene::credentials(&firm.id, &firm.admin.email, PASSWORD);
            let _ = visitor.post("/api/staff/sign-in", &credentials).await.is(200);
            (visitor, firm.admin.adds(NewClient::with_email()).await)
        }
    };
    (visitor, client.id)
}

async fn send(visitor: &Visitor, path: &str, case: &Case) -> Answer {
    let mut headers = Vec::new();
    headers.extend(case.content_type.map(|kind| ("content-type", kind)));
    headers.extend(case.encoding.map(|kind| ("content-encoding", kind)));
    visitor.send("POST", path, &headers, case.body.clone()).await
}

#[tokio::test]
async fn every_malformed_body_is_refused_as_documented() {
    let runner = Runner::shared().await;
    let firm = runner.firm().await;
    let mut faults = Vec::new();
    for operation in posts() {
        let (visitor, client) = caller(runner, &firm, &operation).await;
        let path = operation.path_with(&client);
        for case in bodies_that_are_no_object(&operation).into_iter().chain(misshapen(&operation)) {
            let answer = send(&visitor, &path, &case).await;
            if !case.statuses.contains(&answer.status) || !operation.documents(&answer) {
                faults.push(format!(
                    "{}: {}: {} {}",
                    operation.id,
                    case.what,
                    answer.status,
                    answer.problem().unwrap_or_default()
                ));
            }
            assert!(answer.header("set-cookie").is_none(), "{}: {}", operation.id, case.what);
        }
    }
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
}

#[tokio::test]
async fn every_path_with_a_malformed_identifier_is_not_found() {
    let runner = Runner::shared().await;
    let firm = runner.firm().await;
    let known = firm.admin.adds(NewClient::with_email()).await;
    let id = &known.id;
    let malformed = [
        "x".to_owned(),
        "0".to_owned(),
        id.to_uppercase(),
        id.replace('-', ""),
        format!("{{{id}}}"),
        format!("urn:uuid:{id}"),
        format!("{id}%00"),
        format!("{id}%20"),
        format!("%20{id}"),
        format!("{id}%0d%0aX: y"),
        format!("{id}%23CLIENT"),
        "%2e%2e".to_owned(),
        "%2e%2e%2fclients".to_owned(),
        "..%2f..".to_owned(),
        "%ff%fe".to_owned(),
        "null".to_owned(),
        "*".to_owned(),
        "'%20OR%201=1".to_owned(),
        "{{7*7}}".to_owned(),
        "a".repeat(4000),
    ];
    let mut faults = Vec::new();
    for operation in crate::openapi::operations().into_iter().filter(Operation::has_parameters) {
        let (visitor, _) = caller(runner, &firm, &operation).await;
        let body = text(&operation.sample());
        for id in &malformed {
            let path = operation
                .path
                .split('/')
                .map(|part| if part.starts_with('{') { id.as_str() } else { part })
                .collect::<Vec<_>>()
                .join("/");
            let sent =
                if operation.method == "POST" { body.clone().into_bytes() } else { Vec::new() };
            let answer =
                visitor.send(&operation.method, &path, &[("content-type", JSON)], sent).await;
            if answer.status != 404
                || !operation.documents(&answer)
                || answer.problem().as_deref() != Some("not-found")
            {
                faults
                    .push(format!("{} {id:.60}: {} {}", operation.id, answer.status, answer.text));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[tokio::test]
async fn every_malformed_idempotency_key_is_refused() {
    let runner = Runner::shared().await;
    let firm = runner.firm().await;
    for operation in posts().into_iter().filter(|operation| operation.idempotent) {
        let (visitor, client) = caller(runner, &firm, &operation).await;
        let path = operation.path_with(&client);
        let long = "a".repeat(3000);
        for key in [
            "",
            "x",
            "1",
            "null",
            "00000000-0000-4000-8000-00000000000",
            "00000000-0000-4000-8000-00000000000g",
            &long,
        ] {
            let headers = [("content-type", JSON), ("idempotency-key", key)];
            let answer =
                visitor.send("POST", &path, &headers, text(&operation.sample()).into_bytes()).await;
            assert!(operation.documents(&answer), "{}: {key:?}: {}", operation.id, answer.text);
            let _ = answer.is_problem(400, "request-malformed");
        }
    }
}

/// Serde's own encoding of an enum word, which the document does not have.
#[tokio::test]
async fn an_enum_word_written_as_an_object_is_refused() {
    let runner = Runner::shared().await;
    let firm = runner.firm().await;
    let mut faults = Vec::new();
    for operation in posts() {
        let (visitor, client) = caller(runner, &firm, &operation).await;
        for (name, schema) in operation.properties() {
            let Some(word) = words(&schema).into_iter().next() else { continue };
            let mut fields = operation.sample();
            fields.insert(name.clone(), json!({ word: null }));
            let answer = visitor.post(&operation.path_with(&client), &Value::Object(fields)).await;
            if answer.problem().as_deref() != Some("body-malformed") {
                faults.push(format!("{}: {name}: {}", operation.id, answer.status));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
