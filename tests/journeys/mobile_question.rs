//! The link asks for the mobile on record before the PIN is texted.

use crate::support::{
    count_mails, is_invited, is_recorded, not, receives_mail, retry_after, times, wait_a_moment,
};
use serde_json::Value;
use std::time::Duration;
use vestibule_tests::{Answer, NewClient, Runner};

#[tokio::test]
async fn p6_the_mobile_on_record_is_recognised_however_it_is_spelled() {
    let runner = Runner::shared().await;
    let firm = runner.firm().await;
    let ada = &firm.admin;
    let nora = ada.adds(NewClient::with_mobile()).await;
    let e164 = nora.mobile.clone().unwrap();
    let national = format!("0{}", &e164[3..]);
    let page = is_invited(ada, &nora).await;
    let spellings = [
        e164.clone(),
        national.clone(),
        format!("{} {} {}", &national[..5], &national[5..8], &national[8..]),
        format!("{}-{}", &national[..5], &national[5..]),
        format!("({}) {}", &national[..5], &national[5..]),
        format!("  {national}\u{a0}"),
        format!("0044 {}", &national[1..]),
        format!("+44 (0){}", &national[1..]),
        format!("+44.{}.{}", &national[1..5], &national[5..]),
        format!("\u{202a}{e164}\u{202c}"),
    ];
    for spelling in &spellings {
        let asked = page.types_mobile(spelling).await;
        assert_eq!((spelling, asked.status), (spelling, 200), "{}", asked.text);
    }
    nora.newest_text(1).await;
    assert_eq!(times(ada, &nora, "mobile-verified").await, 1, "one number, however spelled");
    assert_eq!(times(ada, &nora, "wrong-mobile-typed").await, 0);
    assert_eq!(count_mails(ada, "Wrong mobile").await, 0);
}

#[tokio::test]
async fn p4_p6_the_record_too_may_spell_the_mobile_in_any_way() {
    let firm = Runner::shared().await.firm().await;
    let ada = &firm.admin;
    for spelling in ["07400 123456", "+44 7400 123456", "0044-7400-123456", "(07400) 123 456"] {
        let nora = ada.adds(NewClient::with_email().mobile(spelling)).await;
        assert_eq!(nora.mobile.as_deref(), Some("+447400123456"), "{spelling}");
    }
}

#[tokio::test]
async fn p6_p19_a_wrong_mobile_gets_the_same_reply_and_only_the_adviser_is_notified() {
    let runner = Runner::shared().await;
    let firm = runner.firm().await;
    let ada = &firm.admin;
    let (nora, other) =
        (ada.adds(NewClient::with_mobile()).await, ada.adds(NewClient::with_mobile()).await);
    let page = is_invited(ada, &nora).await;
    let right = is_invited(ada, &other).await.types_mobile(other.mobile.as_deref().unwrap()).await;
    other.newest_text(1).await;

    // Another client's number, so that a text sent by mistake would be noticed.
    let typed = NewClient::with_mobile();
    let stranger = ada.adds(typed).await;
    let wrong = page.types_mobile(stranger.mobile.as_deref().unwrap()).await;
    assert_eq!(alike(&wrong), alike(&right), "the page does not reveal whether it was right");
    assert_eq!(page.next().await, "pin", "nor does the next step");

    let told = receives_mail(ada, "Wrong mobile").await;
    assert_eq!(told.subject, "Wrong mobile number typed for Nora Fielding (Marsh & Partners)");
    assert!(told.text.contains("No PIN was sent."), "{}", told.text);
    assert_eq!(times(ada, &nora, "wrong-mobile-typed").await, 1);
    assert_eq!(times(ada, &nora, "mobile-verified").await, 0);
    assert_eq!(times(ada, &nora, "pin-text-requested").await, 0);
    wait_a_moment().await;
    assert!(nora.texts().await.is_empty() && stranger.texts().await.is_empty());
    assert_eq!(nora.mails().await.len(), 1, "nothing but the invitation");

    // A second wrong number is recorded; the adviser was notified already.
    let _ = page.types_mobile("07400 000001").await.is(200);
    assert_eq!(times(ada, &nora, "wrong-mobile-typed").await, 2);
    // The right number after it works on the same link.
    let _ = page.types_mobile(nora.mobile.as_deref().unwrap()).await.is(200);
    assert_eq!(nora.newest_text(1).await.pin(), ada.reveals_pin(&nora).await);
    assert_eq!(count_mails(ada, "Wrong mobile").await, 1);
}

/// Everything that could distinguish a right number from a wrong one, except the time.
fn alike(answer: &Answer) -> (u16, Vec<String>, Vec<String>, Value, Value) {
    let fields = answer.body.as_object().expect("a body").keys().cloned().collect();
    let mut headers: Vec<String> =
        answer.headers.keys().map(|name| name.as_str().to_owned()).collect();
    headers.sort();
    let (next, letter) = (answer.body["next"].clone(), answer.body["letter"].clone());
    (answer.status, headers, fields, next, letter)
}

#[tokio::test]
async fn p6_the_right_pin_still_works_after_a_wrong_mobile() {
    let firm = Runner::shared().await.firm().await;
    let ada = &firm.admin;
    let nora = ada.adds(NewClient::with_mobile()).await;
    let page = is_invited(ada, &nora).await;
    let _ = page.types_mobile("07400 000001").await.is(200);
    let pin = ada.reveals_pin(&nora).await;
    let wrong = page.types_pin(&not(&pin, 0)).await.is_problem(401, "pin-wrong");
    assert_eq!(wrong.body["left"], 4);
    let _ = page.types_pin(&pin).await.is(200);
}

#[tokio::test]
async fn access_a_link_accepts_five_different_numbers_a_day() {
    let runner = Runner::own().await;
    let firm = runner.firm().await;
    let ada = &firm.admin;
    let nora = ada.adds(NewClient::with_mobile()).await;
    let page = is_invited(ada, &nora).await;
    for count in 1..=5 {
        let _ = page.types_mobile(&format!("07400 00000{count}")).await.is(200);
    }
    let right = nora.mobile.as_deref().unwrap();
    let refused = page.types_mobile(right).await.is_problem(429, "too-many-numbers");
    assert!((86_000..=86_400).contains(&retry_after(&refused)), "a day: {}", refused.text);
    // One of the five in another spelling does not count again.
    let _ = page.types_mobile("+44 7400 000-001").await.is(200);
    assert_eq!(times(ada, &nora, "wrong-mobile-typed").await, 5);

    runner.advance(Duration::from_secs(24 * 3600 + 1)).await;
    let _ = page.types_mobile(right).await.is(200);
    nora.newest_text(1).await;
}

#[tokio::test]
async fn p6_an_invalid_mobile_is_refused_with_a_reason_and_does_not_count() {
    let firm = Runner::shared().await.firm().await;
    let ada = &firm.admin;
    let nora = ada.adds(NewClient::with_mobile()).await;
    let page = is_invited(ada, &nora).await;
    for (typed, code) in [
        ("", "not-a-number"),
        ("Nora", "not-a-number"),
        ("07400 12345", "not-valid"),
        ("020 7946 0999", "fixed-line"),
        ("0909 8790000", "premium-rate"),
        ("０７４００ １２３４５６", "not-a-number"),
    ] {
        let refused = page.types_mobile(typed).await.is_problem(422, "fields-refused");
        let error = &refused.body["errors"][0];
        assert_eq!((&error["field"], &error["code"]), (&"mobile".into(), &code.into()), "{typed}");
    }
    assert_eq!(page.next().await, "mobile", "the question is still open");
    assert_eq!(times(ada, &nora, "wrong-mobile-typed").await, 0);
}

#[tokio::test]
async fn p7_a_pin_requested_twice_within_a_minute_is_texted_once_and_stays_the_same_later() {
    let runner = Runner::own().await;
    let firm = runner.firm().await;
    let ada = &firm.admin;
    let nora = ada.adds(NewClient::with_mobile()).await;
    let page = is_invited(ada, &nora).await;
    let mobile = nora.mobile.clone().unwrap();
    let first = page.types_mobile(&mobile).await.is(200);
    nora.newest_text(1).await;
    runner.advance(Duration::from_secs(55)).await;
    let second = page.types_mobile(&mobile).await.is(200);
    assert_eq!(first.text_at("again_at"), second.text_at("again_at"), "the text is on its way");
    wait_a_moment().await;
    assert_eq!(nora.texts().await.len(), 1);
    assert_eq!(times(ada, &nora, "pin-text-requested").await, 1);

    runner.advance(Duration::from_secs(6)).await;
    let third = page.types_mobile(&mobile).await.is(200);
    assert!(third.text_at("again_at") > first.text_at("again_at"));
    let texts = nora.texts().await.len().max(2);
    let again = nora.newest_text(texts).await;
    let seen = ada.reveals_pin(&nora).await;
    assert_eq!([again.pin(), nora.texts().await[0].pin()], [seen.clone(), seen.clone()]);
    assert_eq!(third.body["letter"], Value::Null, "it is still the first PIN");
    assert_eq!(times(ada, &nora, "pin-made").await, 1, "no new generation");
    is_recorded(ada, &nora, "sms-sent", 2).await;
    let _ = page.types_pin(&seen).await.is(200);
}
