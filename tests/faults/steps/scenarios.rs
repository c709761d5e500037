//! Every flow that writes, at the point where it can be played.

use super::{Preparing, Proof, Request, Stage, Whom, with_the_same_cookies};
use crate::support::{a_name, comes_true, gets_a_password, on_the_page, somebody, wrong};
use serde_json::{Value, json};
use std::time::Duration;
use vestibule_tests::{Client, NewClient, OTHER_PASSWORD, PASSWORD, Page, Staff};

/// What becomes of the very same request made a second time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Twice {
    /// It changes nothing more, sends nothing more, and is answered alike.
    Once,
    /// It changes nothing more and sends nothing more; the answer is this problem, which tells
    /// whoever lost the first one how it stands.
    OnceAndTold(&'static str),
    /// It is done again, as the words say and as whoever asks would expect.
    EachTime(&'static str),
}

/// A flow at the point where it can be played.
pub struct Scenario {
    /// The flow, which is the operation of the API.
    pub flow: &'static str,
    /// What becomes of it when it is made twice.
    pub twice: Twice,
    /// A new client, or whoever it needs, brought to that point.
    pub prepare: for<'a> fn(&'a mut Stage) -> Preparing<'a>,
}

/// A small one that is good enough.
const LOGO: &str =
    "iVBORw0KGgoAAAANSUhEUgAAABAAAAAQAQAAAAA3iMLMAAAADElEQVR42mNgIA0AAAAwAAEodEl9AAAAAElFTkSuQmCC";

/// One that is done once however often it is asked for.
macro_rules! once {
    ($flow:literal, $prepare:path) => {
        Scenario { flow: $flow, twice: Twice::Once, prepare: |stage| Box::pin($prepare(stage)) }
    };
}

/// One that is done once, and what who asks again is told.
macro_rules! once_and_told {
    ($flow:literal, $problem:literal, $prepare:path) => {
        Scenario {
            flow: $flow,
            twice: Twice::OnceAndTold($problem),
            prepare: |stage| Box::pin($prepare(stage)),
        }
    };
}

/// One that is done as often as it is asked for, and why.
macro_rules! each_time {
    ($flow:literal, $why:literal, $prepare:path) => {
        Scenario {
            flow: $flow,
            twice: Twice::EachTime($why),
            prepare: |stage| Box::pin($prepare(stage)),
        }
    };
}

/// One for each flow that writes, at least. A flow without one is found by
/// `every_flow_that_writes_is_played`.
pub const SCENARIOS: &[Scenario] = &[
    once!("open-invitation", opens_a_link),
    once!("verify-mobile", types_the_mobile_on_record),
    once!("verify-mobile", types_another_mobile),
    once!("verify-pin", types_the_pin),
    each_time!("verify-pin", "a wrong PIN is a guess each time it is answered", types_a_wrong_pin),
    once!("set-password", chooses_the_first_password),
    once!("set-password", chooses_another_password),
    once!("request-pin", has_no_pin),
    once!("tell-adviser", is_stuck),
    once_and_told!("renew-link", "too-soon", holds_an_old_link),
    once!("forgot-password", forgets_the_password),
    once!("recover-password", follows_the_recovery_link),
    each_time!("sign-in", "each time a session begins", signs_in),
    once!("sign-out", signs_out),
    once!("create-client", adds_a_client),
    once!("invite-client", invites),
    each_time!("reveal-pin", "each look stands on the timeline", looks_at_the_pin),
    each_time!("renew-pin", "each time another PIN is made", makes_another_pin),
    once!("change-mobile", changes_the_mobile),
    once_and_told!("cancel-invitation", "nothing-to-end", takes_the_invitation_back),
    once!("revoke-access", revokes),
    once_and_told!("update-client", "changed-meanwhile", changes_the_record),
    once!("correct-email", corrects_the_email),
    each_time!("copy-link", "each copy stands on the timeline", copies_the_link),
    once!("set-expiry", sets_the_date_of_the_end),
    once!("mark-helped", has_helped),
    once!("trust-address", trusts_an_address_again),
    once!("hand-over-client", hands_over),
    once!("archive-client", archives),
    once!("restore-client", restores),
    once!("start-rehearsal", starts_a_rehearsal),
    once!("end-rehearsal", ends_a_rehearsal),
    once_and_told!("set-up-staff", "link-elsewhere", sets_up_an_account),
    each_time!("sign-in-staff", "each time a session begins", signs_in_at_the_console),
    once!("sign-out-staff", signs_out_of_the_console),
    once_and_told!("sign-out-everywhere", "not-signed-in", signs_out_everywhere),
    once!("add-staff", adds_a_colleague),
    each_time!("resend-set-up", "each time another link is mailed", sends_the_set_up_again),
    once!("change-role", changes_a_role),
    once_and_told!("deactivate-staff", "staff-elsewhere", deactivates),
    once!("forgot-password-staff", forgets_the_password_of_the_console),
    once_and_told!("recover-staff", "link-elsewhere", recovers_at_the_console),
    once!("choose-notices", chooses_notices),
    once_and_told!("update-settings", "changed-meanwhile", changes_settings),
    each_time!("set-logo", "the same picture is put there again", sets_the_logo),
];

type Who = (Client, String);

async fn with_page(stage: &Stage) -> (Who, Page) {
    let who = somebody(&stage.ada).await;
    let page = on_the_page(&stage.ada, &who.0).await;
    (who, page)
}

async fn with_password(stage: &Stage) -> (Who, Page) {
    let who = somebody(&stage.ada).await;
    let page = gets_a_password(&stage.ada, &who.0).await;
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

/// The adviser is told, once.
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

/// In place of another: what was open ends.
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
    let name = a_name();
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

async fn takes_the_invitation_back(stage: &mut Stage) -> Request {
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
    stage.adviser_hears_of(&who.1).await;
    Request::by_staff(stage, "helped", json!({}), who)
}

async fn trusts_an_address_again(stage: &mut Stage) -> Request {
    let name = a_name();
    let tag = name.replace(' ', "-").to_lowercase();
    let email = format!("bounce+{tag}@simulator.amazonses.com");
    let client = stage.ada.adds(NewClient::named(&name).email(&email)).await;
    let _ = stage.ada.invites(&client).await.is(200);
    comes_true("the bounce is told of", async || {
        stage.ada.timeline(&client).await.iter().any(|line| line == "email-bounced")
    })
    .await;
    stage.adviser_hears_of(&name).await;
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

/// What a colleague does on their own account.
fn by_colleague(ben: Staff, path: &str, body: Value) -> Request {
    Request::new(ben.visitor.clone(), path, body, ben.email.clone(), Whom::Colleague(ben))
}

/// What the adviser does to a colleague's account.
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

/// What changes the firm: how often it changed is seen by its version.
async fn of_the_firm(stage: &Stage, by: Staff, path: &str, body: Value) -> Request {
    let before = stage.version_of_firm().await;
    Request::new(by.visitor, path, body, a_name(), Whom::Firm { before })
}
