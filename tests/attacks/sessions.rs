//! Sessions that were planted, replayed, swapped or made up.

use crate::scene::{CLIENT_COOKIE, STAFF_COOKIE, count, made_up_cookie, signed_in};
use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use serde_json::json;
use std::time::Duration;
use vestibule_tests::{PASSWORD, Runner, Visitor};

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
