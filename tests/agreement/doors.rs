//! A caller without a session gets 401 at every operation that needs one, and a member of staff 403
//! at every operation whose capability their role lacks.

use crate::places::text;
use serde_json::{Value, json};
use vestibule_contract::Access;
use vestibule_domain::clients::Action;
use vestibule_local::registry::flows;
use vestibule_tests::{Runner, Visitor};

const CLIENT: &str = "__Host-vestibule-client";
const STAFF: &str = "__Host-vestibule-staff";

#[tokio::test]
async fn every_operation_with_a_session_refuses_callers_with_none_or_the_other_realms() {
    let runner = Runner::shared().await;
    let firm = runner.firm().await;
    let of_staff = firm.admin.visitor.cookie(STAFF).expect("a cookie");
    let client = firm.admin.adds(vestibule_tests::NewClient::with_email()).await;
    let document: Value = serde_json::from_str(&text("docs/api/openapi.json")).expect("JSON");
    let schemes = document["components"]["securitySchemes"].as_object().expect("schemes");
    assert_eq!(schemes.len(), 2, "add the new realm to this test");
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
            // One valid staff cookie serves both cases: under the other name it belongs to the
            // other realm.
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
    assert_eq!(firm.admin.reads(&client).await["standing"], "not-invited", "nothing was changed");
}

/// What each role may do, from docs/staff-roles.md: role, capability, permitted or not.
fn permitted() -> Vec<(&'static str, String, bool)> {
    let table = text("docs/staff-roles.md");
    let rows = table.lines().filter(|line| line.starts_with("| `"));
    let rows = rows.skip_while(|line| line.contains("capability"));
    let cells = rows.map(|line| line.split('|').map(|cell| cell.trim().trim_matches('`')));
    cells
        .flat_map(|mut cells| {
            let capability = cells.nth(1).expect("a capability").to_owned();
            let (adviser, admin) = (cells.next() == Some("yes"), cells.next() == Some("yes"));
            [("adviser", capability.clone(), adviser), ("firm-admin", capability, admin)]
        })
        .collect()
}

#[tokio::test]
async fn every_staff_operation_needs_a_capability_and_refuses_roles_without_it() {
    let runner = Runner::shared().await;
    let firm = runner.firm().await;
    let adviser = firm.adds_staff("adviser").await;
    let permitted = permitted();
    assert!(permitted.iter().any(|(_, _, may)| !may), "{permitted:?}");
    let document: Value = serde_json::from_str(&text("docs/api/openapi.json")).expect("JSON");
    let (mut walked, mut refused) = (0, 0);
    for (path, item) in document["paths"].as_object().expect("paths") {
        for (method, operation) in item.as_object().expect("methods") {
            let Some(scopes) = operation["security"][0]["staff"].as_array() else { continue };
            let [Value::String(capability)] = scopes.as_slice() else {
                panic!("{method} {path} names no capability: {scopes:?}")
            };
            // Every role may end the session, which this walk itself needs.
            if capability == "own-account" && method == "post" {
                continue;
            }
            let nobody = "0b6f3e0e-3f6c-4c5e-9f5e-0d7c1a2b3c4d";
            let path = path.replace("{client}", nobody).replace("{staff}", nobody);
            let body = sample(&document, operation).to_string();
            for (role, staff) in [("adviser", &adviser), ("firm-admin", &firm.admin)] {
                let may = permitted
                    .iter()
                    .find(|(of, what, _)| *of == role && what == capability)
                    .unwrap_or_else(|| panic!("docs/staff-roles.md has no {capability}"))
                    .2;
                let method = method.to_uppercase();
                let body = if method == "POST" { body.clone().into_bytes() } else { Vec::new() };
                let json = [("content-type", "application/json")];
                let answer = staff.visitor.send(&method, &path, &json, body).await;
                let is_refused =
                    answer.status == 403 && answer.problem().as_deref() == Some("not-permitted");
                assert_eq!(is_refused, !may, "{role} {method} {path}: {}", answer.status);
                walked += 1;
                refused += usize::from(is_refused);
            }
        }
    }
    assert!(walked > 50 && refused >= 6, "{walked} walked, {refused} refused");
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

/// A body with every required property, of its type, so that only the guard can refuse it.
fn sample(document: &Value, operation: &Value) -> Value {
    let schema = &operation["requestBody"]["content"]["application/json"]["schema"];
    if schema.is_null() { json!({}) } else { value_of(document, schema) }
}

fn value_of(document: &Value, schema: &Value) -> Value {
    if let Some(reference) = schema["$ref"].as_str() {
        let target = document.pointer(reference.trim_start_matches('#'));
        return value_of(document, target.expect("the referenced schema"));
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

/// The operation behind an action of the console.
fn operation_of(action: Action) -> &'static str {
    match action {
        Action::Invite | Action::SendAgain => "invite-client",
        Action::ShowPin | Action::PrintLetter => "reveal-pin",
        Action::NewPin => "renew-pin",
        Action::CopyLink => "copy-link",
        Action::ChangeMobile => "change-mobile",
        Action::CorrectEmail => "correct-email",
        Action::TrustAddress => "trust-address",
        Action::SetExpiry => "set-expiry",
        Action::HandOver => "hand-over-client",
        Action::Edit => "update-client",
        Action::MarkHelped => "mark-helped",
        Action::CancelInvitation => "cancel-invitation",
        Action::Archive => "archive-client",
        Action::Restore => "restore-client",
        Action::Revoke => "revoke-access",
    }
}

#[test]
fn an_action_needs_the_capability_of_its_operation() {
    let flows = flows();
    for action in Action::ALL {
        let name = operation_of(action);
        let flow = flows.iter().find(|flow| flow.name == name).expect(name);
        let Some(Access::Staff { capability }) = flow.operation().map(|operation| operation.access)
        else {
            panic!("{name} is no operation of staff");
        };
        assert_eq!(action.needs().name(), capability, "{action:?}");
    }
}
