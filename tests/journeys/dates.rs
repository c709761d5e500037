//! What happens on a date: reminders, ends, warnings and escalations.

use crate::support::{
    count_mails, gets_in, hours, is_invited, reaches_password_step, receives_mail, session,
    subjects, times, wait_a_moment,
};
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};
use std::time::Duration;
use vestibule_tests::{Client, NewClient, PASSWORD, Page, Runner, Staff};

fn days(count: u64) -> Duration {
    hours(24 * count)
}

/// Runs what the schedule runs every five minutes.
async fn keep_dates(runner: &Runner) -> Value {
    runner.invoke("keep-dates", &json!({})).await.expect("keep-dates runs")
}

/// A day later the adviser signs in again.
async fn passes(runner: &Runner, ada: &Staff, time: Duration) {
    runner.advance(time).await;
    let _ = ada.signs_in(PASSWORD).await.is(200);
}

async fn is_stuck(page: &Page) {
    let told = page.visitor.post("/api/client/tell-adviser", &json!({ "link": page.link })).await;
    let _ = told.is(200);
}

#[tokio::test]
async fn x20_the_client_is_reminded_of_an_unopened_invitation_on_days_3_and_10() {
    let runner = Runner::own().await;
    let firm = runner.firm().await;
    let ada = &firm.admin;
    let nora = ada.adds(NewClient::with_email()).await;
    let page = is_invited(ada, &nora).await;
    passes(&runner, ada, days(3) - hours(1)).await;
    keep_dates(&runner).await;
    assert_eq!(times(ada, &nora, "invitation-reminded").await, 0, "no reminder before its day");
    for (wait, count) in [(hours(2), 1), (days(7), 2), (days(3), 2)] {
        passes(&runner, ada, wait).await;
        // However many runs there are, even at the same time.
        tokio::join!(keep_dates(&runner), keep_dates(&runner), keep_dates(&runner));
        keep_dates(&runner).await;
        assert_eq!(times(ada, &nora, "invitation-reminded").await, count);
        let reminder = nora.newest_mail(1 + count).await;
        assert!(reminder.subject.starts_with("A reminder: "), "{}", reminder.subject);
        assert_eq!(reminder.link(), page.link, "both mails hold the same link");
    }
    wait_a_moment().await;
    assert_eq!(nora.mails().await.len(), 3);
    let fresh = nora.follows_link(3).await;
    reaches_password_step(ada, &nora, &fresh).await;
}

#[tokio::test]
async fn x20_a_client_who_opened_it_or_has_none_any_more_is_not_reminded() {
    let runner = Runner::own().await;
    let firm = runner.firm().await;
    let ada = &firm.admin;
    let [opened, cancelled, revoked] = [
        ada.adds(NewClient::with_email()).await,
        ada.adds(NewClient::with_email()).await,
        ada.adds(NewClient::with_email()).await,
    ];
    let _ = is_invited(ada, &opened).await.opens().await.is(200);
    is_invited(ada, &cancelled).await;
    let path = format!("/api/staff/clients/{}/cancel-invitation", cancelled.id);
    let _ = ada.visitor.post(&path, &json!({})).await.is(200);
    is_invited(ada, &revoked).await;
    let _ = ada.revokes(&revoked).await.is(200);
    passes(&runner, ada, days(11)).await;
    keep_dates(&runner).await;
    wait_a_moment().await;
    for client in [&opened, &cancelled, &revoked] {
        assert_eq!(times(ada, client, "invitation-reminded").await, 0);
        let mails = client.mails().await;
        let subjects = subjects(&mails);
        assert!(!subjects.iter().any(|subject| subject.contains("reminder")), "{subjects:?}");
    }
}

#[tokio::test]
async fn x3_an_expired_link_or_pin_is_refused_at_once_and_recorded_once() {
    let runner = Runner::own().await;
    let firm = runner.firm().await;
    let ada = &firm.admin;
    let nora = ada.adds(NewClient::with_email()).await;
    let page = is_invited(ada, &nora).await;
    let _ = page.opens().await.is(200);
    let pin = ada.reveals_pin(&nora).await;
    passes(&runner, ada, days(14)).await;
    // No sweep has run yet.
    assert_eq!(page.next().await, "expired");
    let refused = page.types_pin(&pin).await.is_problem(409, "link-elsewhere");
    assert_eq!(refused.body["next"], "expired");
    assert_eq!(ada.reads(&nora).await["pin"]["state"], "expired");

    tokio::join!(keep_dates(&runner), keep_dates(&runner));
    for event in ["link-expired", "pin-expired"] {
        assert_eq!(times(ada, &nora, event).await, 1, "{event}");
    }
    assert_eq!(page.next().await, "expired");
    assert_eq!(keep_dates(&runner).await["kept"], 0, "nothing is due any more");
}

async fn ends_in(runner: &Runner, ada: &Staff, nora: &Client, days: i64) {
    // Only the runner's clock counts; here it is today's.
    let _ = runner;
    let at = Timestamp::now() + SignedDuration::from_hours(24 * days);
    let path = format!("/api/staff/clients/{}/set-expiry", nora.id);
    let _ = ada.visitor.post(&path, &json!({ "expires_at": at.to_string() })).await.is(200);
}

#[tokio::test]
async fn x13_n2_the_adviser_is_notified_14_and_3_days_before_a_login_ends() {
    let runner = Runner::own().await;
    let firm = runner.firm().await;
    let ada = &firm.admin;
    let nora = ada.adds(NewClient::with_email()).await;
    let browser = gets_in(ada, &nora).await;
    ends_in(&runner, ada, &nora, 20).await;
    for (wait, told) in [(days(5), 0), (days(1) + hours(1), 1), (days(10), 1), (days(1), 2)] {
        passes(&runner, ada, wait).await;
        tokio::join!(keep_dates(&runner), keep_dates(&runner));
        assert_eq!(times(ada, &nora, "login-expiring").await, told);
    }
    receives_mail(ada, "The login of Nora Fielding ends soon").await;
    let _ = nora.signs_in(&browser, PASSWORD).await.is(200);

    passes(&runner, ada, days(3)).await;
    let _ = session(&browser).await.is_problem(401, "not-signed-in");
    let _ = nora.signs_in(&browser, PASSWORD).await.is_problem(403, "login-expired");
    assert_eq!(times(ada, &nora, "login-expired").await, 0, "refused before any sweep");
    tokio::join!(keep_dates(&runner), keep_dates(&runner));
    assert_eq!(times(ada, &nora, "login-expired").await, 1);
    wait_a_moment().await;
    assert_eq!(count_mails(ada, "The login of Nora Fielding ends soon").await, 2);
}

#[tokio::test]
async fn p19_a_notification_unread_for_two_hours_is_escalated_to_the_firm_admin_once() {
    let runner = Runner::own().await;
    let firm = runner.firm().await;
    let ada = &firm.admin;
    let ben = firm.adds_staff("adviser").await;
    let nora = ben.adds(NewClient::with_email()).await;
    let page = is_invited(&ben, &nora).await;
    is_stuck(&page).await;
    receives_mail(&ben, "Nora Fielding is stuck").await;
    runner.advance(hours(2) - Duration::from_secs(60)).await;
    keep_dates(&runner).await;
    wait_a_moment().await;
    assert_eq!(
        count_mails(ada, "Waiting: Nora Fielding is stuck").await,
        0,
        "no escalation before two hours"
    );
    runner.advance(Duration::from_secs(120)).await;
    tokio::join!(keep_dates(&runner), keep_dates(&runner));
    let mail = receives_mail(ada, "Waiting: Nora Fielding is stuck").await;
    assert!(mail.text.contains("Ben Okoro"), "{}", mail.text);
    runner.advance(hours(3)).await;
    keep_dates(&runner).await;
    wait_a_moment().await;
    assert_eq!(count_mails(ada, "Waiting").await, 1);
    assert_eq!(count_mails(&ben, "Waiting").await, 0, "its first recipient is not notified again");
    let _ = ada.signs_in(PASSWORD).await.is(200);
    assert_eq!(times(ada, &nora, "escalated").await, 1);
}

#[tokio::test]
async fn p19_a_read_notification_is_not_escalated_and_a_sole_admin_is_notified_again() {
    let runner = Runner::own().await;
    let firm = runner.firm().await;
    let ada = &firm.admin;
    let [read, unread] =
        [ada.adds(NewClient::with_email()).await, ada.adds(NewClient::with_email()).await];
    for client in [&read, &unread] {
        is_stuck(&is_invited(ada, client).await).await;
    }
    let _ = ada.reads(&read).await;
    runner.advance(hours(2)).await;
    keep_dates(&runner).await;
    receives_mail(ada, "Waiting: Nora Fielding is stuck").await;
    wait_a_moment().await;
    assert_eq!(count_mails(ada, "Waiting").await, 1);
    let _ = ada.signs_in(PASSWORD).await.is(200);
    assert_eq!(times(ada, &read, "escalated").await, 0);
    assert_eq!(times(ada, &unread, "escalated").await, 1);
}

#[tokio::test]
async fn p19_an_escalation_notifies_only_active_admins() {
    let runner = Runner::own().await;
    let firm = runner.firm().await;
    let ada = &firm.admin;
    let (ben, eve) = (firm.adds_staff("firm-admin").await, firm.adds_staff("firm-admin").await);
    let invited = firm.invites_staff("firm-admin").await;
    let _ = ada.does("deactivate", &eve, &json!({ "successor": ben.id })).await.is(200);
    let nora = ada.adds(NewClient::with_email()).await;
    is_stuck(&is_invited(ada, &nora).await).await;
    runner.advance(hours(2)).await;
    keep_dates(&runner).await;
    receives_mail(&ben, "Waiting: Nora Fielding is stuck").await;
    wait_a_moment().await;
    for nobody in [ada, &eve, &invited] {
        assert_eq!(count_mails(nobody, "Waiting").await, 0);
    }
}

#[tokio::test]
async fn inv4_due_work_that_fails_delays_nobody_and_is_done_later() {
    let runner = Runner::own().await;
    let firm = runner.firm().await;
    let ada = &firm.admin;
    let mut clients = Vec::new();
    for _ in 0..6 {
        let nora = ada.adds(NewClient::with_email()).await;
        is_invited(ada, &nora).await;
        clients.push(nora);
    }
    // The outcome of the mails is recorded by now, so it takes none of the faults.
    wait_a_moment().await;
    passes(&runner, ada, days(3)).await;
    // The SDK tries three times, and four shards are handled in parallel: the faults hit two to
    // four clients.
    runner.fails("dynamodb", "TransactWriteItems").with("throttle").times(12).await;
    let first = keep_dates(&runner).await;
    assert_eq!(runner.clears_faults().await, 0);
    let number = |name: &str| first[name].as_u64().expect("a number");
    let (kept, failed) = (number("kept"), number("failed"));
    assert!((2..=4).contains(&failed) && kept + failed == 6, "{first}");
    assert_eq!(keep_dates(&runner).await["kept"], 0, "it rests");
    runner.advance(Duration::from_secs(16 * 60)).await;
    assert_eq!(keep_dates(&runner).await["kept"], failed);
    for nora in &clients {
        assert_eq!(times(ada, nora, "invitation-reminded").await, 1);
    }
}
