//! Passwords guessed faster than the waits allow.

use crate::scene::{at_once, signed_in, told};
use serde_json::json;
use std::time::Duration;
use vestibule_tests::{Client, Firm, NewClient, OTHER_PASSWORD, PASSWORD, Runner, Visitor};

/// Passwords sent at the same moment, the right one a moment after the others: it is compared last,
/// and reads the clock before any of them is counted.
const AT_ONCE: usize = 40;
const A_MOMENT: Duration = Duration::from_millis(20);

/// A sign-in page of this firm.
#[derive(Clone, Copy)]
enum Door {
    Client,
    Staff,
}

impl Door {
    fn path(self) -> &'static str {
        match self {
            Self::Client => "/api/client/sign-in",
            Self::Staff => "/api/staff/sign-in",
        }
    }
}

/// Whether the right password got in among as many wrong ones as a source may send.
async fn guesses(door: Door, firm: &Firm, email: &str, browser: &Visitor) -> bool {
    let path = door.path();
    let senders = (0..AT_ONCE).map(|n| {
        let right = n + 1 == AT_ONCE;
        let password = if right { PASSWORD.to_owned() } else { format!("surely not this one {n}") };
        (browser.clone(), json!({ "firm": firm.id, "email": email, "password": password }))
    });
    let answers = at_once(
        senders.collect(),
        |(browser, _)| browser,
        move |(browser, body)| async move {
            if body["password"] == PASSWORD {
                tokio::time::sleep(A_MOMENT).await;
            }
            browser.post(path, &body).await
        },
    );
    let told = told(&answers.await);
    let wrong = told.get("sign-in-refused").copied().unwrap_or(0);
    let waits = told.get("password-waits").copied().unwrap_or(0);
    let right = told.get("200").copied().unwrap_or(0);
    assert_eq!(wrong + waits + right, AT_ONCE, "{told:?}");
    // On a slow machine some waits of seconds run out.
    assert!(waits >= AT_ONCE / 2, "each answer was counted: {told:?}");
    right == 1
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_right_password_behind_many_wrong_ones_at_once_waits_like_them() {
    let runner = Runner::shared().await;
    let firm = runner.firm().await;
    let mut got_in = Vec::new();
    for _ in 0..4 {
        let (nora, _) = signed_in(runner, &firm).await;
        got_in.push(guesses(Door::Client, &firm, &nora.email, &runner.visitor()).await);
    }
    // A device that signed in before has a clock of its own, and the same rule.
    let (nora, device) = signed_in(runner, &firm).await;
    got_in.push(guesses(Door::Client, &firm, &nora.email, &device).await);
    let ben = firm.adds_staff("adviser").await;
    got_in.push(guesses(Door::Staff, &firm, &ben.email, &runner.visitor()).await);
    // It may be among the first five by chance, or come just as a wait has run out.
    assert!(got_in.iter().filter(|got_in| **got_in).count() <= 2, "{got_in:?}");
}

/// Sends wrong passwords, each after its wait, until none is compared. Returns how many were.
async fn uses_up(runner: &Runner, nora: &Client) -> usize {
    for compared in 0.. {
        let wrong = nora.signs_in(&runner.visitor(), "surely not the password").await;
        if wrong.problem().as_deref() == Some("passwords-used-up") {
            return compared;
        }
        let wrong = wrong.is_problem(401, "sign-in-refused");
        if let Some(wait) = wrong.header("retry-after").and_then(|text| text.parse().ok()) {
            runner.advance(Duration::from_secs(wait)).await;
        }
    }
    0
}

#[tokio::test]
async fn after_a_hundred_wrong_passwords_only_a_known_device_or_a_recovery_gets_in() {
    let runner = Runner::own().await;
    let firm = runner.firm().await;
    let nora = firm.admin.adds(NewClient::with_mobile()).await;
    let _ = firm.admin.invites(&nora).await.is(200);
    let page = nora.follows_link(1).await;
    let _ = page.types_mobile(nora.mobile.as_deref().expect("a mobile")).await.is(200);
    let _ = page.types_pin(&nora.newest_text(1).await.pin()).await.is(200);
    let _ = page.chooses_password(PASSWORD).await.is(200);
    let own = runner.visitor();
    let _ = nora.signs_in(&own, PASSWORD).await.is(200);
    let mut nobody = nora.clone();
    nobody.email = format!("no-{}", nora.email);

    // The first of a hundred, and the last seven of them.
    for someone in [&nora, &nobody] {
        let wrong = someone.signs_in(&runner.visitor(), "surely not the password").await;
        let _ = wrong.is_problem(401, "sign-in-refused");
    }
    runner.counts_wrong_passwords(93).await;
    assert_eq!(uses_up(&runner, &nora).await, 7);
    assert_eq!(uses_up(&runner, &nobody).await, 7, "an unknown address is no different");
    // Neither the right password nor a pause of days helps.
    for _ in 0..2 {
        let stranger = runner.visitor();
        let known = nora.signs_in(&stranger, PASSWORD).await.is_problem(429, "passwords-used-up");
        let unknown = nobody.signs_in(&stranger, PASSWORD).await;
        assert_eq!(known.text_without_request_id(), unknown.text_without_request_id());
        runner.advance(Duration::from_secs(50 * 60 * 60)).await;
    }
    let _ = nora.signs_in(&own, PASSWORD).await.is(200);
    let _ = nora.signs_in(&runner.visitor(), PASSWORD).await.is_problem(429, "passwords-used-up");

    let _ = nora.forgets_password(&runner.visitor()).await.is(200);
    let recovery = nora.follows_link(2).await;
    let body = json!({ "link": recovery.link });
    let _ = recovery.visitor.post("/api/client/recover-password", &body).await.is(200);
    let _ = recovery.types_pin(&nora.newest_text(2).await.pin()).await.is(200);
    let _ = recovery.chooses_password(OTHER_PASSWORD).await.is(200);
    let _ = nora.signs_in(&runner.visitor(), OTHER_PASSWORD).await.is(200);
}
