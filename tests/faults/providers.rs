//! SES and SNS in each of their failure modes: nothing is lost or sent twice without need, the page
//! reveals nothing of it, and the adviser is notified of what matters.

use crate::support::{
    TRIES, different, eventually, items_of, sets_a_password, somebody, times, wait_until_quiet,
};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::path::Path;
use std::time::Duration;
use vestibule_tests::{Answer, Client, Page, Runner, Staff};

/// Status, body and headers of an answer.
type Reply = (u16, Value, BTreeMap<String, String>);

const A_WHILE: Duration = Duration::from_millis(150);

async fn recorded(ada: &Staff, client: &Client, line: &str, count: usize) {
    eventually(line, async || times(&ada.timeline(client).await, line) >= count).await;
}

async fn is_invited(ada: &Staff, nora: &Client) {
    let _ = ada.invites_with(nora, json!({ "pin": "by-adviser" })).await.is(200);
}

/// Invites a client, whose page now asks for the mobile.
async fn is_asked_for_the_mobile(ada: &Staff, nora: &Client) -> Page {
    let _ = ada.invites(nora).await.is(200);
    let page = nora.follows_link(1).await;
    recorded(ada, nora, "email-sent", 1).await;
    page
}

#[tokio::test]
async fn an_email_that_ses_cannot_take_yet_arrives_once_it_can() {
    let runner = Runner::own().await;
    let ada = runner.firm().await.admin;
    // Throttling, a fault of its own, and the account paused or restricted (SES v2, `SendEmail`).
    let paused = ["SendingPausedException", "AccountSuspendedException", "LimitExceededException"];
    for how in ["throttle", "error-500"].into_iter().chain(paused) {
        let (nora, name) = somebody(&ada).await;
        wait_until_quiet(&runner, A_WHILE).await;
        let fault = runner.fails("ses", "SendEmail");
        match how {
            "throttle" | "error-500" => fault.with(how).times(2 * TRIES).await,
            code => fault.refused_with(code).times(2).await,
        }
        is_invited(&ada, &nora).await;
        recorded(&ada, &nora, "email-sent", 1).await;
        assert_eq!(runner.clears_faults().await, 0, "{how}");
        assert_eq!(nora.mails().await.len(), 1, "{how}");
        let account = ada.reads(&nora).await;
        assert_eq!(account["help"]["state"], "none", "{how}: the client is not stuck");
        let told = ada.mails().await.into_iter().filter(|mail| mail.subject.contains(&name));
        assert_eq!(told.count(), 0, "{how}");
    }
}

#[tokio::test]
async fn an_email_whose_provider_hangs_delays_others_briefly_and_arrives_once() {
    let runner = Runner::own().await;
    let ada = runner.firm().await.admin;
    let (nora, _) = somebody(&ada).await;
    // Longer than one attempt of the SDK may take.
    runner.fails("ses", "SendEmail").delayed_by(Duration::from_secs(6)).await;
    is_invited(&ada, &nora).await;
    recorded(&ada, &nora, "email-sent", 1).await;
    wait_until_quiet(&runner, A_WHILE).await;
    // Nobody knows whether the first attempt succeeded: at least once, in the same words.
    let mails = nora.mails().await;
    assert_eq!(different(&mails).len(), 1);
    assert!(mails.len() <= 2, "{}", mails.len());
    assert_eq!(times(&ada.timeline(&nora).await, "email-sent"), 1);
}

#[tokio::test]
async fn an_email_that_ses_refuses_is_not_retried_and_the_adviser_is_notified() {
    let runner = Runner::own().await;
    let ada = runner.firm().await.admin;
    for code in ["MessageRejected", "BadRequestException", "MailFromDomainNotVerifiedException"] {
        let (nora, name) = somebody(&ada).await;
        wait_until_quiet(&runner, A_WHILE).await;
        runner.fails("ses", "SendEmail").refused_with(code).await;
        is_invited(&ada, &nora).await;
        recorded(&ada, &nora, "message-failed", 1).await;
        eventually("the adviser is notified", async || {
            ada.mails().await.iter().any(|mail| mail.subject.contains(&name))
        })
        .await;
        wait_until_quiet(&runner, A_WHILE).await;
        let timeline = ada.timeline(&nora).await;
        assert_eq!(times(&timeline, "message-failed"), 1, "{code}: {timeline:?}");
        assert!(nora.mails().await.is_empty(), "{code}: it is not retried");
        assert_eq!(ada.reads(&nora).await["help"]["state"], "stuck", "{code}");
        // Once the provider works again, another invitation arrives.
        is_invited(&ada, &nora).await;
        nora.newest_mail(1).await;
    }
}

#[tokio::test]
async fn a_text_that_sns_cannot_take_yet_arrives_once_it_can_and_counts_once() {
    let runner = Runner::own().await;
    let firm = runner.firm().await;
    let ada = &firm.admin;
    let hows = ["throttle", "error-500", "Throttled", "InternalErrorException", "lose-reply"];
    for (sent, how) in (1_u64..).zip(hows) {
        let (nora, _) = somebody(ada).await;
        let page = is_asked_for_the_mobile(ada, &nora).await;
        wait_until_quiet(&runner, A_WHILE).await;
        let fault = runner.fails("sns", "Publish");
        match how {
            "throttle" | "error-500" | "lose-reply" => fault.with(how).await,
            code => fault.refused_with(code).await,
        }
        let _ = page.types_mobile(nora.mobile.as_deref().expect("a mobile")).await.is(200);
        recorded(ada, &nora, "sms-sent", 1).await;
        assert_eq!(runner.clears_faults().await, 0, "{how}");
        wait_until_quiet(&runner, A_WHILE).await;
        // A text whose reply was lost may have been sent: it is sent again, in the same words.
        let texts = nora.texts().await;
        let copies = if how == "lose-reply" { 2 } else { 1 };
        assert_eq!((different(&texts).len(), texts.len()), (1, copies), "{how}");
        assert_eq!(times(&ada.timeline(&nora).await, "sms-sent"), 1, "{how}");
        assert_eq!(
            counted(&runner, &firm.id).await,
            sent,
            "{how}: counted once, however often tried"
        );
    }
}

/// Counts the firm's texts of today.
async fn counted(runner: &Runner, firm: &str) -> u64 {
    let today = jiff::Timestamp::now().as_second().div_euclid(24 * 60 * 60);
    let items = items_of(runner, &format!("FIRM#{firm}#TEXTS#{today}")).await;
    let numbers = items.iter().filter_map(|item| item["texts"]["N"].as_str()?.parse::<u64>().ok());
    numbers.sum()
}

/// Counts the texts of today to each number of the firm.
async fn counted_by_number(runner: &Runner, firm: &str) -> u64 {
    let counts = runner.whole_table().await.items.into_iter();
    let counts = counts.filter(|item| item.pk.starts_with(&format!("FIRM#{firm}#TEXTS#")));
    let of_numbers = counts.filter(|item| item.pk.matches('#').count() == 4);
    of_numbers.filter_map(|item| item.at("/texts").as_u64()).sum()
}

#[tokio::test]
async fn an_outage_of_sns_leaves_one_text_to_send_and_uses_up_nothing() {
    let runner = Runner::own().await;
    let firm = runner.firm().await;
    let ada = &firm.admin;
    let (nora, _) = somebody(ada).await;
    let mobile = nora.mobile.as_deref().expect("a mobile");
    let page = is_asked_for_the_mobile(ada, &nora).await;
    wait_until_quiet(&runner, A_WHILE).await;
    runner.fails("sns", "Publish").times(1_000_000).await;
    for asked in 1..=8_usize {
        let _ = page.types_mobile(mobile).await.is(200);
        eventually("it was tried", async || {
            runner.log().matches("the provider did not accept it").count() >= asked
        })
        .await;
        runner.advance(Duration::from_secs(61)).await;
    }
    assert_eq!(times(&ada.timeline(&nora).await, "pin-text-requested"), 8);
    runner.clears_faults().await;
    recorded(ada, &nora, "sms-sent", 1).await;
    recorded(ada, &nora, "message-withheld", 7).await;
    wait_until_quiet(&runner, A_WHILE).await;
    assert_eq!(nora.texts().await.len(), 1, "the newest alone is sent");
    assert_eq!(
        (counted(&runner, &firm.id).await, counted_by_number(&runner, &firm.id).await),
        (1, 1)
    );
    // The day's six are left but for the one that was sent.
    for sent in 2..=6_usize {
        runner.advance(Duration::from_secs(61)).await;
        let _ = page.types_mobile(mobile).await.is(200);
        recorded(ada, &nora, "sms-sent", sent).await;
    }
    runner.advance(Duration::from_secs(61)).await;
    let _ = page.types_mobile(mobile).await.is(200);
    recorded(ada, &nora, "sms-failed", 1).await;
    wait_until_quiet(&runner, A_WHILE).await;
    assert_eq!(
        (counted(&runner, &firm.id).await, counted_by_number(&runner, &firm.id).await),
        (6, 6)
    );
}

#[tokio::test]
async fn a_text_that_sns_never_takes_does_not_count() {
    let runner = Runner::own().await;
    let firm = runner.firm().await;
    let ada = &firm.admin;
    let (nora, _) = somebody(ada).await;
    let page = is_asked_for_the_mobile(ada, &nora).await;
    wait_until_quiet(&runner, A_WHILE).await;
    runner.fails("sns", "Publish").refused_with("InvalidParameter").await;
    let _ = page.types_mobile(nora.mobile.as_deref().expect("a mobile")).await.is(200);
    recorded(ada, &nora, "sms-failed", 1).await;
    assert_eq!(
        (counted(&runner, &firm.id).await, counted_by_number(&runner, &firm.id).await),
        (0, 0)
    );
}

#[tokio::test]
async fn a_text_that_sns_refuses_is_not_retried_and_the_adviser_is_notified() {
    let runner = Runner::own().await;
    let ada = runner.firm().await.admin;
    for (code, reason) in [
        ("OptedOut", "opted-out"),
        ("InvalidParameter", "invalid-number"),
        ("InvalidParameterValue", "invalid-number"),
    ] {
        let (nora, name) = somebody(&ada).await;
        let page = is_asked_for_the_mobile(&ada, &nora).await;
        wait_until_quiet(&runner, A_WHILE).await;
        runner.fails("sns", "Publish").refused_with(code).await;
        let _ = page.types_mobile(nora.mobile.as_deref().expect("a mobile")).await.is(200);
        recorded(&ada, &nora, "sms-failed", 1).await;
        eventually("the adviser is notified", async || {
            ada.mails().await.iter().any(|mail| mail.subject.contains(&name))
        })
        .await;
        // Later than its queue would retry it.
        tokio::time::sleep(Duration::from_millis(1_200)).await;
        wait_until_quiet(&runner, A_WHILE).await;
        let path = format!("/api/staff/clients/{}/timeline", nora.id);
        let lines = ada.visitor.get(&path).await.is(200).body["lines"].clone();
        let failed: Vec<_> = lines
            .as_array()
            .into_iter()
            .flatten()
            .filter(|line| line["what"]["event"] == "sms-failed")
            .map(|line| line["what"]["reason"].clone())
            .collect();
        assert_eq!(failed, [json!(reason)], "{code}");
        assert!(nora.texts().await.is_empty(), "{code}");
        // The client can continue: the adviser can relay the PIN.
        let _ = page.types_pin(&ada.reveals_pin(&nora).await).await.is(200);
    }
}

/// What the caller sees of an answer, without time and request id.
fn seen(answer: &Answer) -> (u16, Value, BTreeMap<String, String>) {
    let mut body = answer.body.clone();
    if let Some(at) = body.get_mut("again_at") {
        *at = json!("a moment");
    }
    let of_the_moment = ["date", "apigw-requestid"];
    let headers = answer
        .headers
        .iter()
        .filter(|(name, _)| !of_the_moment.contains(&name.as_str()))
        .map(|(name, value)| (name.to_string(), value.to_str().unwrap_or_default().to_owned()))
        .collect();
    (answer.status, body, headers)
}

#[tokio::test]
async fn callers_get_the_same_reply_whether_providers_work_fail_or_refuse() {
    let runner = Runner::own().await;
    let ada = runner.firm().await.admin;
    let mut answers: Vec<[Reply; 3]> = Vec::new();
    for how in ["well", "error-500", "throttle", "MessageRejected", "OptedOut"] {
        let (nora, _) = somebody(&ada).await;
        let page = is_asked_for_the_mobile(&ada, &nora).await;
        let (tom, _) = somebody(&ada).await;
        sets_a_password(&ada, &tom).await;
        wait_until_quiet(&runner, A_WHILE).await;
        for (service, operation) in [("ses", "SendEmail"), ("sns", "Publish")] {
            let fault = runner.fails(service, operation);
            match how {
                "well" => {}
                "error-500" | "throttle" => fault.with(how).times(100).await,
                code => fault.refused_with(code).times(100).await,
            }
        }
        let typed = page.types_mobile(nora.mobile.as_deref().expect("a mobile")).await;
        let forgot = tom.forgets_password(&runner.visitor()).await;
        let again = page.types_mobile(nora.mobile.as_deref().expect("a mobile")).await;
        answers.push([seen(&typed), seen(&forgot), seen(&again)]);
        wait_until_quiet(&runner, A_WHILE).await;
        runner.clears_faults().await;
    }
    assert_eq!(answers[0].each_ref().map(|(status, ..)| *status), [200, 200, 200]);
    for down in &answers[1..] {
        assert_eq!(*down, answers[0]);
    }
}

#[tokio::test]
async fn one_malformed_record_is_retried_alone() {
    let runner = Runner::own().await;
    let firm = runner.firm().await;
    let ada = &firm.admin;
    let mut clients = Vec::new();
    for _ in 0..9 {
        clients.push(somebody(ada).await.0);
    }
    wait_until_quiet(&runner, A_WHILE).await;
    // They are queued, and rest between the attempts.
    runner.fails("ses", "SendEmail").refused_with("SendingPausedException").times(27).await;
    let mut records = Vec::new();
    for client in &clients {
        is_invited(ada, client).await;
    }
    eventually("each was tried three times", async || {
        runner.log().matches("SendingPausedException").count() >= 27
    })
    .await;
    for client in &clients {
        let items = items_of(&runner, &format!("FIRM#{}#CLIENT#{}", firm.id, client.id)).await;
        let message = items.into_iter().find(|item| item["kind"]["S"] == "message");
        let record = json!({ "dynamodb": { "NewImage": message.expect("an invitation") } });
        records.push(record.to_string());
    }
    let poisons = [
        "not JSON at all".to_owned(),
        json!({ "dynamodb": {} }).to_string(),
        json!({ "dynamodb": { "NewImage": { "pk": { "S": "FIRM#x" }, "sk": { "N": "1" } } } })
            .to_string(),
    ];
    for (place, poison) in [(4, &poisons[0]), (0, &poisons[1]), (9, &poisons[2])] {
        let mut bodies = records.clone();
        bodies.insert(place, poison.clone());
        let batch: Vec<_> = bodies
            .iter()
            .enumerate()
            .map(|(n, body)| json!({ "messageId": format!("record-{n}"), "body": body }))
            .collect();
        let event = json!({ "Records": batch });
        let reply =
            runner.invoke("deliver-email", &event).await.expect("a batch never fails whole");
        let failed =
            json!({ "batchItemFailures": [{ "itemIdentifier": format!("record-{place}") }] });
        assert_eq!(reply, failed, "only the poison record at {place} is retried");
        for client in &clients {
            assert_eq!(client.mails().await.len(), 1, "the others were sent, once");
        }
    }
    let lines = runner.log();
    assert!(lines.contains("the record is not as documented"), "the log names the fault");
}

/// A record that fails eight times goes to a dead-letter queue.
#[test]
fn every_function_queue_moves_a_record_to_a_dead_letter_queue_after_eight_tries() {
    let template = Path::new(env!("CARGO_MANIFEST_DIR")).join("../infra/template.yaml");
    let template = std::fs::read_to_string(template).expect("the template");
    let taken = template.matches("          Type: SQS").count();
    let given_up: Vec<_> =
        template.lines().filter(|line| line.contains("RedrivePolicy:")).collect();
    assert!(taken >= 4, "the template's queues were read: {taken}");
    assert_eq!(given_up.len(), taken, "each has one");
    for policy in given_up {
        assert!(policy.contains("maxReceiveCount: 8"), "{policy}");
        assert!(policy.contains("deadLetterTargetArn"), "{policy}");
    }
    assert_eq!(template.matches("FunctionResponseTypes: [ReportBatchItemFailures]").count(), taken);
}

#[tokio::test]
async fn a_send_that_was_not_recorded_is_recorded_by_the_next_try() {
    let runner = Runner::own().await;
    let ada = runner.firm().await.admin;
    let (nora, _) = somebody(&ada).await;
    wait_until_quiet(&runner, A_WHILE).await;
    // The mail was sent, but the table cannot record it: the claim stays until it expires.
    let fault = runner.fails("dynamodb", "TransactWriteItems").with("throttle");
    // SES's report on the mail meets the same fault.
    fault.after(1).times(100 * TRIES).await;
    is_invited(&ada, &nora).await;
    nora.newest_mail(1).await;
    eventually("a record was retried", async || runner.log().contains("a record comes again"))
        .await;
    runner.clears_faults().await;
    runner.advance(Duration::from_secs(21)).await;
    recorded(&ada, &nora, "email-sent", 1).await;
    wait_until_quiet(&runner, A_WHILE).await;
    let mails = nora.mails().await;
    assert_eq!((different(&mails).len(), mails.len()), (1, 2));
    assert_eq!(times(&ada.timeline(&nora).await, "email-sent"), 1);
}

#[tokio::test]
async fn a_notice_goes_to_the_address_that_it_was_meant_for_however_late_it_is_sent() {
    let runner = Runner::own().await;
    let ada = runner.firm().await.admin;
    let (first, _) = somebody(&ada).await;
    sets_a_password(&ada, &first).await;
    wait_until_quiet(&runner, A_WHILE).await;
    let before = first.mails().await.len();
    let at = |name: &str| {
        let mut client = first.clone();
        client.email = format!("{name}-{}", first.email);
        client
    };
    let (second, third) = (at("second"), at("third"));
    runner.fails("ses", "SendEmail").with("throttle").times(1000).await;
    let does = async |what: &str, body: Value| {
        let path = format!("/api/staff/clients/{}/{what}", first.id);
        let _ = ada.visitor.post(&path, &body).await.is(200);
    };
    does("change-mobile", json!({ "mobile": "07400 900900" })).await;
    does("correct-email", json!({ "email": second.email })).await;
    does("correct-email", json!({ "email": third.email })).await;
    let _ = runner.clears_faults().await;

    let of_mobile = first.newest_mail(before + 2).await;
    let of_email = second.newest_mail(1).await;
    wait_until_quiet(&runner, A_WHILE).await;
    let subjects: Vec<_> = first.mails().await.into_iter().map(|mail| mail.subject).collect();
    assert!(subjects.iter().any(|subject| subject.contains("mobile")), "{subjects:?}");
    assert_eq!(subjects.len(), before + 2, "{subjects:?} {}", of_mobile.subject);
    assert_eq!(second.mails().await.len(), 1, "{}", of_email.subject);
    assert_eq!(third.mails().await.len(), 0, "no notice of what was before");
}
