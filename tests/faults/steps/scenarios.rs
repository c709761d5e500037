//! Every writing flow, at the point where it can be played.

use super::{Preparing, Proof, Request, Stage, Whom, with_the_same_cookies};
use crate::support::{eventually, on_the_page, sets_a_password, somebody, unique_name, wrong};
use serde_json::{Value, json};
use std::time::Duration;
use vestibule_tests::{Client, NewClient, OTHER_PASSWORD, PASSWORD, Page, Staff};

/// The effect of repeating the very same request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Twice {
    /// Changes nothing more, sends nothing more, and gets the same answer.
    Once,
    /// Changes nothing more and sends nothing more; the answer is this problem, which shows a
    /// caller who lost the first reply the current state.
    OnceThenRefused(&'static str),
    /// Done again, as the reason says and as the caller would expect.
    EachTime(&'static str),
}

/// A flow at the point where it can be played.
pub struct Scenario {
    /// The flow, which is the operation of the API.
    pub flow: &'static str,
    /// The effect of repeating it.
    pub twice: Twice,
    /// Brings a new client, or another subject, to that point.
    pub prepare: for<'a> fn(&'a mut Stage) -> Preparing<'a>,
}

/// A small picture that the product accepts.
const LOGO: &str =
    "iVBORw0KGgoAAAANSUhEUgAAABAAAAAQAQAAAAA3iMLMAAAADElEQVR42mNgIA0AAAAwAAEodEl9AAAAAElFTkSuQmCC";

/// A flow that is done once, however often it is requested.
macro_rules! once {
    ($flow:literal, $prepare:path) => {
        Scenario { flow: $flow, twice: Twice::Once, prepare: |stage| Box::pin($prepare(stage)) }
    };
}

/// A flow that is done once, and the problem that a repeat gets.
macro_rules! once_then_refused {
    ($flow:literal, $problem:literal, $prepare:path) => {
        Scenario {
            flow: $flow,
            twice: Twice::OnceThenRefused($problem),
            prepare: |stage| Box::pin($prepare(stage)),
        }
    };
}

/// A flow that is done at each request, and why.
macro_rules! each_time {
    ($flow:literal, $why:literal, $prepare:path) => {
        Scenario {
            flow: $flow,
            twice: Twice::EachTime($why),
            prepare: |stage| Box::pin($prepare(stage)),
        }
    };
}

/// At least one for each writing flow; `every_writing_flow_has_a_scenario` finds a flow without
/// one.
pub const SCENARIOS: &[Scenario] = &[
    once!("open-invitation", opens_a_link),
    once!("verify-mobile", types_the_mobile_on_record),
    once!("verify-mobile", types_another_mobile),
    once!("verify-pin", types_the_pin),
    each_time!("verify-pin", "each wrong PIN counts as a guess", types_a_wrong_pin),
    once!("set-password", chooses_the_first_password),
    once!("set-password", chooses_another_password),
    once!("request-pin", has_no_pin),
    once!("tell-adviser", is_stuck),
    once_then_refused!("renew-link", "too-soon", holds_an_old_link),
    once!("forgot-password", forgets_the_password),
    once!("recover-password", follows_the_recovery_link),
    each_time!("sign-in", "each time a session begins", signs_in),
    once!("sign-out", signs_out),
    once!("create-client", adds_a_client),
    once!("invite-client", invites),
    each_time!("reveal-pin", "each look is recorded", looks_at_the_pin),
    each_time!("renew-pin", "each time a new PIN is generated", makes_another_pin),
    once!("change-mobile", changes_the_mobile),
    once_then_refused!("cancel-invitation", "nothing-to-end", cancels_the_invitation),
    once!("revoke-access", revokes),
    once_then_refused!("update-client", "changed-meanwhile", changes_the_record),
    once!("correct-email", corrects_the_email),
    each_time!("copy-link", "each copy is recorded", copies_the_link),
    once!("set-expiry", sets_the_date_of_the_end),
    once!("mark-helped", has_helped),
    once!("trust-address", trusts_an_address_again),
    once!("hand-over-client", hands_over),
    once!("archive-client", archives),
    once!("restore-client", restores),
    once!("start-rehearsal", starts_a_rehearsal),
    once!("end-rehearsal", ends_a_rehearsal),
    once_then_refused!("set-up-staff", "link-elsewhere", sets_up_an_account),
    each_time!("sign-in-staff", "each time a session begins", signs_in_at_the_console),
    once!("sign-out-staff", signs_out_of_the_console),
    once_then_refused!("sign-out-everywhere", "not-signed-in", signs_out_everywhere),
    once!("add-staff", adds_a_colleague),
    each_time!("resend-set-up", "each time a new link is mailed", sends_the_set_up_again),
    once!("change-role", changes_a_role),
    once_then_refused!("deactivate-staff", "staff-elsewhere", deactivates),
    once!("forgot-password-staff", forgets_the_password_of_the_console),
    once_then_refused!("recover-staff", "link-elsewhere", recovers_at_the_console),
    once!("choose-notices", chooses_notices),
    once_then_refused!("update-settings", "changed-meanwhile", changes_settings),
    each_time!("set-logo", "the same picture is stored again", sets_the_logo),
];

type Who = (Client, String);

async fn with_page(stage: &Stage) -> (Who, Page) {
    let who = somebody(&stage.ada).await;
    let page = on_the_page(&stage.ada, &who.0).await;
    (who, page)
}

async fn with_password(stage: &Stage) -> (Who, Page) {
    let who = somebody(&stage.ada).await;
    let page = sets_a_password(&stage.ada, &who.0).await;
    (who, page)
}

async fn opens_a_link(stage: &mut Stage) -> Request {
    let (who, page) = with_page(stage).await;
    Request::on_page(&page, "open-invitation", json!({ "secret": page.secret }), who)
}

async fn asked_for_the_mobile(stage: &Stage) -> (Who, Page) {
    let who = somebody(&stage.ada).await;
    let _ = stage.ada.invites(&who.0).await.is(200);
    let page = who.0.follows_link(1).await;
    (who, page)
}

async fn types_the_mobile_on_record(stage: &mut Stage) -> Request {
    let (who, page) = asked_for_the_mobile(stage).await;
    Request::on_page(&page, "verify-mobile", json!({ "mobile": who.0.mobile }), who)
}

/// The adviser is notified, once.
async fn types_another_mobile(stage: &mut Stage) -> Request {
    let (who, page) = asked_for_the_mobile(stage).await;
    Request::on_page(&page, "verify-mobile", json!({ "mobile": "07400 000042" }), who)
}

async fn types_the_pin(stage: &mut Stage) -> Request {
    let (who, page) = with_page(stage).await;
    let pin = stage.ada.reveals_pin(&who.0).await;
    let body = json!({ "pin": pin, "secret": page.secret });
    Request::on_page(&page, "verify-pin", body, who)
}

async fn types_a_wrong_pin(stage: &mut Stage) -> Request {
    let (who, page) = with_page(stage).await;
    let pin = wrong(&stage.ada.reveals_pin(&who.0).await);
    let body = json!({ "pin": pin, "secret": page.secret });
    Request::on_page(&page, "verify-pin", body, who)
}

async fn chooses_the_first_password(stage: &mut Stage) -> Request {
    let (who, page) = with_page(stage).await;
    let _ = page.types_pin(&stage.ada.reveals_pin(&who.0).await).await.is(200);
    let body = json!({ "secret": page.secret, "password": PASSWORD });
    let proof = Proof::SignsIn(who.0.clone(), PASSWORD);
    Request::on_page(&page, "set-password", body, who).proving(proof)
}

/// Replaces another password: open sessions end.
async fn chooses_another_password(stage: &mut Stage) -> Request {
    let (who, _) = with_password(stage).await;
    let _ = stage.does(&who.0, "renew-pin", &json!({})).await;
    let page = who.0.follows_link(2).await;
    let _ = page.types_pin(&stage.ada.reveals_pin(&who.0).await).await.is(200);
    let body = json!({ "secret": page.secret, "password": OTHER_PASSWORD });
    let proof = Proof::SignsIn(who.0.clone(), OTHER_PASSWORD);
    Request::on_page(&page, "set-password", body, who).proving(proof)
}

async fn has_no_pin(stage: &mut Stage) -> Request {
    let (who, page) = with_page(stage).await;
    Request::on_page(&page, "request-pin", json!({}), who)
}

async fn is_stuck(stage: &mut Stage) -> Request {
    let (who, page) = with_page(stage).await;
    Request::on_page(&page, "tell-adviser", json!({}), who)
}

async fn holds_an_old_link(stage: &mut Stage) -> Request {
    let (who, page) = with_page(stage).await;
    on_the_page(&stage.ada, &who.0).await;
    stage.waits(Duration::from_secs(16 * 60)).await;
    Request::on_page(&page, "renew-link", json!({}), who)
}

async fn forgets_the_password(stage: &mut Stage) -> Request {
    let ((client, name), _) = with_password(stage).await;
    let body = json!({ "firm": stage.firm, "email": client.email });
    let proof = Proof::SignsIn(client.clone(), PASSWORD);
    let whom = Whom::Client(client);
    Request::new(stage.browser(), "/api/client/forgot-password", body, name, whom).proving(proof)
}

async fn follows_the_recovery_link(stage: &mut Stage) -> Request {
    let (who, _) = with_password(stage).await;
    let _ = who.0.forgets_password(&stage.browser()).await.is(200);
    let page = who.0.follows_link(2).await;
    let proof = Proof::SignsIn(who.0.clone(), PASSWORD);
    Request::on_page(&page, "recover-password", json!({}), who).proving(proof)
}

async fn signs_in(stage: &mut Stage) -> Request {
    let ((client, name), _) = with_password(stage).await;
    let body = json!({ "firm": stage.firm, "email": client.email, "password": PASSWORD });
    let browser = stage.browser();
    let proof = Proof::Session(browser.clone());
    let whom = Whom::Client(client);
    Request::new(browser, "/api/client/sign-in", body, name, whom).proving(proof)
}

async fn signs_out(stage: &mut Stage) -> Request {
    let ((client, name), _) = with_password(stage).await;
    let browser = stage.browser();
    let _ = client.signs_in(&browser, PASSWORD).await.is(200);
    let proof = Proof::Session(with_the_same_cookies(stage, &browser));
    let whom = Whom::Client(client);
    Request::new(browser, "/api/client/sign-out", json!({}), name, whom).proving(proof)
}

async fn adds_a_client(stage: &mut Stage) -> Request {
    let name = unique_name();
    let body = json!({ "name": name, "emails": [stage.fresh_email()] });
    let proof = Proof::Clients(name.clone());
    let browser = stage.ada.visitor.clone();
    let request = Request::new(browser, "/api/staff/clients", body, name, Whom::Nobody);
    request.under_a_key().proving(proof)
}

async fn invites(stage: &mut Stage) -> Request {
    let who = somebody(&stage.ada).await;
    let body = json!({ "pin": "with-invitation" });
    Request::by_staff(stage, "invite", body, who).under_a_key()
}

async fn looks_at_the_pin(stage: &mut Stage) -> Request {
    let (who, _) = with_page(stage).await;
    Request::by_staff(stage, "reveal-pin", json!({}), who)
}

async fn makes_another_pin(stage: &mut Stage) -> Request {
    let (who, _) = with_page(stage).await;
    Request::by_staff(stage, "renew-pin", json!({}), who)
}

async fn changes_the_mobile(stage: &mut Stage) -> Request {
    let (who, _) = with_page(stage).await;
    Request::by_staff(stage, "change-mobile", json!({ "mobile": "07400 654321" }), who)
}

async fn cancels_the_invitation(stage: &mut Stage) -> Request {
    let (who, _) = with_page(stage).await;
    Request::by_staff(stage, "cancel-invitation", json!({}), who)
}

async fn revokes(stage: &mut Stage) -> Request {
    let (who, _) = with_password(stage).await;
    let browser = stage.browser();
    let _ = who.0.signs_in(&browser, PASSWORD).await.is(200);
    Request::by_staff(stage, "revoke", json!({}), who).proving(Proof::Session(browser))
}

async fn changes_the_record(stage: &mut Stage) -> Request {
    let who = somebody(&stage.ada).await;
    let revision = stage.ada.reads(&who.0).await["revision"].clone();
    let body = json!({ "revision": revision, "name": who.1, "phones": ["+44 20 7946 0123"] });
    Request::by_staff(stage, "update", body, who)
}

async fn corrects_the_email(stage: &mut Stage) -> Request {
    let (who, _) = with_page(stage).await;
    let body = json!({ "email": format!("x{}", who.0.email) });
    Request::by_staff(stage, "correct-email", body, who)
}

async fn copies_the_link(stage: &mut Stage) -> Request {
    let (who, _) = with_page(stage).await;
    let link = stage.ada.reads(&who.0).await["links"][0]["id"].clone();
    Request::by_staff(stage, "copy-link", json!({ "link": link }), who)
}

async fn sets_the_date_of_the_end(stage: &mut Stage) -> Request {
    let (who, _) = with_page(stage).await;
    let body = json!({ "expires_at": "2030-01-01T00:00:00Z" });
    Request::by_staff(stage, "set-expiry", body, who)
}

async fn has_helped(stage: &mut Stage) -> Request {
    let (who, page) = with_page(stage).await;
    let body = json!({ "link": page.link });
    let _ = page.visitor.post("/api/client/tell-adviser", &body).await.is(200);
    stage.wait_for_notification_about(&who.1).await;
    Request::by_staff(stage, "helped", json!({}), who)
}

async fn trusts_an_address_again(stage: &mut Stage) -> Request {
    let name = unique_name();
    let tag = name.replace(' ', "-").to_lowercase();
    let email = format!("bounce+{tag}@simulator.amazonses.com");
    let client = stage.ada.adds(NewClient::named(&name).email(&email)).await;
    let _ = stage.ada.invites(&client).await.is(200);
    eventually("the bounce is recorded", async || {
        stage.ada.timeline(&client).await.iter().any(|line| line == "email-bounced")
    })
    .await;
    stage.wait_for_notification_about(&name).await;
    Request::by_staff(stage, "trust-address", json!({ "address": email }), (client, name))
}

async fn hands_over(stage: &mut Stage) -> Request {
    let who = somebody(&stage.ada).await;
    let ben = stage.colleague().await;
    Request::by_staff(stage, "hand-over", json!({ "adviser": ben.id }), who)
}

async fn archives(stage: &mut Stage) -> Request {
    let who = somebody(&stage.ada).await;
    Request::by_staff(stage, "archive", json!({}), who)
}

async fn restores(stage: &mut Stage) -> Request {
    let who = somebody(&stage.ada).await;
    let _ = stage.does(&who.0, "archive", &json!({})).await;
    Request::by_staff(stage, "restore", json!({}), who)
}

async fn starts_a_rehearsal(stage: &mut Stage) -> Request {
    let ben = stage.colleague().await;
    let body = json!({ "mobile": null, "pin": "by-adviser" });
    let proof = Proof::Clients(ben.email.clone());
    by_colleague(ben, "/api/staff/rehearsal", body).under_a_key().proving(proof)
}

async fn ends_a_rehearsal(stage: &mut Stage) -> Request {
    let ben = stage.colleague().await;
    let body = json!({ "mobile": null, "pin": "by-adviser" });
    let begun = ben.visitor.post("/api/staff/rehearsal", &body).await.is(201);
    ben.newest_mail(2).await;
    let path = format!("/api/staff/rehearsal/{}/end", begun.text_at("client"));
    let proof = Proof::Clients(ben.email.clone());
    by_colleague(ben, &path, json!({})).proving(proof)
}

/// A request of a colleague about their own account.
fn by_colleague(ben: Staff, path: &str, body: Value) -> Request {
    Request::new(ben.visitor.clone(), path, body, ben.email.clone(), Whom::Colleague(ben))
}

/// A request of the adviser about a colleague's account.
fn to_colleague(stage: &Stage, ben: Staff, what: &str, body: Value) -> Request {
    let path = format!("/api/staff/members/{}/{what}", ben.id);
    let (browser, name) = (stage.ada.visitor.clone(), ben.email.clone());
    Request::new(browser, &path, body, name, Whom::Colleague(ben))
}

async fn sets_up_an_account(stage: &mut Stage) -> Request {
    let ben = stage.invites_colleague().await;
    let link = ben.newest_mail(1).await.link();
    let body = json!({ "link": link, "password": PASSWORD });
    let proof = Proof::StaffSignsIn(ben.email.clone(), PASSWORD);
    by_colleague(ben, "/api/staff/set-up", body).proving(proof)
}

async fn signs_in_at_the_console(stage: &mut Stage) -> Request {
    let mut ben = stage.colleague().await;
    ben.visitor = stage.browser();
    let body = json!({ "firm": stage.firm, "email": ben.email, "password": PASSWORD });
    let proof = Proof::StaffSession(ben.visitor.clone());
    by_colleague(ben, "/api/staff/sign-in", body).proving(proof)
}

async fn signs_out_of_the_console(stage: &mut Stage) -> Request {
    let ben = stage.colleague().await;
    let proof = Proof::StaffSession(with_the_same_cookies(stage, &ben.visitor));
    by_colleague(ben, "/api/staff/sign-out", json!({})).proving(proof)
}

async fn signs_out_everywhere(stage: &mut Stage) -> Request {
    let ben = stage.colleague().await;
    let elsewhere = ben.on(stage.browser());
    let _ = elsewhere.signs_in(PASSWORD).await.is(200);
    let proof = Proof::StaffSession(elsewhere.visitor);
    by_colleague(ben, "/api/staff/sign-out-everywhere", json!({})).proving(proof)
}

async fn adds_a_colleague(stage: &mut Stage) -> Request {
    let mut ben = stage.ada.clone();
    ben.email = stage.fresh_email();
    let body = json!({ "name": "Ben Okoro", "email": ben.email, "role": "adviser" });
    let (browser, name) = (stage.ada.visitor.clone(), ben.email.clone());
    let whom = Whom::Colleague(ben);
    Request::new(browser, "/api/staff/members", body, name, whom).under_a_key()
}

async fn sends_the_set_up_again(stage: &mut Stage) -> Request {
    let ben = stage.invites_colleague().await;
    ben.newest_mail(1).await;
    to_colleague(stage, ben, "resend-set-up", json!({}))
}

async fn changes_a_role(stage: &mut Stage) -> Request {
    let ben = stage.colleague().await;
    to_colleague(stage, ben, "change-role", json!({ "role": "firm-admin" }))
}

async fn deactivates(stage: &mut Stage) -> Request {
    let ben = stage.colleague().await;
    let proof = Proof::StaffSession(ben.visitor.clone());
    let body = json!({ "successor": stage.ada.id });
    to_colleague(stage, ben, "deactivate", body).proving(proof)
}

async fn forgets_the_password_of_the_console(stage: &mut Stage) -> Request {
    let mut ben = stage.colleague().await;
    ben.visitor = stage.browser();
    let body = json!({ "firm": stage.firm, "email": ben.email });
    let proof = Proof::StaffSignsIn(ben.email.clone(), PASSWORD);
    by_colleague(ben, "/api/staff/forgot-password", body).proving(proof)
}

async fn recovers_at_the_console(stage: &mut Stage) -> Request {
    let ben = stage.colleague().await;
    let body = json!({ "firm": stage.firm, "email": ben.email });
    let _ = ben.visitor.post("/api/staff/forgot-password", &body).await.is(200);
    let link = ben.newest_mail(2).await.link();
    let body = json!({ "link": link, "password": OTHER_PASSWORD });
    let proof = Proof::StaffSignsIn(ben.email.clone(), OTHER_PASSWORD);
    by_colleague(ben, "/api/staff/recover", body).proving(proof)
}

async fn chooses_notices(stage: &mut Stage) -> Request {
    let ben = stage.colleague().await;
    let body = json!({ "choices": { "new-pin-requested": true } });
    of_the_firm(stage, ben, "/api/staff/notices", body).await
}

async fn changes_settings(stage: &mut Stage) -> Request {
    let settings = stage.ada.visitor.get("/api/staff/settings").await.is(200);
    let texts = settings.body["texts_a_day"].as_u64().expect("a number") % 499 + 2;
    let body = json!({ "version": settings.body["version"], "texts_a_day": texts });
    of_the_firm(stage, stage.ada.clone(), "/api/staff/settings", body).await
}

async fn sets_the_logo(stage: &mut Stage) -> Request {
    let ada = stage.ada.clone();
    let _ = ada.visitor.post("/api/staff/settings/logo", &json!({ "image": null })).await.is(200);
    of_the_firm(stage, ada, "/api/staff/settings/logo", json!({ "image": LOGO })).await
}

/// A request that changes the firm: its version shows how often it changed.
async fn of_the_firm(stage: &Stage, by: Staff, path: &str, body: Value) -> Request {
    let before = stage.version_of_firm().await;
    Request::new(by.visitor, path, body, unique_name(), Whom::Firm { before })
}
