//! After the PIN: ten minutes to choose a password, on the same page.

use crate::support::{is_invited, minutes, reaches_password_step, refused_fields, session, times};
use serde_json::json;
use vestibule_tests::{NewClient, OTHER_PASSWORD, PASSWORD, Runner};

#[tokio::test]
async fn access_the_set_up_lasts_ten_minutes_and_then_needs_a_new_pin() {
    let runner = Runner::own().await;
    let firm = runner.firm().await;
    let ada = &firm.admin;
    let nora = ada.adds(NewClient::with_mobile()).await;
    let page = is_invited(ada, &nora).await;
    reaches_password_step(ada, &nora, &page).await;
    runner.advance(minutes(9)).await;
    assert_eq!(page.next().await, "password");
    runner.advance(minutes(1)).await;
    let _ = page.chooses_password(PASSWORD).await.is_problem(409, "set-up-over");
    assert_eq!(ada.reads(&nora).await["security_level"], "low");

    let opened = page.opens().await.is(200);
    assert_eq!(
        (opened.text_at("next"), &opened.body["pin"]["letter"]),
        ("pin".into(), &json!("B"))
    );
    assert_eq!(
        page.types_mobile(nora.mobile.as_deref().unwrap()).await.is(200).text_at("letter"),
        "B"
    );
    let second = nora.newest_text(2).await.pin();
    let _ = page.types_pin(&second).await.is(200);
    runner.advance(minutes(9)).await;
    let _ = page.chooses_password(PASSWORD).await.is(200);
}

#[tokio::test]
async fn access_only_the_page_that_typed_the_pin_may_set_the_password() {
    let firm = Runner::shared().await.firm().await;
    let ada = &firm.admin;
    let nora = ada.adds(NewClient::with_mobile()).await;
    let page = is_invited(ada, &nora).await;
    reaches_password_step(ada, &nora, &page).await;
    let thief = page.again();
    let _ = thief.chooses_password(OTHER_PASSWORD).await.is_problem(409, "set-up-over");
    let _ = thief.types_pin("123456").await.is_problem(409, "pin-not-live");
    assert_eq!(ada.reads(&nora).await["security_level"], "low");
    let _ = page.chooses_password(PASSWORD).await.is(200);
}

#[tokio::test]
async fn inv3_without_the_pin_no_password_is_set() {
    let firm = Runner::shared().await.firm().await;
    let ada = &firm.admin;
    for client in [NewClient::with_mobile(), NewClient::with_email()] {
        let nora = ada.adds(client).await;
        let page = is_invited(ada, &nora).await;
        let _ = page.chooses_password(PASSWORD).await.is_problem(409, "set-up-over");
        if let Some(mobile) = &nora.mobile {
            let _ = page.types_mobile(mobile).await.is(200);
            let _ = page.chooses_password(PASSWORD).await.is_problem(409, "set-up-over");
        }
        let account = ada.reads(&nora).await;
        assert_eq!(
            (&account["security_level"], &account["standing"]),
            (&json!("low"), &json!("invited"))
        );
    }
}

#[tokio::test]
async fn access_the_same_page_gets_the_same_answer_again_when_the_reply_was_lost() {
    let runner = Runner::own().await;
    let firm = runner.firm().await;
    let ada = &firm.admin;
    let nora = ada.adds(NewClient::with_mobile()).await;
    let page = is_invited(ada, &nora).await;
    let pin = ada.reveals_pin(&nora).await;
    let first = page.types_pin(&pin).await.is(200);
    runner.advance(minutes(5)).await;
    let again = page.types_pin(&pin).await.is(200);
    assert_eq!(first.body, again.body, "the ten minutes do not start again");
    assert_eq!(times(ada, &nora, "pin-verified").await, 1);

    let first = page.chooses_password(PASSWORD).await.is(200);
    let again = page.chooses_password(PASSWORD).await.is(200);
    assert_eq!(first.body, again.body);
    assert_eq!(times(ada, &nora, "password-set").await, 1);
    assert_eq!(nora.mails().await.len(), 1, "nobody is notified of it");
    // Another password on the same page is not a repeat of that request.
    let other = page.chooses_password(OTHER_PASSWORD).await.is_problem(409, "link-elsewhere");
    assert_eq!(other.body["next"], "sign-in");
    let browser = runner.visitor();
    let _ = nora.signs_in(&browser, OTHER_PASSWORD).await.is_problem(401, "sign-in-refused");
    let _ = nora.signs_in(&browser, PASSWORD).await.is(200);

    // And only within the ten minutes.
    runner.advance(minutes(5)).await;
    let late = page.chooses_password(PASSWORD).await.is_problem(409, "link-elsewhere");
    assert_eq!(late.body["next"], "sign-in");
}

#[tokio::test]
async fn n8_repeating_a_request_whose_reply_was_lost_returns_the_session() {
    let firm = Runner::shared().await.firm_with(json!({ "after_set_up": "portal" })).await;
    let ada = &firm.admin;
    let nora = ada.adds(NewClient::with_email()).await;
    let page = is_invited(ada, &nora).await;
    reaches_password_step(ada, &nora, &page).await;
    let _ = page.chooses_password(PASSWORD).await.is(200);
    // The reply with the cookie was lost; the page repeats the request with the same secret.
    let mut same_page = page.clone();
    same_page.visitor = page.visitor.another();
    assert_eq!(same_page.chooses_password(PASSWORD).await.is(200).text_at("next"), "portal");
    let _ = session(&same_page.visitor).await.is(200);
    let _ = session(&page.visitor).await.is(200);
    assert_eq!(times(ada, &nora, "password-set").await, 1);
}

#[tokio::test]
async fn access_a_weak_password_is_refused_with_a_reason_and_the_set_up_continues() {
    let firm = Runner::shared().await.firm().await;
    let ada = &firm.admin;
    let nora = ada.adds(NewClient::with_email()).await;
    let page = is_invited(ada, &nora).await;
    reaches_password_step(ada, &nora, &page).await;
    for (weak, code) in [
        ("fourteen chars", "too-short"),
        (&"many words ".repeat(30), "too-long"),
        ("password password password", "too-easy"),
        ("nora fielding nora fielding", "too-easy"),
    ] {
        let refused = page.chooses_password(weak).await.is_problem(422, "fields-refused");
        let fields = refused_fields(&refused);
        assert!(
            matches!(fields.as_slice(), [(field, got)] if field == "password" && got.starts_with(code)),
            "{weak}: {fields:?}"
        );
        assert!(!refused.text.contains(weak), "it is not repeated");
    }
    assert_eq!(ada.reads(&nora).await["security_level"], "low");
    let _ = page.chooses_password(PASSWORD).await.is(200);
}
