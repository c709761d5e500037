//! A button that is pressed fifty times: one message for each window.

use crate::scene::{at_once, at_pin_step, count, invited, notices, signed_in, told};
use serde_json::json;
use vestibule_tests::{Answer, NewClient, Page, Runner};

/// Fifty requests with this link at the same moment, each from a different source.
async fn fifty(runner: &Runner, page: &Page, flow: &'static str) -> Vec<Answer> {
    let pages = (0..50).map(|_| Page::on(runner.visitor(), &page.link)).collect();
    at_once(
        pages,
        |page: &Page| &page.visitor,
        move |page: Page| async move {
            let path = format!("/api/client/{flow}");
            page.visitor.post(&path, &json!({ "link": page.link })).await
        },
    )
    .await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn p16_x20_fifty_requests_for_a_pin_or_help_notify_the_adviser_once() {
    let runner = Runner::shared().await;
    let scene = at_pin_step(runner).await;
    for (flow, line, words) in
        [("request-pin", "pin-asked-for", "needs the PIN"), ("tell-adviser", "stuck-told", "stuck")]
    {
        let answers = fifty(runner, &scene.page, flow).await;
        let seen = told(&answers);
        assert!(seen.keys().all(|what| ["200", "lost-race"].contains(&what.as_str())), "{seen:?}");
        assert_eq!(notices(&scene.firm, words).await, 1, "{flow}");
        assert_eq!(count(&scene.firm.admin.timeline(&scene.client).await, line), 1, "{flow}");
    }
    let _ = scene.page.types_pin(&scene.pin).await.is(200);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn x17_fifty_requests_for_a_fresh_link_mail_none_within_the_window_and_one_after_it() {
    let runner = Runner::own().await;
    let firm = runner.firm().await;
    let (client, old, _) = invited(&firm, NewClient::with_email()).await;
    let _ = firm.admin.invites(&client).await.is(200);
    let _ = client.newest_mail(2).await;
    let early = told(&fifty(&runner, &old, "renew-link").await);
    assert_eq!(early.get("too-soon"), Some(&50), "{early:?}");
    runner.advance(std::time::Duration::from_secs(15 * 60)).await;
    let seen = told(&fifty(&runner, &old, "renew-link").await);
    assert_eq!(seen.get("200"), Some(&1), "{seen:?}");
    let fresh = Page::on(runner.visitor(), &client.newest_mail(3).await.link());
    assert_eq!(fresh.next().await, "pin");
    assert_eq!(count(&firm.admin.timeline(&client).await, "link-renewed"), 1);
    assert_eq!(client.mails().await.len(), 3);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn continuing_a_recovery_fifty_times_texts_one_pin() {
    let runner = Runner::shared().await;
    let firm = runner.firm().await;
    let client = firm.admin.adds(NewClient::with_mobile()).await;
    let _ = firm.admin.invites(&client).await.is(200);
    let page = client.follows_link(1).await;
    let _ = page.types_mobile(client.mobile.as_deref().expect("a mobile")).await.is(200);
    let _ = page.types_pin(&client.newest_text(1).await.pin()).await.is(200);
    let _ = page.chooses_password(vestibule_tests::PASSWORD).await.is(200);
    let path = format!("/api/staff/clients/{}/renew-pin", client.id);
    let _ = firm.admin.visitor.post(&path, &json!({})).await.is(200);
    let recovery = client.follows_link(2).await;
    let before = count(&firm.admin.timeline(&client).await, "pin-text-requested");
    let answers = fifty(runner, &recovery, "recover-password").await;
    let seen = told(&answers);
    let known = ["200", "too-soon", "lost-race"];
    assert!(seen.keys().all(|what| known.contains(&what.as_str())), "{seen:?}");
    let timeline = firm.admin.timeline(&client).await;
    let texts = count(&timeline, "pin-text-requested") - before;
    assert!(texts <= 1, "{texts} texts were requested: {timeline:?}");
}

#[tokio::test]
async fn an_address_of_a_session_gets_no_second_invitation() {
    let runner = Runner::shared().await;
    let firm = runner.firm().await;
    let (client, _) = signed_in(runner, &firm).await;
    for _ in 0..3 {
        let _ = firm.admin.invites(&client).await.is_problem(409, "already-active");
    }
    assert_eq!(client.mails().await.len(), 1);
}
