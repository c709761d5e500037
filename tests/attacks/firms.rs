//! Staff and clients of one firm against another's data.

use crate::openapi::{Realm, operations};
use crate::scene::{CLIENT_COOKIE, STAFF_COOKIE, credentials, revealing_headers, signed_in};
use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use serde_json::{Value, json};
use vestibule_tests::{Answer, PASSWORD, Runner, Visitor};

const JSON: (&str, &str) = ("content-type", "application/json");

async fn send(visitor: &Visitor, method: &str, path: &str, body: &Value) -> Answer {
    let body = if method == "POST" { body.to_string().into_bytes() } else { Vec::new() };
    visitor.send(method, path, &[JSON], body).await
}

#[tokio::test]
async fn another_firms_client_gets_the_reply_of_a_missing_one() {
    let runner = Runner::shared().await;
    let (ours, theirs) = (runner.firm().await, runner.firm().await);
    let (client, _) = signed_in(runner, &theirs).await;
    let before =
        (theirs.admin.reads(&client).await, theirs.admin.timeline_of_people(&client).await);
    let nobody = uuid::Uuid::new_v4().to_string();
    let mut seen = 0;
    for operation in operations().iter().filter(|operation| operation.path.contains("{client}")) {
        assert_eq!(
            operation.realm,
            Realm::Staff,
            "{}: teach this test another realm",
            operation.id
        );
        let samples = [json!({}), Value::Object(operation.sample())];
        for body in
            samples.iter().filter(|body| operation.takes_empty_object() || **body != json!({}))
        {
            let other = send(
                &ours.admin.visitor,
                &operation.method,
                &operation.path_with(&client.id),
                body,
            )
            .await;
            let none =
                send(&ours.admin.visitor, &operation.method, &operation.path_with(&nobody), body)
                    .await;
            assert_eq!(
                (other.status, other.text_without_request_id()),
                (none.status, none.text_without_request_id()),
                "{}",
                operation.id
            );
            assert_eq!(revealing_headers(&other), revealing_headers(&none), "{}", operation.id);
            let _ = other.is_problem(404, "not-found");
        }
        seen += 1;
    }
    assert!(seen >= 5);
    assert_eq!(
        (theirs.admin.reads(&client).await, theirs.admin.timeline_of_people(&client).await),
        before
    );
}

#[tokio::test]
async fn a_cookie_relabelled_with_another_firm_is_invalid() {
    let runner = Runner::shared().await;
    let (ours, theirs) = (runner.firm().await, runner.firm().await);
    let (client, _) = signed_in(runner, &theirs).await;
    let cookie = ours.admin.visitor.cookie(STAFF_COOKIE).expect("a cookie");
    let bytes = BASE64_URL_SAFE_NO_PAD.decode(cookie).expect("base64url");
    let their_firm = uuid::Uuid::parse_str(&theirs.id).expect("an id");
    let theirs_cookie = theirs.admin.visitor.cookie(STAFF_COOKIE).expect("a cookie");
    let their_bytes = BASE64_URL_SAFE_NO_PAD.decode(theirs_cookie).expect("base64url");
    let relabelled = [their_firm.as_bytes().as_slice(), &bytes[16..]].concat();
    let as_their_admin = [&their_bytes[..32], &bytes[32..]].concat();
    for forged in [relabelled, as_their_admin] {
        let visitor = runner.visitor();
        visitor.set_cookie(STAFF_COOKIE, &BASE64_URL_SAFE_NO_PAD.encode(forged));
        let _ = visitor
            .get(&format!("/api/staff/clients/{}", client.id))
            .await
            .is_problem(401, "not-signed-in");
    }
}

#[tokio::test]
async fn a_clients_session_opens_no_staff_route_and_a_staff_session_no_clients() {
    let runner = Runner::shared().await;
    let firm = runner.firm().await;
    let (client, browser) = signed_in(runner, &firm).await;
    let swapped = runner.visitor();
    swapped.set_cookie(STAFF_COOKIE, &browser.cookie(CLIENT_COOKIE).expect("a cookie"));
    swapped.set_cookie(CLIENT_COOKIE, &firm.admin.visitor.cookie(STAFF_COOKIE).expect("a cookie"));
    let before = firm.admin.reads(&client).await;
    for operation in operations() {
        let path = operation.path_with(&client.id);
        let body = Value::Object(operation.sample());
        let wrong_realm = match operation.realm {
            Realm::Public => continue,
            Realm::Staff => &browser,
            Realm::Client => &firm.admin.visitor,
        };
        let answer = send(wrong_realm, &operation.method, &path, &body).await;
        assert_eq!(
            (answer.status, answer.problem().as_deref()),
            (401, Some("not-signed-in")),
            "{}",
            operation.id
        );
        // Signing out needs no valid session: it ends whatever the cookie names, which here is
        // nothing.
        let answer = send(&swapped, &operation.method, &path, &body).await;
        if ["sign-out", "sign-out-staff"].contains(&operation.id.as_str()) {
            let _ = answer.is(200);
            let cookies = (browser.cookie(CLIENT_COOKIE), firm.admin.visitor.cookie(STAFF_COOKIE));
            swapped.set_cookie(STAFF_COOKIE, &cookies.0.expect("a cookie"));
            swapped.set_cookie(CLIENT_COOKIE, &cookies.1.expect("a cookie"));
        } else {
            assert_eq!(
                (answer.status, answer.problem().as_deref()),
                (401, Some("not-signed-in")),
                "{}",
                operation.id
            );
        }
    }
    assert_eq!(firm.admin.reads(&client).await, before);
    let _ = browser.get("/api/client/session").await.is(200);
}

#[tokio::test]
async fn a_firm_sees_nothing_of_another() {
    let runner = Runner::shared().await;
    let (ours, theirs) = (runner.firm().await, runner.firm().await);
    let (client, browser) = signed_in(runner, &theirs).await;
    // Neither staff nor clients of one firm can sign in to the other.
    for (path, email) in
        [("/api/staff/sign-in", &theirs.admin.email), ("/api/client/sign-in", &client.email)]
    {
        let _ = runner
            .visitor()
            .post(path, &credentials(&ours.id, email, PASSWORD))
            .await
            .is_problem(401, "sign-in-refused");
    }
    // An e-mail that the other firm's client signs in with is free here.
    let same =
        ours.admin.adds(vestibule_tests::NewClient::named("Same").email(&client.email)).await;
    let _ = ours.admin.invites(&same).await.is(200);
    let _ = ours.admin.revokes(&same).await.is(200);
    let _ = browser.get("/api/client/session").await.is(200);
    // An idempotency key of one firm has no meaning in the other.
    let key = uuid::Uuid::new_v4().to_string();
    let body = json!({ "name": "Keyed" });
    let mut ids = Vec::new();
    for firm in [&ours, &theirs] {
        let made = firm
            .admin
            .visitor
            .post_with("/api/staff/clients", &body, &[("idempotency-key", &key)])
            .await
            .is(201);
        ids.push(made.text_at("id"));
    }
    assert_ne!(ids[0], ids[1]);
}
