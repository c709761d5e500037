//! "Forgot password" on the sign-in page, known devices, and the first sign-in.

use crate::support::{
    count_mails, gets_in, minutes, receives_mail, retry_after, session, sets_up, times,
    wait_a_moment,
};
use serde_json::json;
use std::time::Duration;
use vestibule_tests::{Client, NewClient, OTHER_PASSWORD, PASSWORD, Page, Runner, Visitor};

/// "Continue" on the page of a recovery link.
async fn continues(page: &Page) -> vestibule_tests::Answer {
    page.visitor.post("/api/client/recover-password", &json!({ "link": page.link })).await
}

#[tokio::test]
async fn p13_a_client_recovers_a_password_by_link_and_texted_pin_without_the_adviser() {
    let runner = Runner::shared().await;
    let firm = runner.firm().await;
    let ada = &firm.admin;
    let nora = ada.adds(NewClient::with_mobile()).await;
    let (phone, laptop) = (gets_in(ada, &nora).await, runner.visitor());
    let (mails, texts) = (nora.mails().await.len(), nora.texts().await.len());

    let asked = nora.forgets_password(&laptop).await.is(200);
    assert_eq!(asked.body, json!({ "next": "mail" }));
    let page = nora.follows_link(mails + 1).await;
    // The mail alone changes nothing: no PIN is generated, and the old password and the session
    // work.
    assert_eq!(page.next().await, "pin");
    assert_eq!(nora.texts().await.len(), texts);
    let _ = session(&phone).await.is(200);
    let _ = nora.signs_in(&laptop, PASSWORD).await.is(200);

    let begun = continues(&page).await.is(200);
    assert_eq!((begun.text_at("by"), begun.text_at("next")), ("texted".into(), "pin".into()));
    let pin = nora.newest_text(texts + 1).await.pin();
    assert_eq!(page.types_pin(&pin).await.is(200).text_at("next"), "password");
    assert_eq!(page.chooses_password(OTHER_PASSWORD).await.is(200).text_at("next"), "sign-in");

    // All open sessions have ended, and the old password no longer works.
    for browser in [&phone, &laptop] {
        let _ = session(browser).await.is_problem(401, "not-signed-in");
    }
    let _ = nora.signs_in(&phone, PASSWORD).await.is_problem(401, "sign-in-refused");
    let _ = nora.signs_in(&phone, OTHER_PASSWORD).await.is(200);
    assert_eq!(page.next().await, "sign-in", "the link is used");
    assert_eq!(
        count_mails(ada, "Nora Fielding asked for a new PIN").await,
        0,
        "off unless opted in"
    );
    assert_eq!(times(ada, &nora, "password-forgotten").await, 2, "requested, and followed up");
}

#[tokio::test]
async fn p14_without_a_mobile_the_adviser_is_notified_and_reads_the_pin_out() {
    let runner = Runner::shared().await;
    let firm = runner.firm().await;
    let ada = &firm.admin;
    let nora = ada.adds(NewClient::with_email()).await;
    sets_up(ada, &nora).await;
    let _ = nora.forgets_password(&runner.visitor()).await.is(200);
    let page = nora.follows_link(2).await;
    let begun = continues(&page).await.is(200);
    assert_eq!((begun.text_at("by"), &begun.body["told"]), ("adviser".into(), &json!(true)));
    assert_eq!(begun.text_at("adviser"), "Ada Marsh");
    receives_mail(ada, "Nora Fielding needs the PIN").await;

    // Until then the old password works; once she has requested a new PIN it does not.
    let _ = nora.signs_in(&runner.visitor(), PASSWORD).await.is(200);
    let path = format!("/api/staff/clients/{}/renew-pin", nora.id);
    let _ = ada.visitor.post(&path, &json!({})).await.is(200);
    let page = nora.follows_link(3).await;
    let pin = ada.reveals_pin(&nora).await;
    let refused = nora.signs_in(&runner.visitor(), PASSWORD).await;
    let _ = refused.is_problem(403, "recovery-required");
    let _ = page.types_pin(&pin).await.is(200);
    let _ = page.chooses_password(OTHER_PASSWORD).await.is(200);
    let _ = nora.signs_in(&runner.visitor(), OTHER_PASSWORD).await.is(200);
}

#[tokio::test]
async fn access_a_repeat_within_fifteen_minutes_mails_no_second_link() {
    let runner = Runner::own().await;
    let firm = runner.firm().await;
    let nora = firm.admin.adds(NewClient::with_email()).await;
    sets_up(&firm.admin, &nora).await;
    let browser = runner.visitor();
    for _ in 0..3 {
        let _ = nora.forgets_password(&browser).await.is(200);
    }
    let first = nora.follows_link(2).await;
    wait_a_moment().await;
    assert_eq!(nora.mails().await.len(), 2);
    runner.advance(minutes(31)).await;
    let _ = nora.forgets_password(&browser).await.is(200);
    let second = nora.follows_link(3).await;
    assert_eq!(second.link, first.link, "the live link is mailed again");
    assert_eq!(second.next().await, "pin");
}

#[tokio::test]
async fn x5_a_password_can_be_recovered_during_a_wait_after_wrong_ones() {
    let runner = Runner::shared().await;
    let firm = runner.firm().await;
    let nora = firm.admin.adds(NewClient::with_mobile()).await;
    sets_up(&firm.admin, &nora).await;
    let stranger = runner.visitor();
    for _ in 0..12 {
        let _ = nora.signs_in(&stranger, OTHER_PASSWORD).await;
    }
    let texts = nora.texts().await.len();
    let _ = nora.forgets_password(&runner.visitor()).await.is(200);
    let page = nora.follows_link(2).await;
    let _ = continues(&page).await.is(200);
    let _ = page.types_pin(&nora.newest_text(texts + 1).await.pin()).await.is(200);
    let _ = page.chooses_password(OTHER_PASSWORD).await.is(200);
    // A new password starts without a wait.
    let _ = nora.signs_in(&runner.visitor(), OTHER_PASSWORD).await.is(200);
}

/// Tries wrong passwords until the wait is two minutes long.
async fn keeps_guessing(runner: &Runner, nora: &Client, browser: &Visitor) {
    loop {
        let wrong = nora.signs_in(browser, OTHER_PASSWORD).await;
        let wrong = wrong.is_problem(401, "sign-in-refused");
        let Some(wait) = wrong.header("retry-after").and_then(|text| text.parse().ok()) else {
            continue;
        };
        if wait >= 120 {
            return;
        }
        runner.advance(Duration::from_secs(wait)).await;
    }
}

#[tokio::test]
async fn x5_a_known_device_is_not_locked_out_by_guesses_from_elsewhere() {
    let runner = Runner::own().await;
    let firm = runner.firm().await;
    let (nora, tom) = (
        firm.admin.adds(NewClient::with_email()).await,
        firm.admin.adds(NewClient::with_email()).await,
    );
    let own = gets_in(&firm.admin, &nora).await;
    sets_up(&firm.admin, &tom).await;
    let cookie = own.cookie("__Host-vestibule-device").expect("the device is remembered");
    let stranger = runner.visitor();
    keeps_guessing(&runner, &nora, &stranger).await;
    let _ = nora.signs_in(&runner.visitor(), PASSWORD).await.is_problem(429, "password-waits");
    // Her own browser is still known, signed out or not, and keeps the same cookie.
    let _ = nora.signs_in(&own, PASSWORD).await.is(200);
    assert_eq!(own.cookie("__Host-vestibule-device"), Some(cookie.clone()));
    // That gave the stranger no free tries.
    let _ = nora.signs_in(&stranger, PASSWORD).await.is_problem(429, "password-waits");
    // A made-up cookie is not a known device.
    let made_up = runner.visitor();
    made_up.set_cookie("__Host-vestibule-device", &cookie.replace(&cookie[..4], "AAAA"));
    let waits = nora.signs_in(&made_up, PASSWORD).await.is_problem(429, "password-waits");
    assert!(retry_after(&waits) >= 1);
    // The device's own budget is as small as any other.
    for count in 1..=5 {
        let wrong = nora.signs_in(&own, OTHER_PASSWORD).await.is_problem(401, "sign-in-refused");
        assert_eq!(wrong.header("retry-after").is_some(), count == 5, "number {count}");
    }
    // For another account it is an ordinary device: its cookie opens nothing and saves no wait.
    keeps_guessing(&runner, &tom, &stranger).await;
    let _ = tom.signs_in(&own, PASSWORD).await.is_problem(429, "password-waits");
}

#[tokio::test]
async fn p19_the_adviser_is_notified_of_the_first_sign_in_only() {
    let runner = Runner::shared().await;
    let firm = runner.firm().await;
    let ada = &firm.admin;
    let nora = ada.adds(NewClient::with_email()).await;
    sets_up(ada, &nora).await;
    assert_eq!(count_mails(ada, "Nora Fielding has signed in").await, 0);
    for _ in 0..3 {
        let _ = nora.signs_in(&runner.visitor(), PASSWORD).await.is(200);
    }
    receives_mail(ada, "Nora Fielding has signed in for the first time").await;
    wait_a_moment().await;
    assert_eq!(count_mails(ada, "Nora Fielding has signed in").await, 1);

    // Where set-up ends in the portal, that counts as the first sign-in.
    let firm = runner.firm_with(json!({ "after_set_up": "portal" })).await;
    let ada = &firm.admin;
    let tom = ada.adds(NewClient::with_email()).await;
    sets_up(ada, &tom).await;
    receives_mail(ada, "Nora Fielding has signed in for the first time").await;
    let _ = tom.signs_in(&runner.visitor(), PASSWORD).await.is(200);
    wait_a_moment().await;
    assert_eq!(count_mails(ada, "Nora Fielding has signed in").await, 1);
}
