//! Actions that a role does not allow, and actions on another firm's staff.

use crate::openapi::{Operation, Realm, only_admins, operations};
use crate::scene::revealing_headers;
use serde_json::{Value, json};
use vestibule_tests::{Answer, Firm, Runner, Visitor};

const JSON: (&str, &str) = ("content-type", "application/json");

/// The path, with this colleague where the path has one.
fn path_with(operation: &Operation, staff: &str) -> String {
    operation.path.replace("{staff}", staff)
}

async fn send(visitor: &Visitor, operation: &Operation, path: &str, body: &Value) -> Answer {
    let body = if operation.method == "POST" { body.to_string() } else { String::new() };
    visitor.send(&operation.method, path, &[JSON], body.into_bytes()).await
}

/// Everything that a firm admin sees of staff and settings.
async fn firm_as_it_is(firm: &Firm) -> (Value, Value) {
    let read = async |path: &str| firm.admin.visitor.get(path).await.is(200).body;
    (read("/api/staff/members").await, read("/api/staff/settings").await)
}

#[tokio::test]
async fn an_adviser_can_do_nothing_reserved_for_firm_admins() {
    let runner = Runner::shared().await;
    let firm = runner.firm().await;
    let (ben, eve) = (firm.adds_staff("adviser").await, firm.adds_staff("adviser").await);
    let before = firm_as_it_is(&firm).await;
    let mut refused = 0;
    for operation in operations().into_iter().filter(|operation| operation.needs_firm_admin) {
        // Well formed or not: a caller without the capability learns nothing about the body.
        for body in [Value::Object(operation.sample()), plausible(&operation, &firm)] {
            for whom in [&ben.id, &eve.id, &firm.admin.id, &uuid::Uuid::nil().to_string()] {
                let path = path_with(&operation, whom);
                let answer = send(&ben.visitor, &operation, &path, &body).await;
                assert_eq!(
                    (answer.status, answer.problem().as_deref()),
                    (403, Some("not-permitted")),
                    "{} {body}: {}",
                    operation.id,
                    answer.text
                );
                assert!(operation.documents(&answer), "{}", operation.id);
            }
        }
        refused += 1;
    }
    assert!(refused >= 6, "{refused}");
    assert_eq!(firm_as_it_is(&firm).await, before);
}

/// The sample with values that a firm admin might send.
fn plausible(operation: &Operation, firm: &Firm) -> Value {
    let mut body = operation.sample();
    for (name, value) in &mut body {
        match name.as_str() {
            "successor" => *value = json!(firm.admin.id),
            "email" => *value = json!("eve@mail.example"),
            "role" => *value = json!("firm-admin"),
            _ => {}
        }
    }
    Value::Object(body)
}

#[tokio::test]
async fn document_and_code_reserve_the_same_operations_for_firm_admins() {
    use vestibule_contract::operation::Access;
    use vestibule_local::registry::flows;
    let flows = flows();
    let of_code = flows.iter().filter_map(|flow| flow.operation());
    let of_code = of_code.filter(|operation| match operation.access {
        Access::Staff { capability } => only_admins(&json!(capability)),
        Access::Public | Access::Client => false,
    });
    let mut of_code: Vec<_> = of_code.map(|operation| operation.name.to_owned()).collect();
    let admins = operations().into_iter().filter(|operation| operation.needs_firm_admin);
    let mut of_document: Vec<_> = admins.map(|operation| operation.id).collect();
    of_code.sort();
    of_document.sort();
    assert_eq!(of_document, of_code);
}

#[tokio::test]
async fn another_firms_staff_get_the_reply_of_a_missing_colleague() {
    let runner = Runner::shared().await;
    let (ours, theirs) = (runner.firm().await, runner.firm().await);
    let ben = theirs.adds_staff("adviser").await;
    let invited = theirs.invites_staff("adviser").await;
    let before = firm_as_it_is(&theirs).await;
    let nobody = uuid::Uuid::new_v4().to_string();
    let mut seen = 0;
    for operation in operations().into_iter().filter(|operation| operation.path.contains("{staff}"))
    {
        assert_eq!(operation.realm, Realm::Staff, "{}: teach this test", operation.id);
        for body in [Value::Object(operation.sample()), plausible(&operation, &ours)] {
            let ours = &ours.admin.visitor;
            let none = send(ours, &operation, &path_with(&operation, &nobody), &body).await;
            for whom in [&ben.id, &invited.id, &theirs.admin.id] {
                let other = send(ours, &operation, &path_with(&operation, whom), &body).await;
                let told = |of: &Answer| (of.status, of.text_without_request_id());
                assert_eq!(told(&other), told(&none));
                assert_eq!(revealing_headers(&other), revealing_headers(&none), "{}", operation.id);
            }
            let _ = none.is_problem(404, "not-found");
        }
        seen += 1;
    }
    assert!(seen >= 3, "{seen}");
    // None of them can be a successor here.
    let eve = ours.adds_staff("adviser").await;
    let stranger = json!({ "successor": theirs.admin.id });
    let refused = ours.admin.does("deactivate", &eve, &stranger).await;
    let _ = refused.is_problem(422, "fields-refused");
    assert_eq!(firm_as_it_is(&theirs).await, before);
    let list = ours.admin.visitor.get("/api/staff/members").await.is(200);
    assert_eq!(list.body["members"].as_array().map(Vec::len), Some(2), "{}", list.text);
}

#[tokio::test]
async fn a_staff_link_sets_no_password_at_another_firm_or_for_another_purpose() {
    let runner = Runner::shared().await;
    let firm = runner.firm().await;
    let ben = firm.invites_staff("adviser").await;
    let link = ben.newest_mail(1).await.link();
    let set = async |path: &str, link: &str| {
        let body = json!({ "link": link, "password": "brass lanterns over the quay" });
        runner.visitor().post(path, &body).await
    };
    // A set-up link recovers nothing; a client's link does neither.
    let nora = firm.admin.adds(vestibule_tests::NewClient::with_email()).await;
    let _ = firm.admin.invites(&nora).await.is(200);
    let clients = nora.newest_mail(1).await.link();
    let mut broken = link.clone();
    broken.replace_range(0..1, if link.starts_with('c') { "d" } else { "c" });
    for wrong in [&clients, &broken, &String::new()] {
        for path in ["/api/staff/set-up", "/api/staff/recover"] {
            let _ = set(path, wrong).await.is_problem(404, "link-unknown");
        }
    }
    let _ = set("/api/staff/recover", &link).await.is_problem(404, "link-unknown");
    let _ = set("/api/staff/set-up", &link).await.is(200);
}
