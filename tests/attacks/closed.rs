//! A closed firm: no route of the document grants its people anything, whatever they hold.

use crate::openapi::{Operation, Realm, operations};
use crate::scene::{invited, signed_in};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use std::time::Duration;
use vestibule_tests::{
    Answer, Client, Firm, NewClient, OTHER_PASSWORD, PASSWORD, Page, Runner, Staff, Visitor,
};

const JSON: (&str, &str) = ("content-type", "application/json");

/// Routes that a closed firm keeps open, and why. This list may only shrink.
const GO_ON: [(&str, &str); 5] = [
    ("read-openapi", "belongs to no firm"),
    ("read-version", "belongs to no firm"),
    ("read-logo", "a public picture in mails that were sent"),
    ("sign-out", "ends a session"),
    ("sign-out-staff", "ends a session"),
];

/// Everything that people of a firm may hold.
struct Held {
    firm: Firm,
    ben: Staff,
    client: Client,
    /// Signed in.
    portal: Visitor,
    /// At the PIN step.
    page: Page,
    pin: String,
    set_up: String,
    recovery: String,
}

async fn held(runner: &Runner) -> Held {
    let firm = runner.firm().await;
    let ben = firm.adds_staff("adviser").await;
    let set_up = firm.invites_staff("adviser").await.newest_mail(1).await.link();
    let (client, portal) = signed_in(runner, &firm).await;
    let (_, page, pin) = invited(&firm, NewClient::with_email()).await;
    let forgot = json!({ "firm": firm.id, "email": ben.email });
    let _ = ben.visitor.post("/api/staff/forgot-password", &forgot).await.is(200);
    let recovery = ben.newest_mail(2).await.link();
    Held { firm, ben, client, portal, page, pin, set_up, recovery }
}

impl Held {
    fn path(&self, operation: &Operation) -> String {
        let path = operation.path.replace("{client}", &self.client.id);
        let path = path.replace("{staff}", &self.ben.id).replace("{slug}", &self.firm.slug);
        path.replace("{firm}", &self.firm.id)
    }

    /// A body that the open firm would accept, as far as the fields' names show.
    fn body(&self, operation: &Operation) -> Value {
        if operation.takes_empty_object() {
            return json!({});
        }
        let mut body: Map<String, Value> = operation.sample();
        for (name, value) in &mut body {
            let fitting = match (operation.id.as_str(), name.as_str()) {
                ("set-up-staff", "link") => json!(self.set_up),
                ("recover-staff", "link") => json!(self.recovery),
                ("copy-link", "link") => json!(uuid::Uuid::nil()),
                ("start-rehearsal", "pin") => json!("by-adviser"),
                (_, "link") => json!(self.page.link),
                (_, "firm") => json!(self.firm.id),
                (_, "secret") => json!(self.page.secret),
                (_, "pin") => json!(self.pin),
                (_, "mobile") => json!("07400 123456"),
                ("sign-in" | "sign-in-staff", "password") => json!(PASSWORD),
                (_, "password") => json!(OTHER_PASSWORD),
                ("sign-in" | "forgot-password", "email") => json!(self.client.email),
                ("sign-in-staff" | "forgot-password-staff", "email") => json!(self.ben.email),
                (_, "email" | "reply_to" | "address") => json!("new@mail.example"),
                (_, "name") => json!("Somebody New"),
                (_, "adviser" | "successor") => json!(self.firm.admin.id),
                _ => continue,
            };
            *value = fitting;
        }
        Value::Object(body)
    }

    async fn plays(&self, operation: &Operation, body: &Value) -> Vec<Answer> {
        let admin = &self.firm.admin.visitor;
        let visitors: &[&Visitor] = match operation.realm {
            Realm::Public => &[&self.page.visitor],
            Realm::Client => &[&self.portal],
            Realm::Staff => &[admin, &self.ben.visitor],
        };
        let body = if operation.method == "POST" { body.to_string() } else { String::new() };
        let (path, mut answers) = (self.path(operation), Vec::new());
        for visitor in visitors {
            let body = body.clone().into_bytes();
            answers.push(visitor.send(&operation.method, &path, &[JSON], body).await);
        }
        answers
    }
}

/// Everything that is stored of a firm.
async fn stored(runner: &Runner, firm: &Firm) -> BTreeMap<(String, String), Value> {
    let table = runner.whole_table().await;
    let theirs = table.items.into_iter().filter(|item| item.in_partition("FIRM") == Some(&firm.id));
    theirs.map(|item| ((item.pk, item.sk), item.attributes)).collect()
}

/// The same, after every mail's delivery is recorded: that continues in a closed firm.
async fn stored_at_rest(runner: &Runner, firm: &Firm) -> BTreeMap<(String, String), Value> {
    let recorded = async {
        loop {
            runner.comes_to_rest().await;
            let now = stored(runner, firm).await;
            let mut messages = now.iter().filter(|((_, sk), _)| sk.starts_with("MESSAGE#"));
            if messages.all(|(_, message)| !message["report"].is_null()) {
                return now;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(20), recorded).await.expect("a report of each mail")
}

#[tokio::test]
async fn no_route_grants_a_closed_firms_people_anything_or_changes_stored_items() {
    let runner = Runner::own().await;
    let held = held(&runner).await;
    let closed = json!({ "firm": held.firm.id });
    runner.invoke("close-firm", &closed).await.expect("closed");
    let before = stored_at_rest(&runner, &held.firm).await;

    let goes_on = |operation: &Operation| GO_ON.iter().any(|(id, _)| *id == operation.id);
    let (mut refused, mut open) = (0, Vec::new());
    for operation in operations().iter().filter(|operation| !goes_on(operation)) {
        for body in [held.body(operation), Value::Object(operation.sample())] {
            for answer in held.plays(operation, &body).await {
                // A sample may have an invalid body, or name no link or firm: any refusal passes.
                let made_up = body != held.body(operation);
                let refuses = match answer.problem() {
                    Some(problem) => made_up || problem == "firm-closed",
                    None => false,
                };
                if !refuses || answer.header("set-cookie").is_some() {
                    open.push(format!("{}: {} {}", operation.id, answer.status, answer.text));
                }
                assert!(operation.documents(&answer), "{}: {}", operation.id, answer.text);
            }
        }
        refused += 1;
    }
    assert!(open.is_empty(), "{}", open.join("\n"));
    assert!(refused > 45, "{refused}");
    runner.comes_to_rest().await;
    assert_eq!(stored(&runner, &held.firm).await, before);
    for (id, _) in GO_ON {
        assert!(operations().iter().any(|operation| operation.id == id), "{id} no longer exists");
    }

    // Signing out works, as it always does.
    for operation in operations().iter().filter(|operation| operation.id.starts_with("sign-out")) {
        if goes_on(operation) {
            for answer in held.plays(operation, &json!({})).await {
                let _ = answer.is(200);
            }
        }
    }
}

/// An open firm grants the very same requests: the test above sends real ones.
#[tokio::test]
async fn requests_that_a_closed_firm_refuses_are_granted_by_an_open_one() {
    let runner = Runner::own().await;
    let held = held(&runner).await;
    let mut granted = Vec::new();
    for operation in operations() {
        let asks = ["sign-in", "sign-in-staff", "open-invitation", "verify-pin", "set-up-staff"];
        let reads = operation.method == "GET" && !operation.path.contains("{digest}");
        if !asks.contains(&operation.id.as_str()) && !reads {
            continue;
        }
        let body = held.body(&operation);
        let answers = held.plays(&operation, &body).await;
        // The firm admin goes first, with every capability.
        let _ = answers.into_iter().next().expect("an answer").is(200);
        granted.push(operation.id);
    }
    assert!(granted.len() > 12, "{granted:?}");
    let closed = json!({ "firm": held.firm.id });
    runner.invoke("close-firm", &closed).await.expect("closed");
    runner.invoke("reopen-firm", &closed).await.expect("reopened");
    let recover = json!({ "link": held.recovery, "password": OTHER_PASSWORD });
    let _ = held.ben.visitor.post("/api/staff/recover", &recover).await.is(200);
}
