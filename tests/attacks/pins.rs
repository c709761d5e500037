//! PINs of every invalid kind, one after the other.

use crate::scene::{at_pin_step, count, invited, not};
use serde_json::{Value, json};
use std::time::Duration;
use vestibule_tests::{NewClient, PASSWORD, Runner};

#[tokio::test]
async fn p8_a_malformed_pin_is_not_compared_and_costs_nothing() {
    let runner = Runner::shared().await;
    let scene = at_pin_step(runner).await;
    let pin = &scene.pin;
    let full_width: String = pin
        .chars()
        .map(|digit| char::from_u32(0xff10 + digit as u32 - 0x30).expect("a digit"))
        .collect();
    let arabic: String = pin
        .chars()
        .map(|digit| char::from_u32(0x660 + digit as u32 - 0x30).expect("a digit"))
        .collect();
    let texts = [
        String::new(),
        format!(" {pin}"),
        format!("{pin} "),
        format!("{} {}", &pin[..3], &pin[3..]),
        format!("{pin}\t"),
        format!("{pin}\n"),
        format!("{pin}\r\n"),
        format!("\u{a0}{pin}"),
        format!("{pin}\u{a0}"),
        format!("{pin}\0"),
        format!("\0{}", &pin[1..]),
        format!("{pin}\u{200b}"),
        format!("\u{feff}{pin}"),
        format!("+{pin}"),
        format!("-{}", &pin[1..]),
        format!("+{}", &pin[1..]),
        format!("{}.{}", &pin[..3], &pin[3..]),
        format!("{}e{}", &pin[..2], &pin[3..]),
        format!("0x{}", &pin[2..]),
        format!("0{pin}"),
        pin[..5].to_owned(),
        format!("{pin}0"),
        pin.repeat(1000),
        full_width,
        arabic,
        "abcdef".to_owned(),
        "' OR 1".to_owned(),
    ];
    for text in texts {
        let answer = scene.page.types_pin(&text).await;
        assert_eq!(
            (answer.status, answer.problem().as_deref()),
            (400, Some("pin-malformed")),
            "{text:?}"
        );
    }
    let timeline = scene.firm.admin.timeline(&scene.client).await;
    assert_eq!(count(&timeline, "pin-wrong"), 0);
    let first = scene.page.types_pin(&not(pin, 0)).await.is_problem(401, "pin-wrong");
    assert_eq!(first.body["left"], 4, "the first real guess is the first that counts");
    let _ = scene.page.types_pin(pin).await.is(200);
}

#[tokio::test]
async fn a_pin_that_is_not_a_text_is_not_compared_and_costs_nothing() {
    let runner = Runner::shared().await;
    let scene = at_pin_step(runner).await;
    let number: u64 = scene.pin.parse().expect("digits");
    let digits: Vec<Value> = scene.pin.chars().map(|digit| json!(digit.to_string())).collect();
    for pin in [
        json!(number),
        json!([scene.pin]),
        json!(digits),
        json!({ "pin": scene.pin }),
        Value::Null,
        json!(true),
        json!(number as f64),
    ] {
        let body = json!({ "link": scene.page.link, "pin": pin, "secret": scene.page.secret });
        let answer = scene.page.visitor.post("/api/client/verify-pin", &body).await;
        assert_eq!(
            (answer.status, answer.problem().as_deref()),
            (400, Some("body-malformed")),
            "{pin}"
        );
        assert!(!answer.text.contains(&scene.pin), "a refusal quotes no PIN: {}", answer.text);
    }
    for secret in
        ["", "x", &scene.page.secret[1..], &format!("{}=", scene.page.secret), &"=".repeat(43)]
    {
        let body = json!({ "link": scene.page.link, "pin": scene.pin, "secret": secret });
        let _ = scene
            .page
            .visitor
            .post("/api/client/verify-pin", &body)
            .await
            .is_problem(400, "body-malformed");
    }
    let timeline = scene.firm.admin.timeline(&scene.client).await;
    assert_eq!((count(&timeline, "pin-wrong"), count(&timeline, "pin-verified")), (0, 0));
    assert_eq!(scene.page.types_pin(&not(&scene.pin, 0)).await.body["left"], 4);
}

#[tokio::test]
async fn a_used_pin_opens_nothing_again() {
    let runner = Runner::shared().await;
    let scene = at_pin_step(runner).await;
    let _ = scene.page.types_pin(&scene.pin).await.is(200);
    let other = scene.page.again();
    let _ = other.types_pin(&scene.pin).await.is_problem(409, "pin-not-live");
    let _ = other.chooses_password(PASSWORD).await.is_problem(409, "set-up-over");
    let _ = scene.page.chooses_password(PASSWORD).await.is(200);
    for page in [&scene.page, &other, &scene.page.again()] {
        let again = page.types_pin(&scene.pin).await.is_problem(409, "link-elsewhere");
        assert_eq!(again.body["next"], "sign-in");
    }
    let timeline = scene.firm.admin.timeline(&scene.client).await;
    assert_eq!((count(&timeline, "pin-verified"), count(&timeline, "password-set")), (1, 1));
}

#[tokio::test]
async fn a_replaced_pin_counts_as_a_wrong_pin() {
    let runner = Runner::shared().await;
    let scene = at_pin_step(runner).await;
    let _ = scene.firm.admin.revokes(&scene.client).await.is(200);
    let _ = scene.client.newest_mail(2).await;
    let _ = scene.firm.admin.invites(&scene.client).await.is(200);
    let page = scene.client.follows_link(3).await;
    assert_eq!(page.next().await, "pin");
    let fresh = scene.firm.admin.reveals_pin(&scene.client).await;
    if fresh != scene.pin {
        let wrong = page.types_pin(&scene.pin).await.is_problem(401, "pin-wrong");
        assert_eq!(wrong.body["left"], 4);
    }
    // The newer PIN does not work with an older link either.
    let _ = scene.page.types_pin(&fresh).await.is_problem(409, "link-elsewhere");
    let _ = page.types_pin(&fresh).await.is(200);
}

#[tokio::test]
async fn an_expired_pin_is_not_compared() {
    let runner = Runner::own().await;
    let firm = runner.firm_with(json!({ "pin_minutes": 10 })).await;
    let (client, page, pin) = invited(&firm, NewClient::with_email()).await;
    runner.advance(Duration::from_secs(600)).await;
    for guess in [not(&pin, 0), pin] {
        let _ = page.types_pin(&guess).await.is_problem(409, "pin-not-live");
    }
    let timeline = firm.admin.timeline(&client).await;
    assert_eq!((count(&timeline, "pin-wrong"), count(&timeline, "pin-verified")), (0, 0));
}

#[tokio::test]
async fn a_set_up_that_took_longer_than_ten_minutes_sets_no_password() {
    let runner = Runner::own().await;
    let firm = runner.firm().await;
    let (client, page, pin) = invited(&firm, NewClient::with_email()).await;
    let _ = page.types_pin(&pin).await.is(200);
    runner.advance(Duration::from_secs(600)).await;
    let _ = page.chooses_password(PASSWORD).await.is_problem(409, "set-up-over");
    let _ = page.types_pin(&pin).await.is_problem(409, "pin-not-live");
    assert_eq!(firm.admin.reads(&client).await["security_level"], "low");
}

#[tokio::test]
async fn another_clients_pin_counts_as_a_wrong_pin() {
    let runner = Runner::shared().await;
    let scene = at_pin_step(runner).await;
    let (_, other_page, other_pin) = invited(&scene.firm, NewClient::with_email()).await;
    if other_pin != scene.pin {
        let _ = scene.page.types_pin(&other_pin).await.is_problem(401, "pin-wrong");
    }
    // One client's guesses do not count against another.
    let wrong = other_page.types_pin(&not(&other_pin, 0)).await.is_problem(401, "pin-wrong");
    assert_eq!(wrong.body["left"], 4);
    let _ = other_page.types_pin(&other_pin).await.is(200);
}
