//! Ways around the five guesses.

use crate::scene::{at_pin_step, count, not, revealing_headers, told};
use std::time::Duration;
use vestibule_tests::{NewClient, PASSWORD, Runner};

#[tokio::test]
async fn while_blocked_a_right_and_a_wrong_pin_get_the_same_reply() {
    let runner = Runner::shared().await;
    let scene = at_pin_step(runner).await;
    for n in 0..5 {
        let wrong = scene.page.types_pin(&not(&scene.pin, n)).await.is_problem(401, "pin-wrong");
        assert_eq!(wrong.body["left"], 4 - n);
    }
    let wrong = scene.page.types_pin(&not(&scene.pin, 9)).await.is_problem(429, "pin-blocked");
    let right = scene.page.types_pin(&scene.pin).await.is_problem(429, "pin-blocked");
    assert_eq!(wrong.text_without_request_id(), right.text_without_request_id());
    assert_eq!(revealing_headers(&wrong), revealing_headers(&right));
    assert_eq!(right.body["blocked"]["ends"], "by-adviser");
    // Nor from another page, another source, the password step, the mobile, or a new invitation.
    let _ = scene.page.again().types_pin(&scene.pin).await.is_problem(429, "pin-blocked");
    let elsewhere = vestibule_tests::Page::on(runner.visitor(), &scene.page.link);
    let _ = elsewhere.types_pin(&scene.pin).await.is_problem(429, "pin-blocked");
    let _ = scene.page.chooses_password(PASSWORD).await.is_problem(409, "set-up-over");
    let _ = scene.page.types_mobile("07400 000000").await.is_problem(409, "no-mobile");
    let _ = scene.firm.admin.invites(&scene.client).await.is(200);
    let newer = scene.client.follows_link(2).await;
    let _ = newer.types_pin(&scene.pin).await.is_problem(429, "pin-blocked");
    let timeline = scene.firm.admin.timeline(&scene.client).await;
    assert_eq!((count(&timeline, "pin-wrong"), count(&timeline, "pin-verified")), (5, 0));
    assert_eq!(scene.firm.admin.reads(&scene.client).await["security_level"], "low");
}

#[tokio::test]
async fn guesses_spread_over_two_links_of_a_client_are_counted_together() {
    let runner = Runner::shared().await;
    let scene = at_pin_step(runner).await;
    let first = scene.page.types_pin(&not(&scene.pin, 0)).await.is_problem(401, "pin-wrong");
    assert_eq!(first.body["left"], 4);
    let _ = scene.firm.admin.invites(&scene.client).await.is(200);
    let newer = scene.client.follows_link(2).await;
    assert_eq!(scene.firm.admin.reveals_pin(&scene.client).await, scene.pin, "the live PIN stays");
    let mut answers = Vec::new();
    for n in 1..10 {
        answers.push(newer.types_pin(&not(&scene.pin, n)).await);
        answers.push(scene.page.types_pin(&not(&scene.pin, n)).await);
    }
    let told = told(&answers);
    assert_eq!(told.get("pin-wrong"), Some(&4), "{told:?}");
    assert_eq!(
        told.get("link-elsewhere"),
        Some(&9),
        "a superseded link compares nothing: {told:?}"
    );
    let _ = newer.types_pin(&scene.pin).await.is_problem(429, "pin-blocked");
}

/// Texts to a number in a day; the seventh is not sent.
const TEXTS_A_DAY: usize = 6;

/// The start of the next day, so that a few hours are within one day, as limits count it.
async fn start_of_a_day(runner: &Runner) {
    let of_today = jiff::Timestamp::now().as_second().rem_euclid(24 * 60 * 60);
    let left = u64::try_from(24 * 60 * 60 - of_today).expect("a part of a day");
    runner.advance(Duration::from_secs(left)).await;
}

#[tokio::test]
async fn four_wrong_pins_and_text_me_in_a_loop_never_allow_more_than_five_guesses_a_generation() {
    let runner = Runner::own().await;
    start_of_a_day(&runner).await;
    let firm = runner.firm().await;
    let client = firm.admin.adds(NewClient::with_mobile()).await;
    let _ = firm.admin.invites(&client).await.is(200);
    let page = client.follows_link(1).await;
    let mobile = client.mobile.clone().expect("a mobile");
    let _ = page.types_mobile(&mobile).await.is(200);
    let mut asked = 1;
    for generation in 0_u32..4 {
        let pin = if asked <= TEXTS_A_DAY {
            client.newest_text(asked).await.pin()
        } else {
            // The adviser reads it out.
            let _ = firm.admin.signs_in(PASSWORD).await.is(200);
            firm.admin.reveals_pin(&client).await
        };
        let mut answered = 0;
        for round in 0..4 {
            for n in 0..4 {
                let answer = page.types_pin(&not(&pin, round * 4 + n)).await;
                answered += usize::from(answer.problem().as_deref() == Some("pin-wrong"));
            }
            runner.advance(Duration::from_secs(61)).await;
            let again = page.types_mobile(&mobile).await;
            // The same PIN is texted again, until it is void.
            assert_eq!(again.status, if round == 0 { 200 } else { 429 }, "{}", again.text);
            if round == 0 {
                asked += 1;
                if asked <= TEXTS_A_DAY {
                    // Before the next guess: a text whose PIN became void is not sent.
                    assert_eq!(client.newest_text(asked).await.pin(), pin);
                }
            }
        }
        assert_eq!(answered, 5, "generation {generation}");
        let _ = page.types_pin(&pin).await.is_problem(429, "pin-blocked");

        let blocked = page.types_mobile(&mobile).await.is_problem(429, "pin-blocked");
        let wait: u64 =
            blocked.header("retry-after").and_then(|s| s.parse().ok()).expect("seconds");
        if generation == 3 {
            assert!(
                wait > 20 * 3600,
                "after three new PINs in a day the next is tomorrow's: {wait}"
            );
            break;
        }
        let whole = (15 * 60) << generation;
        assert!((whole - 300..=whole).contains(&wait), "{wait} of {whole}");
        runner.advance(Duration::from_secs(wait)).await;
        let fresh = page.types_mobile(&mobile).await.is(200);
        assert_eq!(fresh.text_at("letter"), ["B", "C", "D"][generation as usize]);
        asked += 1;
    }
    assert_eq!(asked, 8);
    assert_eq!(client.texts().await.len(), TEXTS_A_DAY, "not one more than a day allows");
}
