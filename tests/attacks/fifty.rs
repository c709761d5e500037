//! Fifty identical requests at the same moment.

use crate::scene::{at_once, at_pin_step, at_pin_step_with, count, not, notices, told};
use serde_json::json;
use vestibule_tests::{Page, Runner};

const FIFTY: u32 = 50;

fn pages(page: &Page) -> Vec<Page> {
    (0..FIFTY)
        .map(|_| Page::on(vestibule_tests::Visitor::another(&page.visitor), &page.link))
        .collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn fifty_wrong_pins_at_once_get_five_answers() {
    let runner = Runner::shared().await;
    let scene = at_pin_step(runner).await;
    let guesses = (0..FIFTY).map(|n| (scene.page.again(), not(&scene.pin, n))).collect();
    let answers = at_once(
        guesses,
        |(page, _)| &page.visitor,
        |(page, pin): (Page, String)| async move { page.types_pin(&pin).await },
    )
    .await;
    let told = told(&answers);
    assert_eq!(told.get("pin-wrong"), Some(&5), "{told:?}");
    assert!(
        told.keys().all(|what| ["pin-wrong", "pin-blocked", "lost-race"].contains(&what.as_str())),
        "{told:?}"
    );
    let mut left: Vec<_> =
        answers.iter().filter_map(|answer| answer.body["left"].as_u64()).collect();
    left.sort_unstable();
    assert_eq!(left, [0, 1, 2, 3, 4], "each of the five was counted separately");

    let timeline = scene.firm.admin.timeline(&scene.client).await;
    assert_eq!((count(&timeline, "pin-wrong"), count(&timeline, "blocked")), (5, 1));
    let _ = scene.page.types_pin(&scene.pin).await.is_problem(429, "pin-blocked");
    let _ =
        scene.page.chooses_password(vestibule_tests::PASSWORD).await.is_problem(409, "set-up-over");
    assert_eq!(notices(&scene.firm, "five wrong PINs").await, 1, "the adviser is notified once");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_right_pin_among_fifty_wrong_ones_is_one_guess_among_five() {
    let runner = Runner::shared().await;
    let scene = at_pin_step(runner).await;
    let guesses = (0..FIFTY).map(|n| {
        (scene.page.again(), if n == 25 { scene.pin.clone() } else { not(&scene.pin, n) })
    });
    let answers = at_once(
        guesses.collect(),
        |(page, _)| &page.visitor,
        |(page, pin): (Page, String)| async move { page.types_pin(&pin).await },
    )
    .await;
    let told = told(&answers);
    let right = told.get("200").copied().unwrap_or(0);
    let wrong = told.get("pin-wrong").copied().unwrap_or(0);
    assert!(right <= 1 && wrong <= 5 && (right == 1 || wrong == 5), "{told:?}");
    let timeline = scene.firm.admin.timeline(&scene.client).await;
    assert_eq!((count(&timeline, "pin-verified"), count(&timeline, "pin-wrong")), (right, wrong));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn fifty_right_pins_at_once_from_different_pages_let_one_in() {
    let runner = Runner::shared().await;
    let scene = at_pin_step_with(runner, json!({ "after_set_up": "portal" })).await;
    let all = pages(&scene.page);
    let pin = scene.pin.clone();
    let answers = at_once(
        all.clone(),
        |page| &page.visitor,
        move |page: Page| {
            let pin = pin.clone();
            async move { page.types_pin(&pin).await }
        },
    );
    let seen = told(&answers.await);
    assert_eq!(seen.get("200"), Some(&1), "{seen:?}");
    assert!(
        seen.keys().all(|what| ["200", "pin-not-live", "lost-race"].contains(&what.as_str())),
        "{seen:?}"
    );
    let timeline = scene.firm.admin.timeline(&scene.client).await;
    assert_eq!(count(&timeline, "pin-verified"), 1);

    // All fifty continue as if they had succeeded, each with a different password.
    let wishes: Vec<_> = all
        .into_iter()
        .enumerate()
        .map(|(n, page)| (page, format!("seven copper kettles whistle {n}")))
        .collect();
    let answers = at_once(
        wishes,
        |(page, _)| &page.visitor,
        |(page, password): (Page, String)| async move { page.chooses_password(&password).await },
    );
    let answers = answers.await;
    let seen = told(&answers);
    assert_eq!(seen.get("200"), Some(&1), "{seen:?}");
    assert_eq!(
        answers.iter().filter(|answer| answer.headers.contains_key("set-cookie")).count(),
        1
    );
    let timeline = scene.firm.admin.timeline(&scene.client).await;
    assert_eq!((count(&timeline, "password-set"), count(&timeline, "signed-in")), (1, 1));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn fifty_passwords_at_once_on_one_page_set_one_and_start_one_session() {
    let runner = Runner::shared().await;
    let scene = at_pin_step_with(runner, json!({ "after_set_up": "portal" })).await;
    let _ = scene.page.types_pin(&scene.pin).await.is(200);
    let password = |n: u32| format!("seven copper kettles whistle {n}");
    let wishes = (0..FIFTY)
        .map(|n| (n, Page { visitor: scene.page.visitor.another(), ..scene.page.clone() }))
        .collect();
    let answers = at_once(
        wishes,
        |(_, page)| &page.visitor,
        move |(n, page): (u32, Page)| async move {
            let mut answer = page.chooses_password(&password(n)).await;
            answer.text = format!("{n} {}", answer.text);
            answer
        },
    );
    let answers = answers.await;
    let seen = told(&answers);
    assert_eq!(seen.get("200"), Some(&1), "{seen:?}");
    assert!(
        seen.keys().all(|what| ["200", "link-elsewhere", "lost-race"].contains(&what.as_str())),
        "{seen:?}"
    );
    let winner = answers.iter().find(|answer| answer.status == 200).expect("one");
    let place: u32 = winner.text.split(' ').next().and_then(|n| n.parse().ok()).expect("a number");
    let timeline = scene.firm.admin.timeline(&scene.client).await;
    assert_eq!((count(&timeline, "password-set"), count(&timeline, "signed-in")), (1, 1));
    let _ = scene.client.signs_in(&runner.visitor(), &password(place)).await.is(200);
    let _ = scene
        .client
        .signs_in(&runner.visitor(), &password((place + 1) % FIFTY))
        .await
        .is_problem(401, "sign-in-refused");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_right_pin_fifty_times_from_one_page_is_one_success_with_fifty_replies() {
    let runner = Runner::shared().await;
    let scene = at_pin_step(runner).await;
    let same = (0..FIFTY)
        .map(|_| Page { visitor: scene.page.visitor.another(), ..scene.page.clone() })
        .collect();
    let pin = scene.pin.clone();
    let answers = at_once(
        same,
        |page: &Page| &page.visitor,
        move |page: Page| {
            let pin = pin.clone();
            async move { page.types_pin(&pin).await }
        },
    );
    let answers = answers.await;
    assert!(
        answers.iter().all(|answer| answer.status == 200 && answer.body == answers[0].body),
        "{:?}",
        told(&answers)
    );
    let timeline = scene.firm.admin.timeline(&scene.client).await;
    assert_eq!((count(&timeline, "pin-verified"), count(&timeline, "pin-wrong")), (1, 0));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn fifty_wrong_passwords_at_once_are_not_fifty_guesses() {
    let runner = Runner::shared().await;
    let firm = runner.firm().await;
    let (client, _) = crate::scene::signed_in(runner, &firm).await;
    let guesses: Vec<_> = (0..FIFTY)
        .map(|n| (runner.visitor(), client.clone(), format!("not the password {n}")))
        .collect();
    let answers = at_once(
        guesses,
        |(browser, ..)| browser,
        |(browser, client, password): (
            vestibule_tests::Visitor,
            vestibule_tests::Client,
            String,
        )| async move { client.signs_in(&browser, &password).await },
    );
    let seen = told(&answers.await);
    // Five are free; then the waits of 1, 2, 4 … seconds let a few more through in this time.
    assert!((5..=9).contains(seen.get("sign-in-refused").unwrap_or(&0)), "{seen:?}");
    assert!(seen.keys().all(|what| ["sign-in-refused", "password-waits", "lost-race"].contains(&what.as_str())), "{seen:?}");
}
