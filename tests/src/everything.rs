//! Everything the product does, played once, for tests of what all flows have in common.
//! `tests/agreement` names a flow that is not played here.

use crate::{Client, Firm, NewClient, OTHER_PASSWORD, PASSWORD, Page, Runner};
use serde_json::{Value, json};
use std::time::Duration;

/// A PNG of 16 by 16 black pixels.
const LOGO: &str =
    "iVBORw0KGgoAAAANSUhEUgAAABAAAAAQAQAAAAA3iMLMAAAADElEQVR42mNgIA0AAAAwAAEodEl9AAAAAElFTkSuQmCC";

/// Plays every flow of the product, each granted at least once. No clock moves, so functions with
/// clocks of their own can be played too.
pub async fn everything(runner: &Runner) {
    let firm = runner.firm().await;
    let ada = &firm.admin;
    let at = |client: &Client, what: &str| format!("/api/staff/clients/{}/{what}", client.id);
    let visitor = runner.visitor();
    let _ = visitor.get(&format!("/api/firms/{}", firm.slug)).await.is(200);
    let _ = visitor.get("/api/openapi.json").await.is(200);
    let _ = visitor.get("/api/version").await.is(200);
    let _ = visitor.get("/api/nothing").await.is(404);

    among_staff(runner, &firm).await;
    records(&firm).await;
    rehearses(&firm).await;
    // Once to delete the rehearsal, and once with nothing to do.
    for _ in 0..2 {
        runner.invoke("keep-dates", &json!({})).await.expect("a run");
    }

    // One client gets in with the PIN by text, then forgets the password.
    let nora = ada.adds(NewClient::with_mobile()).await;
    let _ = ada.invites(&nora).await.is(200);
    let page = nora.follows_link(1).await;
    let _ = page.opens().await.is(200);
    on_link(&page, "request-pin").await;
    on_link(&page, "tell-adviser").await;
    let _ = page.types_mobile(nora.mobile.as_deref().expect("a mobile")).await.is(200);
    let pin = nora.newest_text(1).await.pin();
    assert_eq!(ada.reveals_pin(&nora).await, pin);
    let _ = page.types_pin(&pin).await.is(200);
    let _ = page.chooses_password(PASSWORD).await.is(200);
    let browser = runner.visitor();
    let _ = nora.signs_in(&browser, PASSWORD).await.is(200);
    let _ = browser.get("/api/client/session").await.is(200);
    let _ = browser.post("/api/client/sign-out", &json!({})).await.is(200);
    let _ = ada.reads(&nora).await;
    let _ = ada.timeline(&nora).await;
    let _ = nora.forgets_password(&runner.visitor()).await.is(200);
    let _ = nora.newest_mail(2).await;
    let _ = ada.visitor.post(&at(&nora, "renew-pin"), &json!({})).await.is(200);
    let recovery = nora.follows_link(3).await;
    on_link(&recovery, "recover-password").await;

    // One is invited twice and asks for a fresh link; then the invitation is cancelled.
    let tom = ada.adds(NewClient::with_email()).await;
    let _ = ada.invites(&tom).await.is(200);
    let old = tom.follows_link(1).await;
    let _ = ada.invites(&tom).await.is(200);
    // A fresh link is mailed at most once in fifteen minutes.
    runner.ages(&tom, Duration::from_secs(16 * 60)).await;
    on_link(&old, "renew-link").await;
    let number = json!({ "mobile": "07400 654321" });
    let _ = ada.visitor.post(&at(&tom, "change-mobile"), &number).await.is(200);
    let _ = ada.visitor.post(&at(&tom, "cancel-invitation"), &json!({})).await.is(200);

    let _ = ada.revokes(&nora).await.is(200);
    runner.invoke("sweep-unsent", &json!({})).await.expect("a sweep");
    let _ = ada.visitor.post("/api/staff/sign-out", &json!({})).await.is(200);
    by_ops(runner, &firm).await;
}

/// Plays ops' actions on a firm.
async fn by_ops(runner: &Runner, firm: &Firm) {
    let does = async |flow: &str, event: Value| {
        let done = runner.invoke(flow, &event).await;
        done.unwrap_or_else(|fault| panic!("{flow}: {fault}"))
    };
    let _ = does("list-firms", json!({ "page": 10 })).await;
    let _ = does("read-firm-report", json!({ "firm": firm.id })).await;
    let email = format!("zoe@{}.example", firm.slug);
    let zoe = json!({ "firm": firm.id, "email": email, "name": "Zoe Quill" });
    let _ = does("invite-admin", zoe).await;
    let _ = runner.inbox().newest(&email, 1).await;
    let _ = does("close-firm", json!({ "firm": firm.id })).await;
    let _ = does("reopen-firm", json!({ "firm": firm.id })).await;
}

/// Posts just the link, as its page does.
async fn on_link(page: &Page, flow: &str) {
    let answer =
        page.visitor.post(&format!("/api/client/{flow}"), &json!({ "link": page.link })).await;
    assert_eq!(answer.status, 200, "{flow}: {}", answer.text);
}

/// Plays staff's actions among themselves, and their choices.
async fn among_staff(runner: &Runner, firm: &Firm) {
    let ada = &firm.admin;
    let ben = firm.adds_staff("adviser").await;
    let _ = ada.visitor.get("/api/staff/members").await.is(200);
    let _ = ben.visitor.get("/api/staff/session").await.is(200);
    let _ = ada.does("change-role", &ben, &json!({ "role": "firm-admin" })).await.is(200);
    let choices = json!({ "choices": { "new-pin-requested": true } });
    let _ = ben.visitor.post("/api/staff/notices", &choices).await.is(200);
    let forgot = json!({ "firm": firm.id, "email": ben.email });
    let _ = ben.visitor.post("/api/staff/forgot-password", &forgot).await.is(200);
    let recover = json!({ "link": ben.newest_mail(2).await.link(), "password": OTHER_PASSWORD });
    let _ = ben.visitor.post("/api/staff/recover", &recover).await.is(200);
    let _ = ben.signs_in(OTHER_PASSWORD).await.is(200);
    let _ = ben.visitor.post("/api/staff/sign-out-everywhere", &json!({})).await.is(200);
    let eve = firm.invites_staff("adviser").await;
    let _ = ada.does("resend-set-up", &eve, &json!({})).await.is(200);
    let _ = ada.does("deactivate", &eve, &json!({ "successor": ben.id })).await.is(200);

    let settings = ada.visitor.get("/api/staff/settings").await.is(200);
    let change = json!({ "version": settings.body["version"], "texts_a_day": 60 });
    let _ = ada.visitor.post("/api/staff/settings", &change).await.is(200);
    let _ = ada.visitor.get("/api/staff/settings/invitation?scheme=dark").await.is(200);
    let logo = json!({ "image": LOGO });
    let set = ada.visitor.post("/api/staff/settings/logo", &logo).await.is(200);
    let _ = runner.visitor().get(&set.text_at("logo")).await.is(200);
}

/// Plays an adviser's actions on a client's record.
async fn records(firm: &Firm) {
    let ada = &firm.admin;
    let ivy = ada.adds(NewClient::with_mobile()).await;
    let path = format!("/api/staff/clients/{}", ivy.id);
    let does = async |what: &str, body: Value| {
        ada.visitor.post(&format!("{path}/{what}"), &body).await.is(200).body
    };
    let _ = ada.visitor.get("/api/staff/clients?page=10").await.is(200);
    let _ = ada.visitor.get("/api/staff/clients?search=nora%20f&adviser=me").await.is(200);
    let twin = json!({ "name": "Twin", "emails": [ivy.email] });
    let _ = ada.visitor.post("/api/staff/clients", &twin).await.is(201);
    let change = json!({ "revision": 0, "name": "Ivy Field", "mobiles": [], "phones": [] });
    let _ = does("update", change).await;
    let _ = ada.invites(&ivy).await.is(200);
    let link = ada.reads(&ivy).await["links"][0]["id"].clone();
    let _ = does("copy-link", json!({ "link": link })).await;
    let _ = does("set-expiry", json!({ "expires_at": "2030-01-01T00:00:00Z" })).await;
    let _ = does("correct-email", json!({ "email": format!("x{}", ivy.email) })).await;
    let _ = does("trust-address", json!({ "address": format!("x{}", ivy.email) })).await;
    let _ = does("helped", json!({})).await;
    let _ = does("cancel-invitation", json!({})).await;
    let ben = firm.adds_staff("adviser").await;
    let _ = does("hand-over", json!({ "adviser": ben.id })).await;
    let _ = does("archive", json!({})).await;
    let _ = does("restore", json!({})).await;
}

/// A member of staff rehearses as a client, and sees what the firm lacks.
async fn rehearses(firm: &Firm) {
    let visitor = &firm.admin.visitor;
    let choices = json!({ "mobile": "07400 123456" });
    let begun = visitor.post("/api/staff/rehearsal", &choices).await.is(201);
    let _ = visitor.get("/api/staff/readiness").await.is(200);
    let path = format!("/api/staff/rehearsal/{}/end", begun.text_at("client"));
    let _ = visitor.post(&path, &json!({})).await.is(200);
}
