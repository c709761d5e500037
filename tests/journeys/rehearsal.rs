//! Rehearsing as one's own client, and what a firm still lacks before it invites anybody.

use crate::support::{count_mails, hours, receives_mail, session, wait_a_moment};
use serde_json::{Value, json};
use std::time::{Duration, Instant};
use vestibule_tests::{Answer, Client, Firm, NewClient, PASSWORD, Page, Runner, Staff};

/// The adviser's own phone.
const PHONE: &str = "+447400123456";

async fn starts(ada: &Staff, choices: Value) -> Answer {
    ada.visitor.post("/api/staff/rehearsal", &choices).await
}

async fn ends(ada: &Staff, client: &str) -> Answer {
    let path = format!("/api/staff/rehearsal/{client}/end");
    ada.visitor.post(&path, &json!({})).await
}

/// The adviser as the client of this rehearsal.
async fn as_client(ada: &Staff, begun: &Answer) -> Client {
    let mut oneself = ada.adds(NewClient::named("Somebody else")).await;
    oneself.id = begun.text_at("client");
    oneself.email.clone_from(&ada.email);
    oneself.mobile = Some(PHONE.to_owned());
    oneself
}

/// Opens the invitation that the adviser received.
async fn follows_own_link(runner: &Runner, ada: &Staff) -> Page {
    let mail = receives_mail(ada, "Set up your account with").await;
    Page::on(runner.visitor(), &mail.link())
}

/// Everything that the table holds of this client, by sort key.
async fn left_of(runner: &Runner, client: &str) -> Vec<String> {
    let table = runner.whole_table().await;
    let theirs =
        table.items.iter().filter(|item| item.pk.contains(client) || item.sk.contains(client));
    // The reply kept for an idempotency key names the client, but holds nothing else of them.
    theirs.map(|item| item.sk.clone()).collect()
}

async fn lists(ada: &Staff) -> String {
    ada.visitor.get("/api/staff/clients").await.is(200).text
}

#[tokio::test]
async fn x18_an_adviser_plays_the_whole_journey_with_their_own_phone_and_all_of_it_is_deleted() {
    let runner = Runner::own().await;
    let firm = runner.firm().await;
    let ada = &firm.admin;
    let begun = starts(ada, json!({ "mobile": "07400 123456" })).await.is(201);
    assert_eq!(begun.text_at("name"), "Ada Marsh (rehearsal)");
    assert_eq!(
        (begun.text_at("email"), begun.text_at("pin")),
        (ada.email.clone(), "once-mobile-confirmed".to_owned())
    );
    let oneself = as_client(ada, &begun).await;
    let page = follows_own_link(&runner, ada).await;
    assert_eq!(page.next().await, "mobile");
    let _ = page.types_mobile(PHONE).await.is(200);
    let pin = oneself.newest_text(1).await.pin();
    let _ = page.types_pin(&pin).await.is(200);
    let _ = page.chooses_password(PASSWORD).await.is(200);
    let browser = runner.visitor();
    let _ = oneself.signs_in(&browser, PASSWORD).await.is(200);
    assert_eq!(ada.reads(&oneself).await["security_level"], "high");
    assert!(!lists(ada).await.contains(&oneself.id), "the rehearsal is not listed among clients");
    let _ = ada.visitor.get("/api/staff/session").await.is(200);

    let _ = ends(ada, &oneself.id).await.is(200);
    // The call is repeated until nothing of the rehearsal is left.
    let again = ends(ada, &oneself.id).await;
    assert!([200, 404].contains(&again.status), "{}", again.text);
    let _ = session(&browser).await.is_problem(401, "not-signed-in");
    let _ = oneself.signs_in(&browser, PASSWORD).await.is_problem(401, "sign-in-refused");
    let _ = page.opens().await.is_problem(404, "link-unknown");
    let path = format!("/api/staff/clients/{}", oneself.id);
    let _ = ada.visitor.get(&path).await.is_problem(404, "not-found");
    wait_a_moment().await;
    runner.invoke("keep-dates", &json!({})).await.expect("a run");
    assert_eq!(left_of(&runner, &oneself.id).await, Vec::<String>::new());
    let _ = ends(ada, &oneself.id).await.is_problem(404, "not-found");

    // The address is free: a client may have it, and the next rehearsal may begin after.
    let real = ada.adds(NewClient::named("Ada's other half").email(&ada.email)).await;
    let _ = ada.invites(&real).await.is(200);
    let _ = starts(ada, json!({ "mobile": null })).await.is_problem(409, "email-taken");
    let _ = ada.revokes(&real).await.is(200);
    let _ = starts(ada, json!({ "mobile": null })).await.is(201);
}

#[tokio::test]
async fn x18_a_rehearsal_is_deleted_automatically_after_a_day_even_after_an_interrupted_run() {
    let runner = Runner::own().await;
    let firm = runner.firm().await;
    let ada = &firm.admin;
    let begun = starts(ada, json!({ "mobile": "07400 123456", "pin": "with-invitation" })).await;
    let begun = begun.is(201);
    let oneself = as_client(ada, &begun).await;
    oneself.newest_text(1).await;
    let page = follows_own_link(&runner, ada).await;
    // More than one batch of lines.
    for _ in 0..30 {
        runner.advance(Duration::from_secs(11 * 60)).await;
        let _ = page.opens().await.is(200);
    }
    runner.advance(hours(19)).await;
    // The client is deleted, and the first batch; then the table fails three times.
    runner.fails("dynamodb", "BatchWriteItem").with("error-500").after(1).times(3).await;
    let cut_off = runner.invoke("keep-dates", &json!({})).await.expect("the other work continues");
    assert_eq!((&cut_off["failed"], &cut_off["swept"]), (&json!(1), &json!(0)));
    assert_eq!(runner.clears_faults().await, 0);
    let left = left_of(&runner, &oneself.id).await;
    assert!(left.len() > 1 && !left.iter().any(|sk| sk == "CLIENT"), "{left:?}");
    let _ = page.opens().await.is_problem(404, "link-unknown");
    let finished = runner.invoke("keep-dates", &json!({})).await.expect("a run");
    assert_eq!(finished["swept"], 1);
    assert_eq!(left_of(&runner, &oneself.id).await, Vec::<String>::new());
    assert_eq!(runner.invoke("keep-dates", &json!({})).await.expect("a run")["swept"], 0);
}

#[tokio::test]
async fn x18_one_rehearsal_runs_at_a_time_and_a_repeated_request_starts_none() {
    let runner = Runner::shared().await;
    let firm = runner.firm().await;
    let ada = &firm.admin;
    let body = json!({ "mobile": null });
    let at_once: Vec<_> = (0..10)
        .map(|_| {
            let (ada, body) = (ada.clone(), body.clone());
            tokio::spawn(async move { starts(&ada, body).await })
        })
        .collect();
    let mut answers = Vec::new();
    for answer in at_once {
        answers.push(answer.await.expect("an answer"));
    }
    let begun: Vec<_> = answers.iter().filter(|answer| answer.status == 201).collect();
    let [begun] = begun.as_slice() else { panic!("{} have begun", begun.len()) };
    let client = begun.text_at("client");
    for other in answers.iter().filter(|answer| answer.status != 201) {
        assert!(
            ["rehearsal-under-way", "lost-race"]
                .contains(&other.problem().unwrap_or_default().as_str())
        );
    }
    let refused = starts(ada, body.clone()).await.is_problem(409, "rehearsal-under-way");
    assert_eq!(refused.text_at("client"), client);
    let _ = ends(ada, &client).await.is(200);

    let key = uuid::Uuid::new_v4().to_string();
    let headers = [("idempotency-key", key.as_str())];
    let first = ada.visitor.post_with("/api/staff/rehearsal", &body, &headers).await.is(201);
    let again = ada.visitor.post_with("/api/staff/rehearsal", &body, &headers).await.is(201);
    assert_eq!(first.body, again.body);
    receives_mail(ada, "Set up your account with").await;
    wait_a_moment().await;
    assert_eq!(count_mails(ada, "Set up your account with").await, 2, "one for each rehearsal");
    // A colleague has a rehearsal of their own.
    let ben = firm.adds_staff("adviser").await;
    let _ = starts(&ben, body).await.is(201);
}

#[tokio::test]
async fn x18_ending_a_rehearsal_never_deletes_a_client_or_another_firms_rehearsal() {
    let runner = Runner::shared().await;
    let (firm, other) = (runner.firm().await, runner.firm().await);
    let nora = firm.admin.adds(NewClient::with_email()).await;
    let _ = ends(&firm.admin, &nora.id).await.is_problem(404, "not-found");
    assert_eq!(firm.admin.reads(&nora).await["id"], nora.id.as_str());
    let begun = starts(&other.admin, json!({ "mobile": null })).await.is(201);
    let theirs = begun.text_at("client");
    let _ = ends(&firm.admin, &theirs).await.is_problem(404, "not-found");
    let path = format!("/api/staff/clients/{theirs}");
    let _ = other.admin.visitor.get(&path).await.is(200);
    let wrong = starts(&firm.admin, json!({ "mobile": "020 7946 0999" })).await;
    assert_eq!(wrong.is_problem(422, "fields-refused").body["errors"][0]["code"], "fixed-line");
}

#[tokio::test]
async fn x18_an_unread_rehearsal_notification_is_not_escalated() {
    let runner = Runner::own().await;
    let firm = runner.firm().await;
    let (ada, ben) = (&firm.admin, firm.adds_staff("adviser").await);
    let _ = starts(&ben, json!({ "mobile": null })).await.is(201);
    let page = follows_own_link(&runner, &ben).await;
    let told = page.visitor.post("/api/client/tell-adviser", &json!({ "link": page.link })).await;
    let _ = told.is(200);
    runner.advance(hours(3)).await;
    runner.invoke("keep-dates", &json!({})).await.expect("a run");
    wait_a_moment().await;
    assert_eq!(count_mails(ada, "Waiting").await, 0);
}

/// The lines of the list: state, reason, and where to fix it.
async fn readiness(ada: &Staff) -> Vec<(String, String, String, String)> {
    let shown = ada.visitor.get("/api/staff/readiness").await.is(200);
    let lines = shown.body["lines"].as_array().cloned().unwrap_or_default();
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let of = |line: &Value| {
        (text(&line["code"]), text(&line["state"]), text(&line["why"]), text(&line["setting"]))
    };
    lines.iter().map(of).collect()
}

/// The state of one line, and its reason.
async fn state_and_reason(ada: &Staff, code: &str) -> (String, String) {
    let lines = readiness(ada).await;
    let line = lines.into_iter().find(|line| line.0 == code);
    let (_, state, why, _) = line.unwrap_or_else(|| panic!("no line {code}"));
    (state, why)
}

fn is(state: &str, why: &str) -> (String, String) {
    (state.to_owned(), why.to_owned())
}

async fn chooses(firm: &Firm, mut choice: Value) {
    let visitor = &firm.admin.visitor;
    choice["version"] = visitor.get("/api/staff/settings").await.is(200).body["version"].clone();
    let _ = visitor.post("/api/staff/settings", &choice).await.is(200);
}

/// A PNG of 16 by 16 black pixels.
const LOGO: &str =
    "iVBORw0KGgoAAAANSUhEUgAAABAAAAAQAQAAAAA3iMLMAAAADElEQVR42mNgIA0AAAAwAAEodEl9AAAAAElFTkSuQmCC";

#[tokio::test]
async fn x19_a_new_firm_sees_what_it_lacks_and_each_line_disappears_once_fixed() {
    let runner = Runner::shared().await;
    let firm = runner.firm().await;
    let ada = &firm.admin;
    let lines = readiness(ada).await;
    let lines: Vec<_> = lines
        .iter()
        .map(|(code, state, why, at)| [code, state, why, at].map(String::as_str))
        .collect();
    assert_eq!(
        lines,
        [
            ["branding", "missing", "no-colour-and-logo", "branding"],
            ["privacy-link", "missing", "no-privacy-link", "privacy-link"],
            ["contact", "ready", "", "phone"],
            ["first-staff", "warning", "nobody-else", "members"],
            ["rehearsal", "missing", "not-rehearsed", "rehearsal"],
            ["sender", "ready", "", "ops"],
            ["sms", "ready", "", "ops"],
            ["sms-reports", "ready", "", "ops"],
        ]
    );
    chooses(&firm, json!({ "colour": "#0b5cab", "privacy_link": "https://marsh.example/privacy" }))
        .await;
    assert_eq!(state_and_reason(ada, "branding").await, is("missing", "no-logo"));
    let logo = json!({ "image": LOGO });
    let _ = ada.visitor.post("/api/staff/settings/logo", &logo).await.is(200);
    chooses(&firm, json!({ "phone": null })).await;
    assert_eq!(state_and_reason(ada, "contact").await, is("warning", "no-phone"));
    chooses(&firm, json!({ "phone": "+44 20 7946 0999" })).await;
    let invited = firm.invites_staff("adviser").await;
    assert_eq!(state_and_reason(ada, "first-staff").await, is("warning", "nobody-else"));
    let _ = invited.sets_up(&invited.newest_mail(1).await.link(), PASSWORD).await.is(200);

    // A rehearsal that ends before the password does not count.
    let begun = starts(ada, json!({ "mobile": null })).await.is(201);
    let shown = ada.visitor.get("/api/staff/readiness").await.is(200);
    assert_eq!(shown.text_at("rehearsal"), begun.text_at("client"));
    // A message whose rehearsal ended before it was sent is withheld.
    receives_mail(ada, "Set up your account with").await;
    let _ = ends(ada, &begun.text_at("client")).await.is(200);
    assert_eq!(state_and_reason(ada, "rehearsal").await, is("missing", "not-rehearsed"));
    let begun = starts(ada, json!({ "mobile": null })).await.is(201);
    let oneself = as_client(ada, &begun).await;
    let started = Instant::now();
    while count_mails(ada, "Set up your account with").await < 2 {
        assert!(started.elapsed() < Duration::from_secs(15), "no second invitation");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    let mails = ada.mails().await;
    let mail = mails.iter().rev().find(|mail| mail.subject.starts_with("Set up your account with"));
    let page = Page::on(runner.visitor(), &mail.expect("an invitation").link());
    let _ = page.types_pin(&ada.reveals_pin(&oneself).await).await.is(200);
    let _ = page.chooses_password(PASSWORD).await.is(200);
    let _ = ends(ada, &oneself.id).await.is(200);
    let lines = readiness(ada).await;
    assert!(lines.iter().all(|(_, state, ..)| state == "ready"), "{lines:?}");
}

#[tokio::test]
async fn x19_a_check_that_aws_does_not_answer_is_unknown_and_the_rest_is_shown() {
    let runner = Runner::own().await;
    let firm = runner.firm().await;
    let ada = &firm.admin;
    for service in ["ses", "sns"] {
        let operation = if service == "ses" { "GetAccount" } else { "GetSMSAttributes" };
        runner.fails(service, operation).delayed_by(Duration::from_secs(4)).times(9).await;
    }
    let started = Instant::now();
    for code in ["sender", "sms", "sms-reports"] {
        assert_eq!(state_and_reason(ada, code).await, is("unknown", "no-answer"));
    }
    assert!(started.elapsed() < Duration::from_secs(3 * 3), "{:?}", started.elapsed());
    runner.clears_faults().await;
    // The SDK tries three times.
    runner.fails("ses", "GetEmailIdentity").with("error-500").times(6).await;
    assert_eq!(state_and_reason(ada, "sender").await.0, "unknown");
    assert_eq!(state_and_reason(ada, "contact").await.0, "ready");
    runner.clears_faults().await;
    runner.fails("ses", "GetEmailIdentity").refused_with("NotFoundException").times(2).await;
    assert_eq!(state_and_reason(ada, "sender").await, is("missing", "not-verified"));
    assert_eq!(state_and_reason(ada, "sender").await, is("ready", ""));
}
