//! The PIN: how it is entered, how wrong guesses end it, its life, and its letter.

use crate::support::{
    hours, is_blocked, is_invited, is_recorded, minutes, not, reaches_password_step, receives_mail,
    retry_after, times,
};
use serde_json::{Value, json};
use std::time::Duration;
use vestibule_tests::{NewClient, PASSWORD, Runner};

#[tokio::test]
async fn p1_p2_every_client_and_prospect_has_a_pin_from_the_start_which_alone_opens_nothing() {
    let firm = Runner::shared().await.firm().await;
    let ada = &firm.admin;
    let mut pins = Vec::new();
    for (kind, relation) in [("person", "client"), ("person", "prospect"), ("company", "client")] {
        let body = json!({ "name": "Brightwater", "kind": kind, "relation": relation });
        let added = ada.visitor.post("/api/staff/clients", &body).await.is(201);
        assert_eq!(
            (&added.body["kind"], &added.body["relation"]),
            (&json!(kind), &json!(relation))
        );
        assert_eq!(added.body["security_level"], "low");
        assert_eq!(added.body["standing"], "not-invited");
        assert_eq!(
            added.body["pin"],
            json!({ "state": "unsent", "letter": null, "blocked": null })
        );
        let path = format!("/api/staff/clients/{}/reveal-pin", added.text_at("id"));
        let revealed = ada.visitor.post(&path, &json!({})).await.is(200);
        let pin = revealed.text_at("pin");
        assert!(pin.len() == 6 && pin.bytes().all(|byte| byte.is_ascii_digit()), "{pin}");
        assert_eq!(revealed.body["letter"], Value::Null);
        assert!(!added.text.contains(&pin), "digits are shown only on request");
        pins.push(pin);
    }
    pins.dedup();
    assert!(pins.len() > 1, "the PINs differ");
}

#[tokio::test]
async fn p2_the_adviser_sees_the_pins_state_and_every_look_is_recorded() {
    let firm = Runner::shared().await.firm().await;
    let ada = &firm.admin;
    let nora = ada.adds(NewClient::with_email()).await;
    let page = is_invited(ada, &nora).await;
    assert_eq!(ada.reads(&nora).await["pin"]["state"], "live");
    let first = ada.reveals_pin(&nora).await;
    assert_eq!(first, ada.reveals_pin(&nora).await);
    assert_eq!(times(ada, &nora, "pin-revealed").await, 2);
    let _ = page.types_pin(&first).await.is(200);
    assert_eq!(ada.reads(&nora).await["pin"]["state"], "none");
    let path = format!("/api/staff/clients/{}/reveal-pin", nora.id);
    let _ = ada.visitor.post(&path, &json!({})).await.is_problem(409, "no-pin");
}

#[tokio::test]
async fn p8_anything_but_exactly_six_digits_is_not_valid_and_costs_no_attempt() {
    let firm = Runner::shared().await.firm().await;
    let ada = &firm.admin;
    let nora = ada.adds(NewClient::with_email()).await;
    let page = is_invited(ada, &nora).await;
    let pin = ada.reveals_pin(&nora).await;
    let (head, tail) = pin.split_at(3);
    let malformed = [
        format!(" {pin}"),
        format!("{pin} "),
        format!("{pin}\t"),
        format!("{pin}\n"),
        format!("{pin}\u{a0}"),
        format!("{pin}\0"),
        format!("{head} {tail}"),
        format!("{head}-{tail}"),
        format!("+{pin}"),
        format!("0{pin}"),
        pin[..5].to_owned(),
        String::new(),
        pin.chars().map(|digit| char::from_u32(digit as u32 + 0xFEE0).unwrap()).collect(),
    ];
    for typed in &malformed {
        let refused = page.types_pin(typed).await.is_problem(400, "pin-malformed");
        assert!(refused.text_at("title").starts_with("This PIN is not valid"), "{typed:?}");
    }
    for typed in [json!(pin.parse::<u32>().unwrap()), json!([pin]), json!(null), json!({})] {
        let body = json!({ "link": page.link, "secret": page.secret, "pin": typed });
        let answer = page.visitor.post("/api/client/verify-pin", &body).await;
        let _ = answer.is_problem(400, "body-malformed");
    }
    assert_eq!(times(ada, &nora, "pin-wrong").await, 0);
    let wrong = page.types_pin(&not(&pin, 0)).await.is_problem(401, "pin-wrong");
    assert_eq!(wrong.body["left"], 4, "all five attempts were left");
    let _ = page.types_pin(&pin).await.is(200);
}

#[tokio::test]
async fn p18_x5_x14_five_wrong_pins_block_and_after_a_wait_the_client_has_pin_b_texted() {
    let runner = Runner::own().await;
    let firm = runner.firm().await;
    let ada = &firm.admin;
    let nora = ada.adds(NewClient::with_mobile()).await;
    let mobile = nora.mobile.clone().unwrap();
    let page = is_invited(ada, &nora).await;
    let _ = page.types_mobile(&mobile).await.is(200);
    let first = nora.newest_text(1).await.pin();
    is_blocked(&page, &first).await;

    // Blocked: the right PIN is refused without comparing, on this page and on any other.
    for at in [page.clone(), page.again()] {
        let refused = at.types_pin(&first).await.is_problem(429, "pin-blocked");
        assert_eq!(refused.body["blocked"]["ends"], "until");
        assert!((890..=900).contains(&retry_after(&refused)), "{}", refused.text);
    }
    assert_eq!(page.opens().await.is(200).body["pin"]["blocked"]["ends"], "until");
    let soon = page.types_mobile(&mobile).await.is_problem(429, "pin-blocked");
    assert!(retry_after(&soon) <= 900);
    let told = receives_mail(ada, "Nora Fielding is blocked").await;
    assert_eq!(told.subject, "Nora Fielding is blocked: five wrong PINs (Marsh & Partners)");
    assert_eq!((times(ada, &nora, "pin-wrong").await, times(ada, &nora, "blocked").await), (5, 1));
    let seen = ada.reads(&nora).await;
    assert_eq!(
        (&seen["pin"]["state"], &seen["pin"]["blocked"]["ends"]),
        (&json!("none"), &json!("until"))
    );

    // A minute before the wait ends it is still refused; then PIN B arrives.
    runner.advance(minutes(14)).await;
    let _ = page.types_mobile(&mobile).await.is_problem(429, "pin-blocked");
    runner.advance(minutes(1) + Duration::from_secs(1)).await;
    let asked = page.types_mobile(&mobile).await.is(200);
    assert_eq!(asked.text_at("letter"), "B");
    let text = nora.newest_text(2).await;
    let second = text.pin();
    assert!(text.text.contains(&format!("PIN B: {second}")), "{}", text.text);
    let opened = page.opens().await.is(200);
    assert_eq!(
        opened.body["pin"],
        json!({ "letter": "B", "live": true, "by_text": true, "blocked": null })
    );
    let _ = ada.signs_in(PASSWORD).await.is(200);
    assert_eq!(ada.reads(&nora).await["pin"]["letter"], "B");
    assert_eq!(ada.reveals_pin(&nora).await, second);

    // P17: the first PIN is void and counts as a wrong guess.
    assert_ne!(first, second);
    assert_eq!(page.types_pin(&first).await.is_problem(401, "pin-wrong").body["left"], 4);
    let _ = page.types_pin(&second).await.is(200);
    let _ = page.chooses_password(PASSWORD).await.is(200);
}

#[tokio::test]
async fn p18_the_second_block_waits_twice_as_long() {
    let runner = Runner::own().await;
    let firm = runner.firm().await;
    let ada = &firm.admin;
    let nora = ada.adds(NewClient::with_mobile()).await;
    let mobile = nora.mobile.clone().unwrap();
    let page = is_invited(ada, &nora).await;
    is_blocked(&page, &ada.reveals_pin(&nora).await).await;
    runner.advance(minutes(15)).await;
    let _ = page.types_mobile(&mobile).await.is(200);
    is_blocked(&page, &nora.newest_text(1).await.pin()).await;
    let waiting = page.types_mobile(&mobile).await.is_problem(429, "pin-blocked");
    assert!((1790..=1800).contains(&retry_after(&waiting)), "{}", waiting.text);
    runner.advance(minutes(30)).await;
    assert_eq!(page.types_mobile(&mobile).await.is(200).text_at("letter"), "C");
    assert!(nora.newest_text(2).await.text.contains("PIN C: "));
}

#[tokio::test]
async fn p18_without_a_mobile_only_the_adviser_ends_a_block() {
    let firm = Runner::shared().await.firm().await;
    let ada = &firm.admin;
    let tom = ada.adds(NewClient::with_email()).await;
    let page = is_invited(ada, &tom).await;
    let pin = ada.reveals_pin(&tom).await;
    is_blocked(&page, &pin).await;
    let refused = page.types_pin(&pin).await.is_problem(429, "pin-blocked");
    assert_eq!(refused.body["blocked"], json!({ "ends": "by-adviser" }));
    receives_mail(ada, "Nora Fielding is blocked").await;

    // Inviting again does not help, and the reply says so.
    let invited = ada.invites(&tom).await.is(200);
    assert_eq!(invited.body["blocked"], json!({ "ends": "by-adviser" }));
    let page = tom.follows_link(2).await;
    let _ = page.types_pin(&pin).await.is_problem(429, "pin-blocked");
}

#[tokio::test]
async fn access_pin_and_link_work_for_fourteen_days() {
    let runner = Runner::own().await;
    let firm = runner.firm().await;
    let ada = &firm.admin;
    let nora = ada.adds(NewClient::with_mobile()).await;
    let page = is_invited(ada, &nora).await;
    let first = ada.reveals_pin(&nora).await;
    runner.advance(hours(14 * 24) - minutes(1)).await;
    assert_eq!(page.next().await, "mobile");
    let _ = page.types_pin(&not(&first, 0)).await.is_problem(401, "pin-wrong");
    runner.advance(minutes(1)).await;

    assert_eq!(page.next().await, "expired");
    for answer in [
        page.types_pin(&first).await,
        page.types_mobile(nora.mobile.as_deref().unwrap()).await,
        page.chooses_password(PASSWORD).await,
    ] {
        assert_eq!(answer.is_problem(409, "link-elsewhere").body["next"], "expired");
    }
    let _ = ada.signs_in(PASSWORD).await.is(200);
    assert_eq!(ada.reads(&nora).await["pin"]["state"], "expired");

    // Inviting again generates a new PIN where none is live.
    let page = is_invited(ada, &nora).await;
    let _ = page.types_mobile(nora.mobile.as_deref().unwrap()).await.is(200);
    let text = nora.newest_text(1).await;
    assert!(text.text.contains("PIN B: "), "{}", text.text);
    let _ = page.types_pin(&text.pin()).await.is(200);
}

#[tokio::test]
async fn access_a_firm_may_limit_links_to_a_day_and_pins_to_ten_minutes() {
    let runner = Runner::own().await;
    let firm = runner.firm_with(json!({ "link_days": 1, "pin_minutes": 10 })).await;
    let ada = &firm.admin;
    let nora = ada.adds(NewClient::with_mobile()).await;
    let page = is_invited(ada, &nora).await;
    let first = ada.reveals_pin(&nora).await;
    runner.advance(minutes(10)).await;
    // The link still works; the PIN is no longer compared, right or wrong.
    let _ = page.types_pin(&first).await.is_problem(409, "pin-not-live");
    let _ = page.types_pin(&not(&first, 0)).await.is_problem(409, "pin-not-live");
    assert_eq!(times(ada, &nora, "pin-wrong").await, 0);
    let asked = page.types_mobile(nora.mobile.as_deref().unwrap()).await.is(200);
    assert_eq!(asked.text_at("letter"), "B");
    let second = nora.newest_text(1).await.pin();
    runner.advance(minutes(9)).await;
    let _ = page.types_pin(&second).await.is(200);
    runner.advance(hours(24)).await;
    assert_eq!(page.next().await, "expired");
}

#[tokio::test]
async fn inv2_a_pin_succeeds_once_and_for_its_own_client_only() {
    let firm = Runner::shared().await.firm().await;
    let ada = &firm.admin;
    let (nora, tom) =
        (ada.adds(NewClient::with_mobile()).await, ada.adds(NewClient::with_email()).await);
    let (hers, his) = (is_invited(ada, &nora).await, is_invited(ada, &tom).await);
    let his_pin = ada.reveals_pin(&tom).await;
    let pin = reaches_password_step(ada, &nora, &hers).await;
    if pin != his_pin {
        let _ = his.types_pin(&pin).await.is_problem(401, "pin-wrong");
    }
    // On another page of the same link the PIN is used, and nothing is compared.
    let _ = hers.again().types_pin(&pin).await.is_problem(409, "pin-not-live");
    let _ = hers.again().types_pin(&not(&pin, 0)).await.is_problem(409, "pin-not-live");
    assert_eq!(times(ada, &nora, "pin-verified").await, 1);
    is_recorded(ada, &nora, "sms-sent", 1).await;
}
