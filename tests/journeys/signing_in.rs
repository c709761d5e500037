//! Signing in and out, waits after wrong passwords, and how long a session lasts.

use crate::support::{
    count_mails, gets_in, hours, minutes, receives_mail, retry_after, session, sets_up, signs_out,
    times,
};
use serde_json::json;
use std::time::Duration;
use vestibule_tests::{Answer, NewClient, OTHER_PASSWORD, PASSWORD, Runner};

#[tokio::test]
async fn n8_signing_in_and_out_and_in_again() {
    let runner = Runner::shared().await;
    let firm = runner.firm().await;
    let ada = &firm.admin;
    let nora = ada.adds(NewClient::with_mobile()).await;
    sets_up(ada, &nora).await;
    let (phone, laptop) = (runner.visitor(), runner.visitor());
    let signed_in = nora.signs_in(&phone, PASSWORD).await.is(200);
    let cookie = signed_in.header("set-cookie").unwrap().to_owned();
    for part in ["__Host-", "; Path=/", "; Secure", "; HttpOnly", "; SameSite=Strict"] {
        assert!(cookie.contains(part), "{part} is not in {cookie}");
    }
    let _ = nora.signs_in(&laptop, PASSWORD).await.is(200);

    let who = session(&phone).await.is(200);
    assert_eq!(
        (&who.body["client"], &who.body["adviser"]),
        (&json!("Nora Fielding"), &json!("Ada Marsh"))
    );
    assert_eq!(who.body["firm"]["name"], "Marsh & Partners");
    assert_eq!(who.body["grants"], json!([{ "kind": "portal" }]));

    // The cookie of a session that was signed out opens nothing; the other browser stays signed in.
    let name = cookie.split('=').next().unwrap().to_owned();
    let old = phone.cookie(&name).unwrap();
    let _ = signs_out(&phone).await.is(200);
    assert_eq!(phone.cookie(&name), None, "the browser forgets it");
    phone.set_cookie(&name, &old);
    let _ = session(&phone).await.is_problem(401, "not-signed-in");
    let _ = signs_out(&phone).await.is(200);
    let _ = session(&laptop).await.is(200);

    let _ = nora.signs_in(&phone, PASSWORD).await.is(200);
    assert_ne!(phone.cookie(&name), Some(old), "a new token at every sign-in");
    let _ = session(&phone).await.is(200);
    assert_eq!(times(ada, &nora, "signed-in").await, 3);
    assert_eq!(times(ada, &nora, "signed-out").await, 1);
}

#[tokio::test]
async fn n1_the_sign_in_name_is_the_e_mail_in_any_case_and_unique_within_the_firm() {
    let runner = Runner::shared().await;
    let (firm, other) = (runner.firm().await, runner.firm().await);
    let nora = firm.admin.adds(NewClient::with_email()).await;
    sets_up(&firm.admin, &nora).await;
    let browser = runner.visitor();
    let mut shouting = nora.clone();
    shouting.email = nora.email.to_uppercase();
    let _ = shouting.signs_in(&browser, PASSWORD).await.is(200);
    let mut elsewhere = nora.clone();
    elsewhere.firm = other.id.clone();
    let _ = elsewhere.signs_in(&browser, PASSWORD).await.is_problem(401, "sign-in-refused");

    // The page knows the firm by its slug.
    let shown = browser.get(&format!("/api/firms/{}", firm.slug)).await.is(200);
    assert_eq!((shown.text_at("id"), shown.text_at("name")), (firm.id, "Marsh & Partners".into()));
    let _ = browser.get("/api/firms/no-such-firm-here").await.is_problem(404, "not-found");
}

/// Everything that could distinguish a known address from an unknown one.
fn alike(answer: &Answer) -> (u16, String, Vec<(String, String)>) {
    let mut headers: Vec<_> = answer
        .headers
        .iter()
        .filter(|(name, _)| *name != "date" && *name != "apigw-requestid")
        .map(|(name, value)| (name.to_string(), value.to_str().unwrap_or_default().to_owned()))
        .collect();
    headers.sort();
    (answer.status, answer.text_without_request_id(), headers)
}

#[tokio::test]
async fn p18_waits_after_wrong_passwords_grow_the_same_for_known_and_unknown_addresses() {
    let runner = Runner::own().await;
    let firm = runner.firm().await;
    let ada = &firm.admin;
    let nora = ada.adds(NewClient::with_mobile()).await;
    sets_up(ada, &nora).await;
    let mut nobody = nora.clone();
    nobody.email = format!("no-{}", nora.email);
    let (browser, another) = (runner.visitor(), runner.visitor());

    let mut waits = Vec::new();
    for count in 1..=15 {
        let known = nora.signs_in(&browser, OTHER_PASSWORD).await;
        let unknown = nobody.signs_in(&another, OTHER_PASSWORD).await;
        assert_eq!(alike(&known), alike(&unknown), "number {count}");
        let known = known.is_problem(401, "sign-in-refused");
        if count < 5 {
            assert_eq!(known.header("retry-after"), None, "the first tries are free");
            continue;
        }
        let wait = retry_after(&known);
        waits.push(wait);
        if wait > 2 {
            // The right password is not compared either, from any address, and costs nothing.
            let early = nora.signs_in(&runner.visitor(), PASSWORD).await;
            let early = early.is_problem(429, "password-waits");
            assert!(retry_after(&early) <= wait);
        }
        if count < 15 {
            assert_eq!(count_mails(ada, "Nora Fielding has to wait").await, 0);
            runner.advance(Duration::from_secs(wait)).await;
        }
    }
    assert_eq!(waits, [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900]);
    receives_mail(ada, "Nora Fielding has to wait: wrong passwords").await;
    assert_eq!(times(ada, &nora, "password-waits").await, 1);

    // After the wait the right password works, and all tries are free again.
    runner.advance(minutes(15)).await;
    let _ = nora.signs_in(&browser, PASSWORD).await.is(200);
    let wrong = nora.signs_in(&browser, OTHER_PASSWORD).await.is_problem(401, "sign-in-refused");
    assert_eq!(wrong.header("retry-after"), None);
}

#[tokio::test]
async fn x5_a_wait_for_one_client_delays_nobody_else() {
    let runner = Runner::shared().await;
    let firm = runner.firm().await;
    let ada = &firm.admin;
    let (nora, tom) =
        (ada.adds(NewClient::with_email()).await, ada.adds(NewClient::with_email()).await);
    let open = gets_in(ada, &nora).await;
    sets_up(ada, &tom).await;
    let stranger = runner.visitor();
    for _ in 0..7 {
        // A wait of a second or two passes on a slow machine.
        let answer = nora.signs_in(&stranger, OTHER_PASSWORD).await;
        assert!(matches!(answer.status, 401 | 429), "{}", answer.text);
    }
    let _ = tom.signs_in(&runner.visitor(), PASSWORD).await.is(200);
    let _ = session(&open).await.is(200);
    let _ = ada.signs_in(PASSWORD).await.is(200);
}

#[tokio::test]
async fn access_a_session_ends_after_an_hour_without_use() {
    let runner = Runner::own().await;
    let firm = runner.firm().await;
    let ada = &firm.admin;
    let nora = ada.adds(NewClient::with_email()).await;
    let browser = gets_in(ada, &nora).await;
    let mut ends_at = session(&browser).await.is(200).text_at("ends_at");
    for _ in 0..3 {
        runner.advance(minutes(59)).await;
        let used = session(&browser).await.is(200);
        assert!(used.text_at("ends_at") > ends_at, "use moves the end");
        assert!(used.text_at("ends_at") < used.text_at("ends_at_latest"), "{}", used.text);
        ends_at = used.text_at("ends_at");
        ada.reads(&nora).await;
    }
    runner.advance(minutes(60)).await;
    let _ = session(&browser).await.is_problem(401, "not-signed-in");
    let path = format!("/api/staff/clients/{}", nora.id);
    let _ = ada.visitor.get(&path).await.is_problem(401, "not-signed-in");
    let _ = nora.signs_in(&browser, PASSWORD).await.is(200);
    let _ = session(&browser).await.is(200);
}

#[tokio::test]
async fn access_a_session_ends_after_twelve_hours_whatever_is_done_in_it() {
    let runner = Runner::own().await;
    let firm = runner.firm().await;
    let ada = &firm.admin;
    let nora = ada.adds(NewClient::with_email()).await;
    let browser = gets_in(ada, &nora).await;
    for _ in 0..15 {
        runner.advance(minutes(45)).await;
        let _ = session(&browser).await.is(200);
        ada.reads(&nora).await;
    }
    runner.advance(minutes(44)).await;
    let _ = session(&browser).await.is(200);
    runner.advance(minutes(1)).await;
    let _ = session(&browser).await.is_problem(401, "not-signed-in");
    let path = format!("/api/staff/clients/{}", nora.id);
    let _ = ada.visitor.get(&path).await.is_problem(401, "not-signed-in");
    runner.advance(hours(24)).await;
    let _ = session(&browser).await.is_problem(401, "not-signed-in");
}

#[tokio::test]
async fn access_staff_sign_in_and_out_with_a_cookie_of_their_own() {
    let runner = Runner::shared().await;
    let firm = runner.firm().await;
    let ada = firm.admin;
    let nora = ada.adds(NewClient::with_email()).await;
    let path = format!("/api/staff/clients/{}", nora.id);
    let _ = session(&ada.visitor).await.is_problem(401, "not-signed-in");
    let client = gets_in(&ada, &nora).await;
    let _ = client.get(&path).await.is_problem(401, "not-signed-in");

    let _ = ada.visitor.post("/api/staff/sign-out", &json!({})).await.is(200);
    let _ = ada.visitor.get(&path).await.is_problem(401, "not-signed-in");
    let _ = ada.signs_in(OTHER_PASSWORD).await.is_problem(401, "sign-in-refused");
    let _ = ada.signs_in(PASSWORD).await.is(200);
    let _ = ada.visitor.get(&path).await.is(200);
}
