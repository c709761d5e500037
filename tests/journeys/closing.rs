//! Ops close a firm and reopen it: who is signed out, what is withheld, and what works again.

use crate::support::{gets_in, hours, is_invited, is_recorded, session, times, wait_a_moment};
use serde_json::{Value, json};
use vestibule_tests::{Answer, Firm, NewClient, OTHER_PASSWORD, PASSWORD, Runner, Visitor};

async fn closes(runner: &Runner, firm: &Firm) -> Value {
    runner.invoke("close-firm", &json!({ "firm": firm.id })).await.expect("the firm is closed")
}

async fn reopens(runner: &Runner, firm: &Firm) -> Value {
    runner.invoke("reopen-firm", &json!({ "firm": firm.id })).await.expect("the firm is reopened")
}

async fn console(browser: &Visitor) -> Answer {
    browser.get("/api/staff/session").await
}

/// What everybody sees at a closed firm.
fn is_closed(answer: Answer, firm: &Firm) {
    let answer = answer.is_problem(403, "firm-closed");
    let told = &answer.body["firm"];
    assert_eq!((&told["slug"], &told["phone"]), (&json!(firm.slug), &json!("+44 20 7946 0999")));
}

#[tokio::test]
async fn closing_a_firm_signs_everybody_out_at_once_and_lets_nobody_in() {
    let runner = Runner::shared().await;
    let (firm, other) = (runner.firm().await, runner.firm().await);
    let nora = firm.admin.adds(NewClient::with_mobile()).await;
    let browser = gets_in(&firm.admin, &nora).await;
    let _ = session(&browser).await.is(200);
    let _ = console(&firm.admin.visitor).await.is(200);

    let closed = closes(runner, &firm).await;
    assert_eq!((&closed["changed"], &closed["slug"]), (&json!(true), &json!(firm.slug)));
    is_closed(session(&browser).await, &firm);
    is_closed(console(&firm.admin.visitor).await, &firm);
    is_closed(browser.get(&format!("/api/firms/{}", firm.slug)).await, &firm);
    // Everybody who tries to sign in gets the same answer, right or wrong.
    let unknown = json!({ "firm": firm.id, "email": "nobody@mail.example", "password": PASSWORD });
    let stranger = runner.visitor();
    let answers = [
        nora.signs_in(&stranger, PASSWORD).await,
        nora.signs_in(&stranger, OTHER_PASSWORD).await,
        stranger.post("/api/client/sign-in", &unknown).await,
    ];
    assert!(
        answers
            .iter()
            .all(|answer| answer.text_without_request_id() == answers[0].text_without_request_id())
    );
    for answer in answers {
        is_closed(answer, &firm);
    }
    is_closed(firm.admin.on(runner.visitor()).signs_in(PASSWORD).await, &firm);
    // A made-up cookie reveals nothing about the firm.
    assert_eq!(
        stranger.get("/api/client/session").await.problem().as_deref(),
        Some("not-signed-in")
    );
    // Another firm is not affected.
    let _ = console(&other.admin.visitor).await.is(200);
}

#[tokio::test]
async fn reopening_lets_people_sign_in_and_keeps_former_sessions_ended() {
    let runner = Runner::shared().await;
    let firm = runner.firm().await;
    let nora = firm.admin.adds(NewClient::with_email()).await;
    let browser = gets_in(&firm.admin, &nora).await;
    let _ = session(&browser).await.is(200);
    closes(runner, &firm).await;
    let reopened = reopens(runner, &firm).await;
    assert_eq!(reopened["changed"], true);

    let _ = runner.visitor().get(&format!("/api/firms/{}", firm.slug)).await.is(200);
    let _ = session(&browser).await.is_problem(401, "not-signed-in");
    let _ = console(&firm.admin.visitor).await.is_problem(401, "not-signed-in");
    let _ = nora.signs_in(&browser, PASSWORD).await.is(200);
    let _ = session(&browser).await.is(200);
    let _ = firm.admin.signs_in(PASSWORD).await.is(200);
    assert_eq!(firm.admin.reads(&nora).await["security_level"], "high", "nothing was lost");
}

#[tokio::test]
async fn closing_or_reopening_again_changes_nothing_and_the_reply_says_so() {
    let runner = Runner::shared().await;
    let firm = runner.firm().await;
    let by_slug = json!({ "slug": firm.slug });
    let first = runner.invoke("close-firm", &by_slug).await.expect("closed");
    let again = runner.invoke("close-firm", &by_slug).await.expect("closed");
    assert_eq!((&first["changed"], &again["changed"]), (&json!(true), &json!(false)));
    assert_eq!(first["closed_at"], again["closed_at"]);
    assert_eq!(reopens(runner, &firm).await["changed"], true);
    assert_eq!(reopens(runner, &firm).await["changed"], false);
    for nonsense in [
        json!({}),
        json!({ "firm": firm.id, "slug": firm.slug }),
        json!({ "slug": "no-such-firm" }),
    ] {
        for flow in ["close-firm", "reopen-firm"] {
            let refused = runner.invoke(flow, &nonsense).await.expect_err("the call is refused");
            assert!(refused["errorMessage"].is_string(), "{refused}");
        }
    }
    let _ = firm.admin.signs_in(PASSWORD).await.is(200);
}

#[tokio::test]
async fn unsent_messages_of_a_closed_firm_are_withheld_and_the_timeline_says_why() {
    let runner = Runner::own().await;
    let firm = runner.firm().await;
    let nora = firm.admin.adds(NewClient::with_mobile()).await;
    // SES and SNS fail for now, so the mail and the PIN wait.
    runner.fails_anywhere("ses").times(1000).await;
    runner.fails_anywhere("sns").times(1000).await;
    let _ = firm.admin.invites(&nora).await.is(200);
    closes(&runner, &firm).await;
    // A sender that is already running fails too; its next try sees that the firm is closed.
    runner.comes_to_rest().await;
    runner.clears_faults().await;
    assert!(nora.mails().await.is_empty() && nora.texts().await.is_empty());

    reopens(&runner, &firm).await;
    let _ = firm.admin.signs_in(PASSWORD).await.is(200);
    is_recorded(&firm.admin, &nora, "message-withheld", 1).await;
    let path = format!("/api/staff/clients/{}/timeline", nora.id);
    let lines = firm.admin.visitor.get(&path).await.is(200).body["lines"].clone();
    let withheld: Vec<_> =
        lines.as_array().expect("lines").iter().map(|line| &line["what"]).collect();
    let withheld: Vec<_> =
        withheld.iter().filter(|what| what["event"] == "message-withheld").collect();
    assert!(withheld.iter().all(|what| what["reason"] == "firm-closed"), "{withheld:?}");
    // It is not sent later, unless it is requested again.
    assert!(nora.mails().await.is_empty());
    let _ = firm.admin.invites(&nora).await.is(200);
    let _ = nora.follows_link(1).await.opens().await.is(200);
}

#[tokio::test]
async fn a_recovery_requested_before_closing_is_not_followed_up_on_reopening() {
    let runner = Runner::own().await;
    let firm = runner.firm().await;
    let nora = firm.admin.adds(NewClient::with_email()).await;
    gets_in(&firm.admin, &nora).await;
    let mails = nora.mails().await.len();
    runner.fails("dynamodb", "BatchGetItem").by("start-recovery").times(9).await;
    let _ = nora.forgets_password(&runner.visitor()).await.is(200);
    closes(&runner, &firm).await;
    runner.clears_faults().await;
    runner.comes_to_rest().await;
    reopens(&runner, &firm).await;
    runner.invoke("sweep-unsent", &json!({})).await.expect("a sweep");
    runner.comes_to_rest().await;
    wait_a_moment().await;
    assert_eq!(nora.mails().await.len(), mails);
}

#[tokio::test]
async fn a_closed_firms_due_dates_are_processed_once_it_reopens() {
    let runner = Runner::own().await;
    let firm = runner.firm().await;
    let nora = firm.admin.adds(NewClient::with_email()).await;
    is_invited(&firm.admin, &nora).await;
    closes(&runner, &firm).await;
    runner.advance(hours(3 * 24 + 1)).await;
    let kept = runner.invoke("keep-dates", &json!({})).await.expect("a run");
    assert_eq!(kept["failed"], 0, "{kept}");
    wait_a_moment().await;
    assert_eq!(nora.mails().await.len(), 1, "no reminder");

    reopens(&runner, &firm).await;
    runner.advance(hours(6)).await;
    runner.invoke("keep-dates", &json!({})).await.expect("a run");
    let _ = firm.admin.signs_in(PASSWORD).await.is(200);
    is_recorded(&firm.admin, &nora, "invitation-reminded", 1).await;
    assert!(nora.newest_mail(2).await.subject.starts_with("A reminder: "));
    assert_eq!(times(&firm.admin, &nora, "message-withheld").await, 0);
}
