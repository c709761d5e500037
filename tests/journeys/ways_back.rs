//! Getting stuck and getting unstuck: no PIN, a block, an old link, a forgotten password, a
//! cancelled invitation.

use crate::support::{
    count_mails, gets_in, hours, is_blocked, is_invited, minutes, reaches_password_step,
    receives_mail, session, sets_up, times, wait_a_moment,
};
use serde_json::{Value, json};
use vestibule_tests::{Answer, Client, NewClient, OTHER_PASSWORD, PASSWORD, Page, Runner, Staff};

async fn from_link(page: &Page, flow: &str) -> Answer {
    page.visitor.post(&format!("/api/client/{flow}"), &json!({ "link": page.link })).await
}

async fn by_staff(ada: &Staff, nora: &Client, flow: &str) -> Answer {
    ada.visitor.post(&format!("/api/staff/clients/{}/{flow}", nora.id), &json!({})).await
}

#[tokio::test]
async fn p16_a_client_without_a_pin_notifies_the_adviser_once_and_sees_whom_to_call() {
    let firm = Runner::shared().await.firm().await;
    let ada = &firm.admin;
    let nora = ada.adds(NewClient::with_email()).await;
    let page = is_invited(ada, &nora).await;
    let told = from_link(&page, "request-pin").await.is(200);
    let expected = json!({ "adviser": "Ada Marsh", "told": true, "phone": "+44 20 7946 0999" });
    assert_eq!(told.body, expected);
    let mail = receives_mail(ada, "Nora Fielding needs the PIN").await;
    let console = format!("/console/f/{}/clients/{}/help/pin-needed", firm.slug, nora.id);
    assert!(mail.text.contains(&console), "{}", mail.text);
    assert!(!mail.text.contains(&ada.reveals_pin(&nora).await), "no PIN in an e-mail");
    let _ = from_link(&page, "request-pin").await.is(200);
    wait_a_moment().await;
    assert_eq!(count_mails(ada, "Nora Fielding needs the PIN").await, 1);
    assert_eq!(times(ada, &nora, "pin-asked-for").await, 1);
}

#[tokio::test]
async fn x20_a_stuck_client_can_notify_the_adviser_from_every_step() {
    let firm = Runner::shared().await.firm().await;
    let ada = &firm.admin;
    let nora = ada.adds(NewClient::with_mobile()).await;
    let page = is_invited(ada, &nora).await;
    assert_eq!(from_link(&page, "tell-adviser").await.is(200).body["told"], true);
    receives_mail(ada, "Nora Fielding is stuck").await;
    assert_eq!(times(ada, &nora, "stuck-told").await, 1);
    let _ = ada.revokes(&nora).await.is(200);
    let ended = from_link(&page, "tell-adviser").await.is_problem(409, "link-elsewhere");
    assert_eq!(ended.body["next"], "ended");
}

#[tokio::test]
async fn p18_x14_generate_new_pin_always_unblocks_and_the_new_pin_has_a_letter() {
    let firm = Runner::shared().await.firm().await;
    let ada = &firm.admin;
    let nora = ada.adds(NewClient::with_email()).await;
    let page = is_invited(ada, &nora).await;
    let first = ada.reveals_pin(&nora).await;
    is_blocked(&page, &first).await;
    let blocked = page.types_pin(&first).await.is_problem(429, "pin-blocked");
    assert_eq!(blocked.body["blocked"], json!({ "ends": "by-adviser" }));

    let renewed = by_staff(ada, &nora, "renew-pin").await.is(200);
    assert_eq!(renewed.body, json!({ "letter": "B", "recovery": false }));
    assert_eq!(page.opens().await.is(200).body["pin"]["letter"], "B");
    let second = ada.reveals_pin(&nora).await;
    let _ = page.types_pin(&second).await.is(200);
    let _ = page.chooses_password(PASSWORD).await.is(200);
    assert_eq!(ada.reads(&nora).await["security_level"], "high");
}

#[tokio::test]
async fn p18_a_new_pin_for_an_active_client_holds_the_password_until_it_is_entered() {
    let runner = Runner::shared().await;
    let firm = runner.firm().await;
    let ada = &firm.admin;
    let nora = ada.adds(NewClient::with_email()).await;
    let browser = gets_in(ada, &nora).await;
    let mails = nora.mails().await.len();

    let renewed = by_staff(ada, &nora, "renew-pin").await.is(200);
    assert_eq!(renewed.body["recovery"], true);
    let recovery = nora.follows_link(mails + 1).await;
    let _ = nora.signs_in(&runner.visitor(), PASSWORD).await.is_problem(403, "recovery-required");
    assert_eq!(recovery.next().await, "pin");
    let _ = recovery.types_pin(&ada.reveals_pin(&nora).await).await.is(200);
    let _ = recovery.chooses_password(OTHER_PASSWORD).await.is(200);

    let _ = session(&browser).await.is_problem(401, "not-signed-in");
    let _ = nora.signs_in(&runner.visitor(), PASSWORD).await.is_problem(401, "sign-in-refused");
    let _ = nora.signs_in(&runner.visitor(), OTHER_PASSWORD).await.is(200);
    let mail = nora.newest_mail(mails + 2).await;
    assert!(mail.subject.starts_with("Your password for"), "{}", mail.subject);
    assert_eq!(recovery.next().await, "sign-in", "a recovery link works once");
}

#[tokio::test]
async fn p13_a_client_recovers_a_password_by_text_and_the_old_one_works_until_then() {
    let runner = Runner::shared().await;
    let firm = runner.firm().await;
    let ada = &firm.admin;
    let nora = ada.adds(NewClient::with_mobile()).await;
    let page = sets_up(ada, &nora).await;
    let texts = nora.texts().await.len();

    let begun = from_link(&page, "recover-password").await.is(200);
    assert_eq!((begun.text_at("next"), begun.text_at("by")), ("pin".into(), "texted".into()));
    let text = nora.newest_text(texts + 1).await;
    assert!(text.text.contains("PIN B: "), "{}", text.text);
    let _ = nora.signs_in(&runner.visitor(), PASSWORD).await.is(200);

    let elsewhere = page.again();
    assert_eq!(elsewhere.next().await, "pin");
    let _ = elsewhere.types_pin(&text.pin()).await.is(200);
    let _ = elsewhere.chooses_password(OTHER_PASSWORD).await.is(200);
    let _ = nora.signs_in(&runner.visitor(), PASSWORD).await.is_problem(401, "sign-in-refused");
    let _ = nora.signs_in(&runner.visitor(), OTHER_PASSWORD).await.is(200);
}

#[tokio::test]
async fn p14_without_a_mobile_the_adviser_is_told_and_reads_the_new_pin_out() {
    let runner = Runner::shared().await;
    let firm = runner.firm().await;
    let ada = &firm.admin;
    let nora = ada.adds(NewClient::with_email()).await;
    let page = sets_up(ada, &nora).await;
    let begun = from_link(&page, "recover-password").await.is(200);
    assert_eq!(begun.text_at("by"), "adviser");
    receives_mail(ada, "Nora Fielding needs the PIN").await;

    let mails = nora.mails().await.len();
    let _ = by_staff(ada, &nora, "renew-pin").await.is(200);
    let recovery = nora.follows_link(mails + 1).await;
    let _ = recovery.types_pin(&ada.reveals_pin(&nora).await).await.is(200);
    let _ = recovery.chooses_password(OTHER_PASSWORD).await.is(200);
    let _ = nora.signs_in(&runner.visitor(), OTHER_PASSWORD).await.is(200);
}

#[tokio::test]
async fn x17_an_expired_link_mails_a_fresh_one_to_the_address_on_record() {
    let runner = Runner::own().await;
    let firm = runner.firm().await;
    let nora = firm.admin.adds(NewClient::with_email()).await;
    let page = is_invited(&firm.admin, &nora).await;
    let early = from_link(&page, "renew-link").await.is_problem(409, "link-elsewhere");
    assert_eq!(early.body["next"], "pin");

    runner.advance(hours(14 * 24)).await;
    assert_eq!(page.next().await, "expired");
    let _ = from_link(&page, "renew-link").await.is(200);
    let fresh = nora.follows_link(2).await;
    assert_eq!((fresh.next().await, page.next().await), ("pin".into(), "superseded".into()));
    let too_soon = from_link(&page, "renew-link").await.is_problem(429, "too-soon");
    assert!(too_soon.header("retry-after").is_some());

    let _ = firm.admin.signs_in(PASSWORD).await.is(200);
    reaches_password_step(&firm.admin, &nora, &fresh).await;
    runner.advance(minutes(11)).await;
    let over = fresh.chooses_password(PASSWORD).await.is_problem(409, "set-up-over");
    assert_eq!(over.body["type"], "urn:vestibule:problem:set-up-over");
}

#[tokio::test]
async fn access_a_cancelled_invitation_opens_nothing_until_the_client_is_invited_again() {
    let firm = Runner::shared().await.firm().await;
    let ada = &firm.admin;
    let nora = ada.adds(NewClient::with_email()).await;
    let _ = by_staff(ada, &nora, "cancel-invitation").await.is_problem(409, "nothing-to-end");
    let page = is_invited(ada, &nora).await;
    let pin = ada.reveals_pin(&nora).await;

    let cancelled = by_staff(ada, &nora, "cancel-invitation").await.is(200);
    assert_eq!(cancelled.body["standing"], "not-invited");
    assert_eq!(page.next().await, "ended");
    let _ = page.types_pin(&pin).await.is_problem(409, "link-elsewhere");
    assert_eq!(ada.reads(&nora).await["grants"], Value::Array(Vec::new()));

    let again = is_invited(ada, &nora).await;
    reaches_password_step(ada, &nora, &again).await;
    let _ = again.chooses_password(PASSWORD).await.is(200);
}
