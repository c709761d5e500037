//! Flows in their rare cases: with [`everything`](mod@crate::everything), this is everything that
//! they may request from AWS.

use crate::{Firm, NewClient, Runner};
use serde_json::json;
use std::time::{Duration, Instant};

/// How long automatic follow-ups may take.
const PATIENCE: Duration = Duration::from_secs(30);
/// A session's use is recorded every five minutes.
const A_WHILE: Duration = Duration::from_secs(6 * 60);

/// Plays all rare cases.
pub async fn rarely(runner: &Runner) {
    let firm = runner.firm().await;
    comes_back(runner, &firm).await;
    lists(&firm).await;
    is_helped(&firm).await;
    bounces(&firm).await;
    stays_unsent(runner, &firm).await;
    is_handed_over(&firm).await;
    is_reminded(runner, &firm).await;
    is_swept(runner, &firm).await;
}

/// Reads after a pause: each read is the first use of its session for minutes.
async fn comes_back(runner: &Runner, firm: &Firm) {
    let ada = &firm.admin;
    let nora = ada.adds(NewClient::with_mobile()).await;
    let _ = ada.invites_with(&nora, json!({ "pin": "with-invitation" })).await.is(200);
    let page = nora.follows_link(1).await;
    let _ = page.types_pin(&nora.newest_text(1).await.pin()).await.is(200);
    let _ = page.chooses_password(crate::PASSWORD).await.is(200);
    let browser = runner.visitor();
    let _ = nora.signs_in(&browser, crate::PASSWORD).await.is(200);
    runner.ages_sessions(A_WHILE).await;
    let _ = browser.get("/api/client/session").await.is(200);
    let of_nora = format!("/api/staff/clients/{}", nora.id);
    for path in [
        "/api/staff/clients",
        "/api/staff/members",
        "/api/staff/readiness",
        "/api/staff/session",
        "/api/staff/settings",
        "/api/staff/settings/invitation",
        &of_nora,
        &format!("{of_nora}/timeline"),
    ] {
        runner.ages_sessions(A_WHILE).await;
        let _ = ada.visitor.get(path).await.is(200);
    }
}

/// The list in each of its orders.
async fn lists(firm: &Firm) {
    for query in ["", "?sort=newest", "?adviser=me", "?sort=newest&adviser=me"] {
        let _ = firm.admin.visitor.get(&format!("/api/staff/clients{query}")).await.is(200);
    }
}

/// A client gets stuck, and then is helped.
async fn is_helped(firm: &Firm) {
    let ada = &firm.admin;
    let nora = ada.adds(NewClient::with_mobile()).await;
    let _ = ada.invites(&nora).await.is(200);
    let page = nora.follows_link(1).await;
    let told = json!({ "link": page.link });
    let _ = page.visitor.post("/api/client/tell-adviser", &told).await.is(200);
    let helped = format!("/api/staff/clients/{}/helped", nora.id);
    let _ = ada.visitor.post(&helped, &json!({})).await.is(200);
}

/// An address bounces, and then is marked as good.
async fn bounces(firm: &Firm) {
    let ada = &firm.admin;
    let email = format!("bounce+{}@simulator.amazonses.com", uuid::Uuid::new_v4().simple());
    let nora = ada.adds(NewClient::with_mobile().email(&email)).await;
    let _ = ada.invites(&nora).await.is(200);
    let began = Instant::now();
    while !ada.timeline(&nora).await.iter().any(|line| line == "email-bounced") {
        assert!(began.elapsed() < PATIENCE, "the bounce is not recorded");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    let trust = format!("/api/staff/clients/{}/trust-address", nora.id);
    let _ = ada.visitor.post(&trust, &json!({ "address": email })).await.is(200);
}

/// An e-mail that SES did not take is still unsent after minutes, and is swept.
async fn stays_unsent(runner: &Runner, firm: &Firm) {
    let ada = &firm.admin;
    let nora = ada.adds(NewClient::with_email()).await;
    runner.fails("ses", "SendEmail").times(4).await;
    let _ = ada.invites(&nora).await.is(200);
    let began = Instant::now();
    let touched = loop {
        runner.ages_unsent(Duration::from_secs(3 * 60)).await;
        let swept = runner.invoke("sweep-unsent", &json!({})).await.expect("a sweep");
        let touched = swept["touched"].as_u64().unwrap_or_default();
        if touched > 0 || began.elapsed() > PATIENCE {
            break touched;
        }
    };
    assert!(touched > 0, "nothing was found unsent");
    runner.clears_faults().await;
    let _ = nora.newest_mail(1).await;
}

/// A colleague with clients leaves.
async fn is_handed_over(firm: &Firm) {
    let (ada, ben) = (&firm.admin, firm.adds_staff("adviser").await);
    let nora = ben.adds(NewClient::with_email()).await;
    let successor = json!({ "successor": ada.id });
    let _ = ada.does("deactivate", &ben, &successor).await.is(200);
    let began = Instant::now();
    while ada.reads(&nora).await["adviser"]["id"] != ada.id.as_str() {
        assert!(began.elapsed() < PATIENCE, "nobody took over");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

/// Nobody opens an invitation, and the client is reminded on the third day.
async fn is_reminded(runner: &Runner, firm: &Firm) {
    let nora = firm.admin.adds(NewClient::with_email()).await;
    let _ = firm.admin.invites(&nora).await.is(200);
    let _ = nora.newest_mail(1).await;
    runner.ages(&nora, Duration::from_secs(3 * 24 * 3600 + 60)).await;
    runner.invoke("keep-dates", &json!({})).await.expect("a run");
    let _ = nora.newest_mail(2).await;
}

/// A rehearsal that nobody ended expires, and is swept.
async fn is_swept(runner: &Runner, firm: &Firm) {
    let ada = &firm.admin;
    let choices = json!({ "mobile": "07400 123456" });
    let begun = ada.visitor.post("/api/staff/rehearsal", &choices).await.is(201);
    let mut rehearsal = ada.adds(NewClient::with_email()).await;
    rehearsal.id = begun.text_at("client");
    runner.ages(&rehearsal, Duration::from_secs(25 * 3600)).await;
    let kept = runner.invoke("keep-dates", &json!({})).await.expect("a run");
    assert_eq!(kept["swept"], 1, "{kept}");
}
