//! Event flows, interrupted between every two steps: senders and followers that are killed after
//! they claim and before they send, or after they send and before they record it.

use super::Stage;
use crate::support::{
    CLAIM, TRIES, different, eventually, items_of, on_the_page, posts, sets_a_password, somebody,
    times, wait_until_quiet,
};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::time::Duration;
use vestibule_tests::{Client, NewClient, PASSWORD, Page};

/// The flows played here; `scenarios.rs` has those of the API.
const PLAYED: [&str; 11] = [
    "close-firm",
    "create-firm",
    "deliver-email",
    "deliver-sms",
    "hand-over-clients",
    "invite-admin",
    "keep-dates",
    "record-delivery",
    "reopen-firm",
    "start-recovery",
    "sweep-unsent",
];
/// Ops' flows that write nothing.
const READ_ONLY: [&str; 2] = ["list-firms", "read-firm-report"];

/// Where a process ends.
#[derive(Debug, Clone, Copy)]
struct End {
    service: &'static str,
    operation: &'static str,
    /// After this many calls that succeed.
    after: u32,
    how: &'static str,
}

/// Just before and just after a call.
fn around(service: &'static str, operation: &'static str, after: u32) -> [End; 2] {
    ["kill-before", "kill-after"].map(|how| End { service, operation, after, how })
}

/// Just before and just after the n-th transaction from now.
fn transaction(n: u32) -> [End; 2] {
    around("dynamodb", "TransactWriteItems", n - 1)
}

/// Runs this until the process ends, and restarts it after its claims have expired.
async fn ends(mut stage: Stage, end: End, does: impl AsyncFnOnce(&Stage)) -> Stage {
    wait_until_quiet(&stage.runner, Duration::from_millis(150)).await;
    let fault = stage.runner.fails(end.service, end.operation).with(end.how);
    fault.after(end.after).await;
    does(&stage).await;
    stage.runner.wait_until_dead().await;
    let mut stage = stage.restarted().await;
    stage.waits(CLAIM).await;
    stage
}

async fn recorded(stage: &Stage, client: &Client, line: &str, count: usize) {
    eventually(line, async || times(&stage.ada.timeline(client).await, line) >= count).await;
}

#[test]
fn every_flow_without_a_route_is_played() {
    let without =
        vestibule_local::registry::flows().into_iter().filter(|flow| flow.operation().is_none());
    let flows: BTreeSet<_> = without.map(|flow| flow.name).collect();
    let known: BTreeSet<_> = PLAYED.into_iter().chain(READ_ONLY).collect();
    assert_eq!(flows, known, "tests/faults/steps/events.rs must play each of them");
}

#[tokio::test]
async fn an_email_whose_sender_is_killed_anywhere_is_sent_at_least_once_with_the_same_words() {
    let mut stage = Stage::new().await;
    let claim = around("dynamodb", "UpdateItem", 0);
    let send = around("ses", "SendEmail", 0);
    // The first transaction is the invitation's, the second records the mail.
    for end in [claim, send, transaction(2)].concat() {
        let (nora, _) = somebody(&stage.ada).await;
        let key = uuid::Uuid::new_v4().to_string();
        let invites = async |stage: &Stage| {
            let path = format!("/api/staff/clients/{}/invite", nora.id);
            let choices = json!({ "pin": "by-adviser" });
            posts(&stage.ada.visitor, &path, &choices, Some(&key)).await
        };
        stage = ends(stage, end, async |stage| drop(invites(stage).await)).await;
        let again = invites(&stage).await.expect("an answer").is(200);
        let nora = nora.moved_to(&stage.runner);
        recorded(&stage, &nora, "email-sent", 1).await;
        wait_until_quiet(&stage.runner, Duration::from_millis(150)).await;
        let mails = nora.mails().await;
        let timeline = stage.ada.timeline(&nora).await;
        assert_eq!(different(&mails).len(), 1, "{end:?}");
        assert!(mails.len() <= 2, "{end:?}: {}", mails.len());
        assert_eq!(times(&timeline, "invited"), 1, "{end:?}: {timeline:?}");
        assert_eq!(times(&timeline, "email-sent"), 1, "{end:?}: {timeline:?}");
        let known = stage.ada.reads(&nora).await["links"][0]["id"].clone();
        assert_eq!(again.body["link"], known, "{end:?}: the invitation is the same");
    }
}

/// Texts of the firm that were counted today.
async fn texts_counted(stage: &Stage) -> u64 {
    let today = jiff::Timestamp::now().as_second().div_euclid(24 * 60 * 60);
    let mut counted = 0;
    for day in [today, today + 1] {
        for item in items_of(&stage.runner, &format!("FIRM#{}#TEXTS#{day}", stage.firm)).await {
            counted += item["texts"]["N"].as_str().and_then(|n| n.parse::<u64>().ok()).unwrap_or(0);
        }
    }
    counted
}

#[tokio::test]
async fn a_text_whose_sender_is_killed_anywhere_is_sent_at_least_once_and_counted_once() {
    let mut stage = Stage::new().await;
    let mut sent = 0;
    let claim = around("dynamodb", "UpdateItem", 1);
    let publish = around("sns", "Publish", 0);
    // What the client typed, the count of the text, and the record of sending it.
    for end in [claim, transaction(2), publish, transaction(3)].concat() {
        let (nora, _) = somebody(&stage.ada).await;
        let _ = stage.ada.invites(&nora).await.is(200);
        let page = nora.follows_link(1).await;
        recorded(&stage, &nora, "email-sent", 1).await;
        let body = json!({ "link": page.link, "mobile": nora.mobile });
        let types = async |stage: &Stage| {
            let page = page.visitor.moved_to(&stage.runner.origin);
            posts(&page, "/api/client/verify-mobile", &body, None).await
        };
        stage = ends(stage, end, async |stage| drop(types(stage).await)).await;
        let nora = nora.moved_to(&stage.runner);
        recorded(&stage, &nora, "sms-sent", 1).await;
        let _ = types(&stage).await.expect("an answer").is(200);
        wait_until_quiet(&stage.runner, Duration::from_millis(150)).await;
        let (texts, timeline) = (nora.texts().await, stage.ada.timeline(&nora).await);
        assert_eq!(different(&texts).len(), 1, "{end:?}");
        assert!(texts.len() <= 2, "{end:?}: {}", texts.len());
        assert_eq!(texts[0].pin(), stage.ada.reveals_pin(&nora).await, "{end:?}");
        assert_eq!(times(&timeline, "sms-sent"), 1, "{end:?}: {timeline:?}");
        sent += 1;
        assert_eq!(texts_counted(&stage).await, sent, "{end:?}: counted once, however often tried");
    }
}

#[tokio::test]
async fn the_record_of_a_mail_survives_a_conflicting_transaction() {
    let stage = Stage::new().await;
    let (nora, _) = somebody(&stage.ada).await;
    let fault = stage.runner.fails("dynamodb", "TransactWriteItems").with("conflict");
    fault.after(1).await;
    let _ = stage.ada.invites_with(&nora, json!({ "pin": "by-adviser" })).await.is(200);
    recorded(&stage, &nora, "email-sent", 1).await;
    assert_eq!(stage.runner.clears_faults().await, 0);
    assert_eq!(nora.mails().await.len(), 1, "it was not sent again");
}

#[tokio::test]
async fn a_recovery_whose_follow_up_is_killed_mails_one_link() {
    let mut stage = Stage::new().await;
    // The request, the follow-up, and the record of the mail.
    for end in [transaction(2), transaction(3)].concat() {
        let (nora, _) = somebody(&stage.ada).await;
        sets_a_password(&stage.ada, &nora).await;
        recorded(&stage, &nora, "email-sent", 1).await;
        let body = json!({ "firm": stage.firm, "email": nora.email });
        let forgets = async |stage: &Stage| {
            posts(&stage.browser(), "/api/client/forgot-password", &body, None).await
        };
        stage = ends(stage, end, async |stage| drop(forgets(stage).await)).await;
        let _ = forgets(&stage).await.expect("an answer").is(200);
        let nora = nora.moved_to(&stage.runner);
        recorded(&stage, &nora, "email-sent", 2).await;
        wait_until_quiet(&stage.runner, Duration::from_millis(150)).await;
        let (mails, timeline) = (nora.mails().await, stage.ada.timeline(&nora).await);
        assert_eq!(different(&mails).len(), 2, "{end:?}: the invitation, and one link");
        assert_eq!(times(&timeline, "password-forgotten"), 1, "{end:?}: {timeline:?}");
        let page = Page::on(stage.browser(), &mails.last().expect("a mail").link());
        assert_eq!(page.next().await, "pin", "{end:?}");
    }
}

#[tokio::test]
async fn clients_are_all_handed_over_once_when_the_hand_over_is_killed() {
    let mut stage = Stage::new().await;
    // One transaction for the colleague who leaves, and one for each client.
    for end in [transaction(2), transaction(3)].concat() {
        let ben = stage.colleague().await;
        let mut clients = Vec::new();
        for _ in 0..2 {
            clients.push(somebody(&ben).await.0);
        }
        let path = format!("/api/staff/members/{}/deactivate", ben.id);
        let body = json!({ "successor": stage.ada.id });
        stage = ends(stage, end, async |stage| {
            posts(&stage.ada.visitor, &path, &body, None).await;
        })
        .await;
        for client in &clients {
            recorded(&stage, client, "handed-over", 1).await;
        }
        wait_until_quiet(&stage.runner, Duration::from_millis(150)).await;
        for client in &clients {
            let account = stage.ada.reads(client).await;
            assert_eq!(account["adviser"]["id"], stage.ada.id.as_str(), "{end:?}");
            let timeline = stage.ada.timeline(client).await;
            assert_eq!(times(&timeline, "handed-over"), 1, "{end:?}: {timeline:?}");
        }
    }
}

#[tokio::test]
async fn due_work_is_done_once_when_keep_dates_is_killed() {
    let mut stage = Stage::new().await;
    for end in transaction(1) {
        let (nora, _) = somebody(&stage.ada).await;
        on_the_page(&stage.ada, &nora).await;
        recorded(&stage, &nora, "email-sent", 1).await;
        let three_days = Duration::from_secs(3 * 24 * 60 * 60 + 60);
        stage.ahead += three_days;
        stage = ends(stage, end, async |stage| {
            // Its own schedule may run first. The call gets no answer.
            stage.runner.advance(three_days).await;
            let aws = vestibule_tests::Visitor::new(&stage.runner.aws);
            let path = "/2015-03-31/functions/keep-dates/invocations";
            let signed = [("authorization", "AWS4-HMAC-SHA256 test")];
            let _ = aws.try_send("POST", path, &signed, b"{}".to_vec()).await;
        })
        .await;
        for _ in 0..2 {
            stage.runner.invoke("keep-dates", &json!({})).await.expect("the next run succeeds");
        }
        let nora = nora.moved_to(&stage.runner);
        recorded(&stage, &nora, "email-sent", 2).await;
        wait_until_quiet(&stage.runner, Duration::from_millis(150)).await;
        let timeline = stage.ada.timeline(&nora).await;
        assert_eq!(times(&timeline, "invitation-reminded"), 1, "{end:?}: {timeline:?}");
        assert_eq!(different(&nora.mails().await).len(), 2, "{end:?}");
    }
}

#[tokio::test]
async fn a_delivery_report_during_a_table_outage_is_recorded_once() {
    let stage = Stage::new().await;
    let tag = uuid::Uuid::new_v4().simple().to_string();
    let email = format!("bounce+{tag}@simulator.amazonses.com");
    let nora = stage.ada.adds(NewClient::with_email().email(&email)).await;
    wait_until_quiet(&stage.runner, Duration::from_millis(150)).await;
    // The invitation, the record of the mail, then the report: three attempts of the SDK each.
    let fault = stage.runner.fails("dynamodb", "TransactWriteItems").with("throttle");
    fault.after(2).times(2 * TRIES).await;
    let _ = stage.ada.invites(&nora).await.is(200);
    recorded(&stage, &nora, "email-bounced", 1).await;
    wait_until_quiet(&stage.runner, Duration::from_millis(150)).await;
    let timeline = stage.ada.timeline(&nora).await;
    assert_eq!(times(&timeline, "email-bounced"), 1, "{timeline:?}");
    assert_eq!(stage.runner.clears_faults().await, 0);
    assert_eq!(stage.ada.reads(&nora).await["help"]["state"], "stuck");
}

#[tokio::test]
async fn a_firm_whose_creation_was_killed_is_created_once() {
    let mut stage = Stage::new().await;
    for end in transaction(1) {
        let slug = format!("firm-{}", &uuid::Uuid::new_v4().simple().to_string()[..12]);
        let admin = format!("admin@{slug}.example");
        let order = json!({
            "name": "Marsh & Partners", "slug": slug, "country": "GB",
            "reply_to": format!("office@{slug}.example"),
            "admin": { "name": "Ada Marsh", "email": admin },
        });
        stage = ends(stage, end, async |stage| {
            let aws = vestibule_tests::Visitor::new(&stage.runner.aws);
            let path = "/2015-03-31/functions/create-firm/invocations";
            let signed = [("authorization", "AWS4-HMAC-SHA256 test")];
            let _ = aws.try_send("POST", path, &signed, order.to_string().into_bytes()).await;
        })
        .await;
        let made = stage.runner.invoke("create-firm", &order).await.expect("a firm");
        let again = stage.runner.invoke("create-firm", &order).await.expect("the same firm");
        assert_eq!(made["created"], end.how == "kill-before", "{end:?}");
        assert_eq!((&made["firm"], &made["set_up_link"]), (&again["firm"], &again["set_up_link"]));
        let mails = stage.runner.inbox().wait_for(&admin, 1).await;
        assert_eq!(different(&mails).len(), 1, "{end:?}");
        let link = mails[0].link();
        assert!(made["set_up_link"].as_str().is_some_and(|told| told.ends_with(&link)));
        let body = json!({ "link": link, "password": PASSWORD });
        let _ = stage.browser().post("/api/staff/set-up", &body).await.is(200);
    }
}

/// Calls a flow of ops until the process ends in its transaction, and restarts it.
async fn killed(mut stage: Stage, flow: &str, how: &'static str, order: &Value) -> Stage {
    wait_until_quiet(&stage.runner, Duration::from_millis(150)).await;
    stage.runner.fails("dynamodb", "TransactWriteItems").with(how).await;
    let aws = vestibule_tests::Visitor::new(&stage.runner.aws);
    let path = format!("/2015-03-31/functions/{flow}/invocations");
    let signed = [("authorization", "AWS4-HMAC-SHA256 test")];
    let _ = aws.try_send("POST", &path, &signed, order.to_string().into_bytes()).await;
    stage.runner.wait_until_dead().await;
    stage.restarted().await
}

#[tokio::test]
async fn a_killed_closing_or_reopening_is_completed_once_by_the_next_call() {
    let mut stage = Stage::new().await;
    for how in ["kill-before", "kill-after"] {
        for (flow, open) in [("close-firm", false), ("reopen-firm", true)] {
            let order = json!({ "firm": stage.firm });
            stage = killed(stage, flow, how, &order).await;
            let done = stage.runner.invoke(flow, &order).await.expect("done");
            assert_eq!(done["changed"], how == "kill-before", "{flow} {how}");
            let answer = stage.ada.signs_in(PASSWORD).await;
            if open {
                let _ = answer.is(200);
            } else {
                let _ = answer.is_problem(403, "firm-closed");
            }
        }
    }
}

#[tokio::test]
async fn an_admin_whose_invitation_was_killed_gets_one_link() {
    let mut stage = Stage::new().await;
    for how in ["kill-before", "kill-after"] {
        let email = stage.fresh_email();
        let order = json!({ "firm": stage.firm, "email": email, "name": "Ben Marsh" });
        stage = killed(stage, "invite-admin", how, &order).await;
        let made = stage.runner.invoke("invite-admin", &order).await.expect("a link");
        let again = stage.runner.invoke("invite-admin", &order).await.expect("the same link");
        assert_eq!(made["created"], how == "kill-before", "{how}");
        assert_eq!((&made["admin"], &made["link"]), (&again["admin"], &again["link"]), "{how}");
        let mails = stage.runner.inbox().wait_for(&email, 1).await;
        assert_eq!(different(&mails).len(), 1, "{how}");
        assert!(made["link"].as_str().is_some_and(|link| link.ends_with(&mails[0].link())));
    }
}

#[tokio::test]
async fn a_sweep_that_fails_anywhere_is_completed_by_the_next() {
    let stage = Stage::new().await;
    let (nora, _) = somebody(&stage.ada).await;
    wait_until_quiet(&stage.runner, Duration::from_millis(150)).await;
    // No claim succeeds until its queue has tried three times: seven seconds.
    let claims = stage.runner.fails("dynamodb", "UpdateItem").with("throttle").times(3 * TRIES);
    claims.await;
    let _ = stage.ada.invites_with(&nora, json!({ "pin": "by-adviser" })).await.is(200);
    stage.runner.advance(Duration::from_secs(121)).await;
    let sweep = async || stage.runner.invoke("sweep-unsent", &Value::Object(<_>::default())).await;
    for operation in ["Query", "UpdateItem"] {
        stage.runner.fails("dynamodb", operation).with("throttle").times(4 * TRIES).await;
        assert!(sweep().await.is_err(), "{operation}");
        stage.runner.clears_faults().await;
    }
    sweep().await.expect("the next sweep");
    recorded(&stage, &nora, "email-sent", 1).await;
    wait_until_quiet(&stage.runner, Duration::from_millis(150)).await;
    assert_eq!(nora.mails().await.len(), 1);
}
