//! The outcome of mails and texts, as the adviser sees it on the timeline, and what helps.
//!
//! AWS's mailbox simulator bounces and complains; the last digits of a number decide the outcome of
//! its texts (`docs/running.md`).

use crate::support::{
    count_mails, hours, is_invited, is_invited_with, is_recorded, minutes, receives_mail, subjects,
    times, wait_a_moment,
};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use flate2::Compression;
use flate2::write::GzEncoder;
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};
use std::io::Write;
use std::time::{Duration, Instant};
use vestibule_tests::{Client, NewClient, PASSWORD, Page, Runner, Staff};

/// How long a delivery report may take.
const PATIENCE: Duration = Duration::from_secs(15);

/// The lines of this event, oldest first.
async fn lines(ada: &Staff, nora: &Client, event: &str) -> Vec<Value> {
    let path = format!("/api/staff/clients/{}/timeline", nora.id);
    let page = ada.visitor.get(&path).await.is(200);
    let lines = page.body["lines"].as_array().cloned().unwrap_or_default();
    lines.into_iter().rev().filter(|line| line["what"]["event"] == event).collect()
}

/// Waits for the first line of this event, and returns its details and what helps.
async fn comes(ada: &Staff, nora: &Client, event: &str) -> (Value, Value) {
    let started = Instant::now();
    loop {
        if let Some(line) = lines(ada, nora, event).await.first() {
            return (line["what"].clone(), line["now"].clone());
        }
        let told = ada.timeline(nora).await;
        assert!(started.elapsed() < PATIENCE, "{event} is not in {told:?}");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

/// An address of AWS's mailbox simulator that only this test uses.
fn simulated(what: &str) -> String {
    format!("{what}+{}@simulator.amazonses.com", uuid::Uuid::new_v4().simple())
}

fn client_at(email: &str) -> NewClient {
    NewClient::named("Nora Fielding").email(email)
}

async fn changes_mobile(ada: &Staff, nora: &Client, mobile: &str) {
    let path = format!("/api/staff/clients/{}/change-mobile", nora.id);
    let _ = ada.visitor.post(&path, &json!({ "mobile": mobile })).await.is(200);
}

/// Sends a mail and a text at once.
async fn is_texted(ada: &Staff, nora: &Client) -> Page {
    is_invited_with(ada, nora, json!({ "pin": "with-invitation" })).await
}

#[tokio::test]
async fn x3_a_delivered_mail_and_text_are_recorded_once_each() {
    let firm = Runner::shared().await.firm().await;
    let ada = &firm.admin;
    let nora = ada.adds(NewClient::with_mobile()).await;
    is_texted(ada, &nora).await;
    let (mail, now) = comes(ada, &nora, "email-delivered").await;
    assert_eq!((&mail["template"], now), (&json!("invitation"), Value::Null));
    let (text, now) = comes(ada, &nora, "sms-delivered").await;
    assert_eq!((&text["template"], now), (&json!("pin"), Value::Null));
    wait_a_moment().await;
    for event in ["email-sent", "email-delivered", "sms-sent", "sms-delivered"] {
        assert_eq!(times(ada, &nora, event).await, 1, "{event}");
    }
    assert_eq!(count_mails(ada, "Nora Fielding").await, 0, "nobody is notified of a success");
}

#[tokio::test]
async fn x3_p19_the_adviser_is_notified_of_a_bounced_invitation_and_nothing_more_is_sent_there() {
    let firm = Runner::shared().await.firm().await;
    let ada = &firm.admin;
    let nora = ada.adds(client_at(&simulated("bounce")).mobile("07400 654321")).await;
    is_invited(ada, &nora).await;
    let (bounced, now) = comes(ada, &nora, "email-bounced").await;
    assert_eq!(
        (&bounced["bounce"], &bounced["template"]),
        (&json!("permanent"), &json!("invitation"))
    );
    assert_eq!(now, "correct-email");
    receives_mail(ada, "E-mail to Nora Fielding came back").await;

    let refused = ada.invites(&nora).await.is_problem(409, "address-unreachable");
    assert_eq!(refused.body["why"], "bounced");
    // A mail that the rules still ask for stops at the sender, and the timeline shows it.
    changes_mobile(ada, &nora, "07400 123456").await;
    let (failed, now) = comes(ada, &nora, "message-failed").await;
    assert_eq!((&failed["reason"], now), (&json!("unreachable"), json!("correct-email")));
    assert_eq!(subjects(&nora.mails().await).len(), 1);

    // Once the address is corrected, the mail goes there.
    let fresh = format!("nora-{}@mail.example", uuid::Uuid::new_v4().simple());
    let path = format!("/api/staff/clients/{}/correct-email", nora.id);
    let _ = ada.visitor.post(&path, &json!({ "email": fresh })).await.is(200);
    let mut nora = nora;
    nora.email = fresh;
    is_invited(ada, &nora).await;
    comes(ada, &nora, "email-delivered").await;
}

#[tokio::test]
async fn x3_a_client_who_marks_mail_as_spam_gets_no_more_and_the_adviser_calls() {
    let firm = Runner::shared().await.firm().await;
    let ada = &firm.admin;
    let nora = ada.adds(client_at(&simulated("complaint")).mobile("07400 654321")).await;
    let page = is_invited(ada, &nora).await;
    let (complained, now) = comes(ada, &nora, "email-complained").await;
    assert_eq!((&complained["template"], now), (&json!("invitation"), json!("call-client")));
    receives_mail(ada, "Nora Fielding marked our e-mail as spam").await;
    changes_mobile(ada, &nora, "07400 123456").await;
    comes(ada, &nora, "message-failed").await;
    assert_eq!(nora.mails().await.len(), 1);
    // The client can still get in: their link keeps working.
    assert_eq!(page.next().await, "mobile");
}

#[tokio::test]
async fn x3_a_failed_text_shows_why_and_what_helps() {
    let firm = Runner::shared().await.firm().await;
    let ada = &firm.admin;
    for (mobile, reason, helps) in [
        ("07400 000001", "unreachable", "send-again"),
        ("07400 000002", "blocked", "read-pin-out"),
        ("07400 000003", "opted-out", "read-pin-out"),
        ("07400 000004", "opted-out", "read-pin-out"),
        ("07400 000005", "invalid-number", "correct-mobile"),
        ("07400 000006", "blocked", "read-pin-out"),
    ] {
        let before = count_mails(ada, "Text message to").await;
        let nora = ada.adds(NewClient::with_email().mobile(mobile)).await;
        let page = is_texted(ada, &nora).await;
        let (failed, now) = comes(ada, &nora, "sms-failed").await;
        assert_eq!((&failed["reason"], now), (&json!(reason), json!(helps)), "{mobile}");
        let started = Instant::now();
        while count_mails(ada, "Text message to").await == before {
            assert!(started.elapsed() < PATIENCE, "nobody was notified about {mobile}");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        // The client continues: the adviser reads the PIN out.
        let pin = ada.reveals_pin(&nora).await;
        let _ = page.types_pin(&pin).await.is(200);
    }
}

#[tokio::test]
async fn x3_a_number_that_opted_out_gets_no_more_texts() {
    let runner = Runner::own().await;
    let firm = runner.firm().await;
    let ada = &firm.admin;
    let nora = ada.adds(NewClient::with_email().mobile("07400 000004")).await;
    let page = is_texted(ada, &nora).await;
    comes(ada, &nora, "sms-failed").await;
    runner.advance(minutes(2)).await;
    let _ = page.types_mobile("07400 000004").await.is(200);
    is_recorded(ada, &nora, "sms-failed", 2).await;
    assert_eq!(nora.texts().await.len(), 1, "SNS was called once");
}

#[tokio::test]
async fn x3_p19_a_failed_mail_to_a_colleague_says_nothing_about_the_client() {
    let runner = Runner::own().await;
    let firm = runner.firm().await;
    let ada = &firm.admin;
    let ben = firm.invites_staff_at(&simulated("bounce"), "adviser").await;
    let _ = ben.sets_up(&ben.newest_mail(1).await.link(), PASSWORD).await.is(200);
    let _ = ben.signs_in(PASSWORD).await.is(200);
    let nora = ben.adds(NewClient::with_email()).await;
    let page = is_invited(&ben, &nora).await;
    let told = page.visitor.post("/api/client/tell-adviser", &json!({ "link": page.link })).await;
    let _ = told.is(200);
    let (bounced, now) = comes(ada, &nora, "email-bounced").await;
    assert_eq!((&bounced["template"], now), (&json!("notice"), json!("check-staff-email")));
    assert_eq!(ada.reads(&nora).await["standing"], "invited");
    let _ = ada.invites(&nora).await.is(200);
    nora.newest_mail(2).await;
}

#[tokio::test]
async fn x3_a_mail_to_staff_that_ses_refuses_makes_no_client_stuck() {
    let runner = Runner::own().await;
    let firm = runner.firm().await;
    let ada = &firm.admin;
    let nora = ada.adds(NewClient::with_email()).await;
    let page = is_invited(ada, &nora).await;
    let told = page.visitor.post("/api/client/tell-adviser", &json!({ "link": page.link })).await;
    let _ = told.is(200);
    // The invitation and the notification.
    is_recorded(ada, &nora, "email-delivered", 2).await;
    let path = format!("/api/staff/clients/{}/helped", nora.id);
    let _ = ada.visitor.post(&path, &json!({})).await.is(200);
    let stuck = async || ada.visitor.get("/api/staff/clients?filter=stuck").await.is(200).text;
    let table = runner.whole_table().await;
    for (to, is_stuck) in [("staff", false), ("client", true)] {
        let message = table
            .of_kind("message")
            .find(|item| item.text("/to/who") == to && item.text("/client") == nora.id);
        let tags = json!({ "firm": [firm.id], "client": [nora.id],
            "message": [message.expect("a message").text("/id")] });
        let refused = json!({ "detail": { "eventType": "Reject", "mail": { "tags": tags },
            "reject": { "reason": "Bad content" } } });
        let recorded =
            runner.invoke("record-delivery", &refused).await.expect("the report is recorded");
        assert_eq!(recorded["recorded"], 1, "{to}");
        assert_eq!(stuck().await.contains(&nora.id), is_stuck, "a mail to {to}");
    }
    assert_eq!(times(ada, &nora, "message-failed").await, 2);
}

#[tokio::test]
async fn x3_reports_repeated_in_any_order_are_recorded_once_and_the_worst_wins() {
    let runner = Runner::own().await;
    let firm = runner.firm().await;
    let ada = &firm.admin;
    for seed in 0..3 {
        runner.shuffles_stream(3, seed).await;
        let nora = ada.adds(client_at(&simulated("complaint")).mobile("07400 123456")).await;
        is_texted(ada, &nora).await;
        comes(ada, &nora, "email-complained").await;
        comes(ada, &nora, "sms-delivered").await;
        wait_a_moment().await;
        for event in ["email-complained", "sms-delivered", "sms-sent"] {
            assert_eq!(times(ada, &nora, event).await, 1, "{event} with seed {seed}");
        }
        // A delivery reported after the complaint adds no line.
        let delivered = lines(ada, &nora, "email-delivered").await;
        let of_the_invitation =
            delivered.iter().filter(|line| line["what"]["template"] == "invitation").count();
        assert!(of_the_invitation <= 1, "{delivered:?}");
    }
    receives_mail(ada, "Nora Fielding marked").await;
    wait_a_moment().await;
    assert_eq!(count_mails(ada, "Nora Fielding marked").await, 3, "once for each client");
}

/// Waits until the metrics lines of all requests reach this count: a line follows its commit.
async fn comes_to(runner: &Runner, field: &str, expected: u64) {
    let started = Instant::now();
    loop {
        let lines = runner.metrics();
        let counted = lines.iter().filter_map(|line| line[field].as_u64()).sum::<u64>();
        if counted == expected {
            return;
        }
        assert!(started.elapsed() < PATIENCE, "{field} counts {counted}");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

/// Reads the line about texts of the list "Ready to invite?".
async fn texts_are_ready(ada: &Staff) -> (Value, Value) {
    let list = ada.visitor.get("/api/staff/readiness").await.is(200);
    let lines = list.body["lines"].as_array().cloned().unwrap_or_default();
    let line = lines.into_iter().find(|line| line["code"] == "sms").expect("a line about texts");
    (line["state"].clone(), line["why"].clone())
}

#[tokio::test]
async fn x3_a_text_that_the_aws_account_may_not_send_concerns_ops_not_the_number() {
    let runner = Runner::own().await;
    let firm = runner.firm().await;
    let (ada, other) = (&firm.admin, runner.firm().await.admin);
    assert_eq!(texts_are_ready(ada).await, (json!("ready"), Value::Null));
    for (number, nth) in [("07400 000007", 1), ("07400 000008", 2)] {
        let nora = ada.adds(NewClient::with_email().mobile(number)).await;
        is_texted(ada, &nora).await;
        let (told, helps) = comes(ada, &nora, "sms-failed").await;
        assert_eq!((&told["reason"], helps), (&json!("not-set-up"), json!("read-pin-out")));
        comes_to(&runner, "texts_not_set_up", nth).await;
        comes_to(&runner, "messages_failed", nth).await;
        comes_to(&runner, "texts_over_limit", 0).await;
    }
    // This firm's list says so for a day; no other firm's does.
    assert_eq!(texts_are_ready(ada).await, (json!("missing"), json!("not-set-up")));
    assert_eq!(texts_are_ready(&other).await, (json!("ready"), Value::Null));
    runner.advance(hours(25)).await;
    let _ = ada.signs_in(PASSWORD).await.is(200);
    assert_eq!(texts_are_ready(ada).await, (json!("ready"), Value::Null));
}

/// The event with which CloudWatch Logs calls a function for these lines of SNS.
fn log_event(lines: &[(&str, Timestamp)]) -> Value {
    let events = lines
        .iter()
        .map(|(line, at)| json!({ "id": "1", "timestamp": at.as_millisecond(), "message": line }));
    let events: Vec<Value> = events.collect();
    let data = json!({ "messageType": "DATA_MESSAGE", "logEvents": events }).to_string();
    let mut packed = GzEncoder::new(Vec::new(), Compression::fast());
    packed.write_all(data.as_bytes()).expect("memory takes all");
    json!({ "awslogs": { "data": BASE64_STANDARD.encode(packed.finish().expect("gzip")) } })
}

fn text_line(provider_id: &str, status: &str, answer: &str) -> String {
    json!({
        "notification": { "messageId": provider_id, "timestamp": "2026-11-24 08:00:00.000" },
        "delivery": { "destination": "+447400654321", "providerResponse": answer },
        "status": status,
    })
    .to_string()
}

#[tokio::test]
async fn x3_one_unrecordable_line_affects_no_other_and_an_early_one_is_retried() {
    let runner = Runner::own().await;
    let firm = runner.firm().await;
    let ada = &firm.admin;
    let nora = ada.adds(NewClient::with_email().mobile("07400 654321")).await;
    is_texted(ada, &nora).await;
    comes(ada, &nora, "sms-delivered").await;
    let table = runner.whole_table().await;
    let known = table.items.iter().find_map(|item| item.pk.strip_prefix("TEXT#"));
    let known = known.expect("the provider's name").to_owned();
    let failed = text_line(&known, "FAILURE", "No quota left for account");
    let strange = text_line("another-system-s", "SUCCESS", "");

    let now = Timestamp::now();
    let early = log_event(&[("no JSON", now), (&strange, now), (&failed, now)]);
    let error = runner.invoke("record-delivery", &early).await.expect_err("the batch is retried");
    assert!(error.to_string().contains("not known yet"), "{error}");
    let postponed = |line: &Value| line["flow"] == "record-delivery" && line["status"] == 409;
    let lines: Vec<Value> = runner.metrics().into_iter().filter(postponed).collect();
    assert!(!lines.is_empty(), "the call left its line");
    assert!(lines.iter().all(|line| line["outcome"] == "postponed"), "{lines:?}");
    let faults = runner.metrics().iter().filter_map(|line| line["faults"].as_u64()).sum::<u64>();
    assert_eq!(faults, 0, "another system's text is not our fault");
    let log = runner.log();
    let ours = log.lines().filter(|line| line.contains(r#""target":"vestibule_flow"#));
    let of_it: Vec<_> = ours.filter(|line| line.contains("not known yet")).collect();
    assert!(!of_it.is_empty() && of_it.iter().all(|line| line.contains(r#""level":"INFO""#)));
    let (told, helps) = comes(ada, &nora, "sms-failed").await;
    assert_eq!((&told["reason"], helps), (&json!("spend-limit"), json!("tell-ops")));

    let old = now - SignedDuration::from_mins(3);
    let again = log_event(&[("no JSON", old), (&strange, old), (&failed, old)]);
    let recorded = runner.invoke("record-delivery", &again).await.expect("nothing is left to do");
    assert_eq!(recorded, json!({ "recorded": 0, "known": 1, "ignored": 2 }));
    assert_eq!(times(ada, &nora, "sms-failed").await, 1);

    let foreign = json!({ "detail": { "eventType": "Bounce", "mail": { "tags": {
        "ses:configuration-set": ["EmailReports"], "firm": ["another"], "client": ["system"] } } } });
    let ignored = runner.invoke("record-delivery", &foreign).await.expect("the line is ignored");
    assert_eq!(ignored["ignored"], 1);
    for odd in [json!({ "awslogs": { "data": "no base64" } }), json!({}), json!([])] {
        let _ = runner.invoke("record-delivery", &odd).await.expect_err("the event is malformed");
    }
    let log = runner.log();
    for secret in ["+447400654321", &nora.email] {
        assert!(!log.contains(secret), "no number and no address in a log");
    }
}

/// The start of the next day, as limits count it.
async fn start_of_a_day(runner: &Runner) {
    let of_today = Timestamp::now().as_second().rem_euclid(24 * 60 * 60);
    let left = u64::try_from(24 * 60 * 60 - of_today).expect("a part of a day");
    runner.advance(Duration::from_secs(left)).await;
}

#[tokio::test]
async fn x3_the_seventh_text_of_a_day_to_a_number_is_not_sent_and_the_page_stays_the_same() {
    let runner = Runner::own().await;
    start_of_a_day(&runner).await;
    let firm = runner.firm().await;
    let ada = &firm.admin;
    let nora = ada.adds(NewClient::with_mobile()).await;
    let page = is_invited(ada, &nora).await;
    let mobile = nora.mobile.clone().expect("a mobile");
    let mut answers = Vec::new();
    for text in 1..=7 {
        runner.advance(minutes(2)).await;
        let answer = page.types_mobile(&mobile).await.is(200);
        assert!(answer.body["again_at"].is_string());
        answers.push((answer.text_at("next"), answer.body["letter"].clone(), answer.text.len()));
        if text < 7 {
            nora.newest_text(text).await;
            is_recorded(ada, &nora, "sms-sent", text).await;
        }
    }
    let (failed, now) = comes(ada, &nora, "sms-failed").await;
    assert_eq!((&failed["reason"], now), (&json!("number-limit"), json!("read-pin-out")));
    assert_eq!(nora.texts().await.len(), 6);
    assert_eq!(answers[6], answers[5], "the page does not show the limit");
    receives_mail(ada, "Text message to Nora Fielding did not arrive").await;
    // The client continues: the adviser reads the same PIN out, and it can be texted again
    // tomorrow.
    runner.advance(hours(24)).await;
    let _ = ada.signs_in(PASSWORD).await.is(200);
    let _ = page.types_mobile(&mobile).await.is(200);
    nora.newest_text(7).await;
    let _ = page.types_pin(&ada.reveals_pin(&nora).await).await.is(200);
}

async fn chooses(ada: &Staff, mut choice: Value) {
    let settings = ada.visitor.get("/api/staff/settings").await.is(200);
    choice["version"] = settings.body["version"].clone();
    let _ = ada.visitor.post("/api/staff/settings", &choice).await.is(200);
}

#[tokio::test]
async fn x3_a_firm_at_its_daily_text_limit_sends_no_more_and_sees_where_to_raise_it() {
    let firm = Runner::shared().await.firm().await;
    let ada = &firm.admin;
    chooses(ada, json!({ "texts_a_day": 2 })).await;
    for _ in 0..2 {
        let nora = ada.adds(NewClient::with_mobile()).await;
        is_texted(ada, &nora).await;
        comes(ada, &nora, "sms-sent").await;
    }
    let nora = ada.adds(NewClient::with_mobile()).await;
    let page = is_texted(ada, &nora).await;
    let (failed, now) = comes(ada, &nora, "sms-failed").await;
    assert_eq!((&failed["reason"], now), (&json!("firm-limit"), json!("raise-text-limit")));
    assert!(nora.texts().await.is_empty());
    let _ = page.types_pin(&ada.reveals_pin(&nora).await).await.is(200);
}

#[tokio::test]
async fn x3_texts_go_only_to_the_countries_that_the_firm_allows() {
    let firm = Runner::shared().await.firm().await;
    let ada = &firm.admin;
    let abroad = || NewClient::with_email().mobile("+49 1512 3456789");
    let nora = ada.adds(abroad()).await;
    is_texted(ada, &nora).await;
    let (failed, now) = comes(ada, &nora, "sms-failed").await;
    assert_eq!((&failed["reason"], now), (&json!("country-not-allowed"), json!("allow-country")));
    chooses(ada, json!({ "text_countries": ["DE"] })).await;
    let tom = ada.adds(abroad()).await;
    is_texted(ada, &tom).await;
    comes(ada, &tom, "sms-delivered").await;
}
