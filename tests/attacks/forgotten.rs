//! "Forgot password" with addresses of all kinds, and floods of it.

use crate::scene::{at_once, of_all_kinds, revealing_headers, signed_in};
use serde_json::json;
use std::time::Duration;
use vestibule_tests::{Answer, Client, NewClient, PASSWORD, Page, Runner};

/// Everything in an answer that could reveal something.
fn told(answer: &Answer) -> (u16, String, Vec<(String, String)>) {
    (answer.status, answer.text_without_request_id(), revealing_headers(answer))
}

#[tokio::test]
async fn forgot_password_replies_the_same_to_known_unknown_revoked_and_never_activated_addresses() {
    let runner = Runner::own().await;
    let firm = runner.firm().await;
    let people = of_all_kinds(&runner, &firm).await;
    let mails = futures_mails(&people).await;
    let browser = runner.visitor();
    let first = people[0].1.forgets_password(&browser).await.is(200);
    for _ in 0..2 {
        for (kind, client) in &people {
            assert_eq!(told(&client.forgets_password(&browser).await), told(&first), "{kind}");
        }
    }
    // Only accounts with a password get mail.
    for (kind, client) in &people {
        if matches!(*kind, "active" | "waiting") {
            let _ = client.newest_mail(mails_of(&mails, kind) + 1).await;
        }
    }
    runner.comes_to_rest().await;
    for ((kind, client), before) in people.iter().zip(&mails) {
        let more = usize::from(matches!(*kind, "active" | "waiting"));
        assert_eq!(client.mails().await.len(), before.1 + more, "{kind}");
        assert!(client.texts().await.is_empty(), "{kind}");
    }
}

async fn futures_mails(people: &[(&'static str, Client)]) -> Vec<(&'static str, usize)> {
    let mut counts = Vec::new();
    for (kind, client) in people {
        counts.push((*kind, client.mails().await.len()));
    }
    counts
}

fn mails_of(mails: &[(&'static str, usize)], kind: &str) -> usize {
    mails.iter().find(|(of, _)| *of == kind).map_or(0, |(_, count)| *count)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_hundred_recovery_requests_at_once_send_one_mail() {
    let runner = Runner::shared().await;
    let firm = runner.firm().await;
    let (nora, _) = signed_in(runner, &firm).await;
    let before = nora.mails().await.len();
    let senders: Vec<_> = (0..100).map(|_| (nora.clone(), runner.visitor())).collect();
    let answers = at_once(
        senders,
        |(_, browser)| browser,
        |(nora, browser)| async move { nora.forgets_password(&browser).await },
    )
    .await;
    assert!(answers.iter().all(|answer| answer.status == 200), "{answers:?}");
    let page = nora.follows_link(before + 1).await;
    assert_eq!(page.next().await, "pin");
    tokio::time::sleep(Duration::from_secs(1)).await;
    assert_eq!(nora.mails().await.len(), before + 1);
}

#[tokio::test]
async fn a_stranger_who_types_the_address_voids_no_pin_ends_no_recovery_and_uses_no_text() {
    let runner = Runner::own().await;
    let firm = runner.firm().await;
    let ada = &firm.admin;
    let nora = ada.adds(NewClient::with_mobile()).await;
    let _ = ada.invites(&nora).await.is(200);
    // Invited: the live PIN stays valid.
    let page = nora.follows_link(1).await;
    let _ = page.types_mobile(nora.mobile.as_deref().expect("a mobile")).await.is(200);
    let pin = nora.newest_text(1).await.pin();
    let stranger = runner.visitor();
    let _ = nora.forgets_password(&stranger).await.is(200);
    // A request that is followed up only once there is a password would mail a link.
    runner.comes_to_rest().await;
    let _ = page.types_pin(&pin).await.is(200);
    let _ = page.chooses_password(PASSWORD).await.is(200);

    // A recovery at any step continues, whatever strangers type.
    runner.advance(Duration::from_secs(31 * 60)).await;
    let _ = nora.forgets_password(&runner.visitor()).await.is(200);
    let recovery = nora.follows_link(2).await;
    let go_on = json!({ "link": recovery.link });
    let _ = recovery.visitor.post("/api/client/recover-password", &go_on).await.is(200);
    let pin = nora.newest_text(2).await.pin();
    runner.advance(Duration::from_secs(8 * 60)).await;
    let _ = nora.forgets_password(&stranger).await.is(200);
    runner.comes_to_rest().await;
    let _ = recovery.types_pin(&pin).await.is(200);
    runner.advance(Duration::from_secs(9 * 60)).await;
    let _ = nora.forgets_password(&stranger).await.is(200);
    runner.comes_to_rest().await;
    let _ = recovery.chooses_password("brass lanterns over the quay").await.is(200);
    assert_eq!(nora.texts().await.len(), 2);
}

#[tokio::test]
async fn another_firms_address_and_an_unknown_firm_send_nothing() {
    let runner = Runner::shared().await;
    let (firm, other) = (runner.firm().await, runner.firm().await);
    let (nora, browser) = signed_in(runner, &firm).await;
    let before = nora.mails().await.len();
    let mut elsewhere = nora.clone();
    elsewhere.firm = other.id.clone();
    let _ = elsewhere.forgets_password(&browser).await.is(200);
    elsewhere.firm = uuid::Uuid::new_v4().to_string();
    let _ = elsewhere.forgets_password(&browser).await.is_problem(404, "not-found");
    tokio::time::sleep(Duration::from_millis(600)).await;
    assert_eq!(nora.mails().await.len(), before);
    let _: Page = nora.follows_link(before).await;
}

#[tokio::test]
async fn a_day_of_requests_sends_a_client_three_mails() {
    let runner = Runner::own().await;
    let firm = runner.firm().await;
    let (nora, _) = signed_in(&runner, &firm).await;
    let before = nora.mails().await.len();
    let stranger = runner.visitor();
    for hour in 0..6 {
        let _ = nora.forgets_password(&stranger).await.is(200);
        if hour < 3 {
            let _ = nora.newest_mail(before + 1 + hour).await;
        }
        runner.comes_to_rest().await;
        runner.advance(Duration::from_secs(60 * 60)).await;
    }
    assert_eq!(nora.mails().await.len(), before + 3);
    // The link that was mailed still works: nobody is kept from a recovery.
    assert_eq!(nora.follows_link(before + 3).await.next().await, "pin");
    runner.advance(Duration::from_secs(19 * 60 * 60)).await;
    let _ = nora.forgets_password(&stranger).await.is(200);
    let _ = nora.newest_mail(before + 4).await;
}
