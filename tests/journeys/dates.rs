//! What happens by its date: reminders, ends, warnings, and what lies unread.

use crate::support::{
    a_moment_passes, comes_to_password, gets_in, hours, is_invited, is_told, session, subjects,
    tellings, times,
};
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};
use std::time::Duration;
use vestibule_tests::{Client, NewClient, PASSWORD, Page, Runner, Staff};

fn days(count: u64) -> Duration {
    hours(24 * count)
}

/// What the schedule does every five minutes.
async fn dates_are_kept(runner: &Runner) -> Value {
    runner.invoke("keep-dates", &json!({})).await.expect("what is due is done")
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
async fn x20_an_invitation_that_nobody_opened_is_brought_to_mind_on_days_3_and_10() {
    let runner = Runner::own().await;
    let firm = runner.firm().await;
    let ada = &firm.admin;
    let nora = ada.adds(NewClient::with_email()).await;
    let page = is_invited(ada, &nora).await;
    passes(&runner, ada, days(3) - hours(1)).await;
    dates_are_kept(&runner).await;
    assert_eq!(times(ada, &nora, "invitation-reminded").await, 0, "not before its day");
    for (wait, count) in [(hours(2), 1), (days(7), 2), (days(3), 2)] {
        passes(&runner, ada, wait).await;
        // However many runs there are, and whether or not at the same time.
        tokio::join!(dates_are_kept(&runner), dates_are_kept(&runner), dates_are_kept(&runner));
        dates_are_kept(&runner).await;
        assert_eq!(times(ada, &nora, "invitation-reminded").await, count);
        let reminder = nora.newest_mail(1 + count).await;
        assert!(reminder.subject.starts_with("A reminder: "), "{}", reminder.subject);
        assert_eq!(reminder.link(), page.link, "both mails hold the same link");
    }
    a_moment_passes().await;
    assert_eq!(nora.mails().await.len(), 3);
    let fresh = nora.follows_link(3).await;
    comes_to_password(ada, &nora, &fresh).await;
}

#[tokio::test]
async fn x20_whoever_opened_it_or_has_none_any_more_is_not_reminded() {
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
    dates_are_kept(&runner).await;
    a_moment_passes().await;
    for client in [&opened, &cancelled, &revoked] {
        assert_eq!(times(ada, client, "invitation-reminded").await, 0);
        let mails = client.mails().await;
        let subjects = subjects(&mails);
        assert!(!subjects.iter().any(|subject| subject.contains("reminder")), "{subjects:?}");
    }
}

#[tokio::test]
async fn x3_what_has_ended_is_refused_at_once_and_stands_on_the_timeline_once() {
    let runner = Runner::own().await;
    let firm = runner.firm().await;
    let ada = &firm.admin;
    let nora = ada.adds(NewClient::with_email()).await;
    let page = is_invited(ada, &nora).await;
    let _ = page.opens().await.is(200);
    let pin = ada.reveals_pin(&nora).await;
    passes(&runner, ada, days(14)).await;
    // Nobody has swept yet.
    assert_eq!(page.next().await, "expired");
    let refused = page.types_pin(&pin).await.is_problem(409, "link-elsewhere");
    assert_eq!(refused.body["next"], "expired");
    assert_eq!(ada.reads(&nora).await["pin"]["state"], "expired");

    tokio::join!(dates_are_kept(&runner), dates_are_kept(&runner));
    for event in ["link-expired", "pin-expired"] {
        assert_eq!(times(ada, &nora, event).await, 1, "{event}");
    }
    assert_eq!(page.next().await, "expired");
    assert_eq!(dates_are_kept(&runner).await["kept"], 0, "nothing is due any more");
}

async fn ends_in(runner: &Runner, ada: &Staff, nora: &Client, days: i64) {
    // The runner's clock is the one that counts: it is today's here.
    let _ = runner;
    let at = Timestamp::now() + SignedDuration::from_hours(24 * days);
    let path = format!("/api/staff/clients/{}/set-expiry", nora.id);
    let _ = ada.visitor.post(&path, &json!({ "expires_at": at.to_string() })).await.is(200);
}

#[tokio::test]
async fn x13_n2_the_adviser_is_told_14_and_3_days_before_a_login_ends_and_then_it_has_ended() {
    let runner = Runner::own().await;
    let firm = runner.firm().await;
    let ada = &firm.admin;
    let nora = ada.adds(NewClient::with_email()).await;
    let browser = gets_in(ada, &nora).await;
    ends_in(&runner, ada, &nora, 20).await;
    for (wait, told) in [(days(5), 0), (days(1) + hours(1), 1), (days(10), 1), (days(1), 2)] {
        passes(&runner, ada, wait).await;
        tokio::join!(dates_are_kept(&runner), dates_are_kept(&runner));
        assert_eq!(times(ada, &nora, "login-expiring").await, told);
    }
    is_told(ada, "The login of Nora Fielding ends soon").await;
    let _ = nora.signs_in(&browser, PASSWORD).await.is(200);

    passes(&runner, ada, days(3)).await;
    let _ = session(&browser).await.is_problem(401, "not-signed-in");
    let _ = nora.signs_in(&browser, PASSWORD).await.is_problem(403, "login-expired");
    assert_eq!(times(ada, &nora, "login-expired").await, 0, "refused before anybody swept");
    tokio::join!(dates_are_kept(&runner), dates_are_kept(&runner));
    assert_eq!(times(ada, &nora, "login-expired").await, 1);
    a_moment_passes().await;
    assert_eq!(tellings(ada, "The login of Nora Fielding ends soon").await, 2);
}

#[tokio::test]
async fn p19_what_lies_unread_for_two_hours_goes_to_the_firm_admin_too_and_once() {
    let runner = Runner::own().await;
    let firm = runner.firm().await;
    let ada = &firm.admin;
    let ben = firm.adds_staff("adviser").await;
    let nora = ben.adds(NewClient::with_email()).await;
    let page = is_invited(&ben, &nora).await;
    is_stuck(&page).await;
    is_told(&ben, "Nora Fielding is stuck").await;
    runner.advance(hours(2) - Duration::from_secs(60)).await;
    dates_are_kept(&runner).await;
    a_moment_passes().await;
    assert_eq!(tellings(ada, "Unread: Nora Fielding is stuck").await, 0, "not before two hours");
    runner.advance(Duration::from_secs(120)).await;
    tokio::join!(dates_are_kept(&runner), dates_are_kept(&runner));
    let mail = is_told(ada, "Unread: Nora Fielding is stuck").await;
    assert!(mail.text.contains("Ben Okoro"), "{}", mail.text);
    runner.advance(hours(3)).await;
    dates_are_kept(&runner).await;
    a_moment_passes().await;
    assert_eq!(tellings(ada, "Unread").await, 1);
    assert_eq!(tellings(&ben, "Unread").await, 0, "who left it unread was told already");
    let _ = ada.signs_in(PASSWORD).await.is(200);
    assert_eq!(times(ada, &nora, "escalated").await, 1);
}

#[tokio::test]
async fn p19_what_was_read_goes_nowhere_and_who_is_alone_is_told_again() {
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
    dates_are_kept(&runner).await;
    is_told(ada, "Unread: Nora Fielding is stuck").await;
    a_moment_passes().await;
    assert_eq!(tellings(ada, "Unread").await, 1);
    let _ = ada.signs_in(PASSWORD).await.is(200);
    assert_eq!(times(ada, &read, "escalated").await, 0);
    assert_eq!(times(ada, &unread, "escalated").await, 1);
}

#[tokio::test]
async fn p19_of_the_admins_those_who_are_there_are_told() {
    let runner = Runner::own().await;
    let firm = runner.firm().await;
    let ada = &firm.admin;
    let (ben, eve) = (firm.adds_staff("firm-admin").await, firm.adds_staff("firm-admin").await);
    let invited = firm.invites_staff("firm-admin").await;
    let _ = ada.does("deactivate", &eve, &json!({ "successor": ben.id })).await.is(200);
    let nora = ada.adds(NewClient::with_email()).await;
    is_stuck(&is_invited(ada, &nora).await).await;
    runner.advance(hours(2)).await;
    dates_are_kept(&runner).await;
    is_told(&ben, "Unread: Nora Fielding is stuck").await;
    a_moment_passes().await;
    for nobody in [ada, &eve, &invited] {
        assert_eq!(tellings(nobody, "Unread").await, 0);
    }
}

#[tokio::test]
async fn inv4_what_could_not_be_done_holds_up_nobody_and_is_done_later() {
    let runner = Runner::own().await;
    let firm = runner.firm().await;
    let ada = &firm.admin;
    let mut clients = Vec::new();
    for _ in 0..6 {
        let nora = ada.adds(NewClient::with_email()).await;
        is_invited(ada, &nora).await;
        clients.push(nora);
    }
    // What became of the mails is recorded by now, and takes none of the faults.
    a_moment_passes().await;
    passes(&runner, ada, days(3)).await;
    // The SDK tries three times, and four shards are dealt with side by side: two to four clients
    // are hit, whoever they are.
    runner.fails("dynamodb", "TransactWriteItems").with("throttle").times(12).await;
    let first = dates_are_kept(&runner).await;
    assert_eq!(runner.clears_faults().await, 0);
    let number = |name: &str| first[name].as_u64().expect("a number");
    let (kept, failed) = (number("kept"), number("failed"));
    assert!((2..=4).contains(&failed) && kept + failed == 6, "{first}");
    assert_eq!(dates_are_kept(&runner).await["kept"], 0, "it rests");
    runner.advance(Duration::from_secs(16 * 60)).await;
    assert_eq!(dates_are_kept(&runner).await["kept"], failed);
    for nora in &clients {
        assert_eq!(times(ada, nora, "invitation-reminded").await, 1);
    }
}
