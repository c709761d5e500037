//! Sessions that were planted, replayed, swapped or made up.

use crate::openapi::{Operation, Realm, operations};
use crate::scene::{CLIENT_COOKIE, STAFF_COOKIE, count, made_up_cookie, signed_in};
use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::time::Duration;
use vestibule_tests::{Client, Firm, NewClient, PASSWORD, Runner, Visitor};

async fn is_out(browser: &Visitor) {
    let answer = browser.get("/api/client/session").await.is_problem(401, "not-signed-in");
    assert!(answer.header("set-cookie").is_none());
}

fn holding(browser: Visitor, name: &str, value: &str) -> Visitor {
    browser.set_cookie(name, value);
    browser
}

#[tokio::test]
async fn a_planted_cookie_is_replaced_at_sign_in_and_never_becomes_valid() {
    let runner = Runner::shared().await;
    let firm = runner.firm().await;
    let (client, _) = signed_in(runner, &firm).await;
    let planted = made_up_cookie(&firm.id, &client.id);
    let browser = holding(runner.visitor(), CLIENT_COOKIE, &planted);
    let answer = client.signs_in(&browser, PASSWORD).await.is(200);
    let set = answer.header("set-cookie").expect("a cookie").to_owned();
    for attribute in ["Path=/", "Secure", "HttpOnly", "SameSite=Strict"] {
        assert!(set.split("; ").any(|part| part == attribute), "{set}");
    }
    assert!(set.starts_with(&format!("{CLIENT_COOKIE}=")) && !set.contains("Domain"), "{set}");
    assert_ne!(browser.cookie(CLIENT_COOKIE).as_deref(), Some(planted.as_str()));
    is_out(&holding(runner.visitor(), CLIENT_COOKIE, &planted)).await;
    let (first, second) =
        (browser.cookie(CLIENT_COOKIE), client.signs_in(&browser, PASSWORD).await.is(200));
    assert!(
        second.header("set-cookie").is_some() && browser.cookie(CLIENT_COOKIE) != first,
        "a new one at every sign-in"
    );
}

#[tokio::test]
async fn a_cookie_is_invalid_after_sign_out_and_after_a_revocation() {
    let runner = Runner::shared().await;
    let firm = runner.firm().await;
    let (client, browser) = signed_in(runner, &firm).await;
    let kept = browser.cookie(CLIENT_COOKIE).expect("a cookie");
    let thief = holding(runner.visitor(), CLIENT_COOKIE, &kept);
    let _ = thief.get("/api/client/session").await.is(200);
    let gone = browser.post("/api/client/sign-out", &json!({})).await.is(200);
    assert!(gone.header("set-cookie").is_some_and(|set| set.contains("Max-Age=0")));
    is_out(&thief).await;

    let other = runner.visitor();
    let _ = client.signs_in(&other, PASSWORD).await.is(200);
    let _ = firm.admin.revokes(&client).await.is(200);
    is_out(&other).await;
    let _ = client.signs_in(&runner.visitor(), PASSWORD).await.is_problem(401, "sign-in-refused");

    let kept = firm.admin.visitor.cookie(STAFF_COOKIE).expect("a cookie");
    let thief = holding(runner.visitor(), STAFF_COOKIE, &kept);
    let path = format!("/api/staff/clients/{}", client.id);
    let _ = thief.get(&path).await.is(200);
    let _ = firm.admin.visitor.post("/api/staff/sign-out", &json!({})).await.is(200);
    let _ = thief.get(&path).await.is_problem(401, "not-signed-in");
}

#[tokio::test]
async fn a_session_ends_when_idle_and_after_twelve_hours_whatever_is_done_in_it() {
    let runner = Runner::own().await;
    let firm = runner.firm().await;
    let (client, browser) = signed_in(&runner, &firm).await;
    runner.advance(Duration::from_secs(3601)).await;
    is_out(&browser).await;
    let _ = client.signs_in(&browser, PASSWORD).await.is(200);
    for _ in 0..14 {
        let _ = browser.get("/api/client/session").await.is(200);
        runner.advance(Duration::from_secs(50 * 60)).await;
    }
    let _ = browser.get("/api/client/session").await.is(200);
    runner.advance(Duration::from_secs(25 * 60)).await;
    is_out(&browser).await;
}

#[tokio::test]
async fn made_up_cookies_are_invalid() {
    let runner = Runner::shared().await;
    let firm = runner.firm().await;
    let (client, browser) = signed_in(runner, &firm).await;
    let good = browser.cookie(CLIENT_COOKIE).expect("a cookie");
    let mut values = vec![
        "x".to_owned(),
        "A".repeat(86),
        made_up_cookie(&firm.id, &client.id),
        made_up_cookie(&firm.id, &uuid::Uuid::new_v4().to_string()),
        format!("{good}A"),
        format!("{good}="),
        format!("\"{good}\""),
        good[..85].to_owned(),
        good.to_lowercase(),
        "A".repeat(4000),
    ];
    let bytes = BASE64_URL_SAFE_NO_PAD.decode(&good).expect("base64url");
    for place in (0..bytes.len()).step_by(5) {
        let mut changed = bytes.clone();
        changed[place] ^= 1;
        values.push(BASE64_URL_SAFE_NO_PAD.encode(changed));
    }
    for value in &values {
        is_out(&holding(runner.visitor(), CLIENT_COOKIE, value)).await;
        let staff = holding(runner.visitor(), STAFF_COOKIE, value);
        let _ = staff
            .get(&format!("/api/staff/clients/{}", client.id))
            .await
            .is_problem(401, "not-signed-in");
    }
    // A browser sends a `__Host-` cookie once; of two, neither is accepted, whichever is valid.
    for pair in [
        format!("{CLIENT_COOKIE}={good}; {CLIENT_COOKIE}=x"),
        format!("{CLIENT_COOKIE}=x; {CLIENT_COOKIE}={good}"),
        format!("vestibule-client={good}"),
        format!("__host-vestibule-client={good}"),
    ] {
        let answer = runner
            .visitor()
            .send("GET", "/api/client/session", &[("cookie", &pair)], Vec::new())
            .await;
        let _ = answer.is_problem(401, "not-signed-in");
    }
    let _ = browser.get("/api/client/session").await.is(200);
}

#[tokio::test]
async fn client_and_staff_cookies_are_not_interchangeable() {
    let runner = Runner::shared().await;
    let firm = runner.firm().await;
    let (client, browser) = signed_in(runner, &firm).await;
    let of_client = browser.cookie(CLIENT_COOKIE).expect("a cookie");
    let of_staff = firm.admin.visitor.cookie(STAFF_COOKIE).expect("a cookie");
    let swapped =
        holding(holding(runner.visitor(), STAFF_COOKIE, &of_client), CLIENT_COOKIE, &of_staff);
    is_out(&swapped).await;
    for path in [String::new(), "/timeline".to_owned()] {
        let path = format!("/api/staff/clients/{}{path}", client.id);
        let _ = swapped.get(&path).await.is_problem(401, "not-signed-in");
    }
    let revoke = format!("/api/staff/clients/{}/revoke", client.id);
    let _ = swapped.post(&revoke, &json!({})).await.is_problem(401, "not-signed-in");
    // Signing out with a swapped cookie ends no session.
    let _ = swapped.post("/api/client/sign-out", &json!({})).await.is(200);
    let _ = browser.get("/api/client/session").await.is(200);
    let _ = firm.admin.reads(&client).await;
}

#[tokio::test]
async fn signing_out_with_a_made_up_cookie_leaves_no_line_and_ends_nothing() {
    let runner = Runner::shared().await;
    let firm = runner.firm().await;
    let (client, browser) = signed_in(runner, &firm).await;
    let before = firm.admin.timeline_of_people(&client).await;
    for _ in 0..5 {
        let vandal =
            holding(runner.visitor(), CLIENT_COOKIE, &made_up_cookie(&firm.id, &client.id));
        let _ = vandal.post("/api/client/sign-out", &json!({})).await.is(200);
    }
    assert_eq!(firm.admin.timeline_of_people(&client).await, before);
    let kept = browser.cookie(CLIENT_COOKIE).expect("a cookie");
    let _ = browser.get("/api/client/session").await.is(200);
    let _ = browser.post("/api/client/sign-out", &json!({})).await.is(200);
    let again = holding(runner.visitor(), CLIENT_COOKIE, &kept);
    let _ = again.post("/api/client/sign-out", &json!({})).await.is(200);
    assert_eq!(count(&firm.admin.timeline(&client).await, "signed-out"), 1, "once, not twice");
}

#[tokio::test]
async fn a_session_that_a_date_has_ended_stays_ended_when_the_date_is_moved() {
    let runner = Runner::own().await;
    let firm = runner.firm().await;
    let (nora, browser) = signed_in(&runner, &firm).await;
    let path = format!("/api/staff/clients/{}/set-expiry", nora.id);
    let soon = jiff::Timestamp::now() + jiff::SignedDuration::from_mins(10);
    let body = json!({ "expires_at": soon.to_string() });
    let _ = firm.admin.visitor.post(&path, &body).await.is(200);
    let _ = browser.get("/api/client/session").await.is(200);
    runner.advance(Duration::from_secs(11 * 60)).await;
    is_out(&browser).await;
    let body = json!({ "expires_at": null });
    let _ = firm.admin.visitor.post(&path, &body).await.is(200);
    is_out(&browser).await;
    let _ = nora.signs_in(&browser, PASSWORD).await.is(200);
    let _ = browser.get("/api/client/session").await.is(200);
}

/// A browser with a made-up session of the firm's admin and of a client.
fn impostor(runner: &Runner, firm: &Firm, client: &Client) -> Visitor {
    let browser = runner.visitor();
    browser.set_cookie(CLIENT_COOKIE, &made_up_cookie(&firm.id, &client.id));
    browser.set_cookie(STAFF_COOKIE, &made_up_cookie(&firm.id, &firm.admin.id));
    browser
}

#[tokio::test]
async fn a_made_up_session_costs_one_read_whatever_it_requests() {
    let runner = Runner::own().await;
    let firm = runner.firm().await;
    let nora = firm.admin.adds(NewClient::with_mobile()).await;
    let browser = impostor(&runner, &firm, &nora);
    let asks = async |operation: &Operation| {
        let path = operation.path.replace("{client}", &nora.id);
        let path = path.replace("{staff}", &firm.admin.id);
        let body = match operation.method.as_str() {
            "POST" if operation.takes_empty_object() => json!({}).to_string(),
            "POST" => Value::Object(operation.sample()).to_string(),
            _ => String::new(),
        };
        let json = [("content-type", "application/json")];
        browser.send(&operation.method, &path, &json, body.into_bytes()).await
    };
    let all = operations();
    let guarded: Vec<_> = all.iter().filter(|one| one.realm != Realm::Public).collect();
    for operation in &guarded {
        let _ = asks(operation).await;
    }
    runner.comes_to_rest().await;
    let before = runner.metrics().len();
    for operation in &guarded {
        let answer = asks(operation).await;
        let ends = operation.id.starts_with("sign-out");
        assert!(ends || answer.status >= 400, "{}: {}", operation.id, answer.text);
    }
    let mut costs = BTreeMap::new();
    for line in &runner.metrics()[before..] {
        let flow = line["flow"].as_str().expect("a flow").to_owned();
        if guarded.iter().any(|operation| operation.id == flow) {
            let _ = costs.insert(flow, (line["table_calls"].clone(), line["kms_calls"].clone()));
        }
    }
    assert_eq!(costs.len(), guarded.len(), "{costs:?}");
    costs.retain(|_, (table, kms)| table.as_u64() > Some(1) || *kms != 0);
    assert!(costs.is_empty(), "{costs:?}");
}

#[tokio::test]
async fn a_source_of_made_up_sessions_is_limited_and_a_session_that_is_good_is_not() {
    let runner = Runner::shared().await;
    let firm = runner.firm().await;
    let (nora, browser) = signed_in(runner, &firm).await;
    let good = browser.cookie(CLIENT_COOKIE).expect("a cookie");
    let mut told: BTreeMap<u16, usize> = BTreeMap::new();
    browser.set_cookie(CLIENT_COOKIE, &made_up_cookie(&firm.id, &nora.id));
    // More than two windows of 120 allow.
    for _ in 0..250 {
        *told.entry(browser.get("/api/client/session").await.status).or_default() += 1;
    }
    assert_eq!(told.keys().copied().collect::<Vec<_>>(), [401, 429], "{told:?}");
    assert!((120..=240).contains(&told[&401]), "{told:?}");
    let limited = browser.get("/api/client/session").await;
    if limited.status == 429 {
        let _ = limited.is_problem(429, "too-many-requests");
    }
    browser.set_cookie(CLIENT_COOKIE, &good);
    let _ = browser.get("/api/client/session").await.is(200);
}
