//! Passwords guessed faster than the waits allow.

use crate::scene::{at_once, signed_in, told};
use serde_json::json;
use vestibule_tests::{Firm, PASSWORD, Runner, Visitor};

/// Passwords sent at the same moment, the right one last.
const AT_ONCE: usize = 40;
/// Answers about a password before the first wait, and while the waits of seconds run out.
const ANSWERS: usize = 9;

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
        move |(browser, body)| async move { browser.post(path, &body).await },
    );
    let told = told(&answers.await);
    let wrong = told.get("sign-in-refused").copied().unwrap_or(0);
    let waits = told.get("password-waits").copied().unwrap_or(0);
    let right = told.get("200").copied().unwrap_or(0);
    assert_eq!(wrong + waits + right, AT_ONCE, "{told:?}");
    assert!(wrong <= ANSWERS, "each answer was counted: {told:?}");
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
    // It may be compared among the first five, by chance.
    assert!(got_in.iter().filter(|got_in| **got_in).count() <= 1, "{got_in:?}");
}
