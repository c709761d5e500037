//! Attempts to find out who has an account.

use crate::scene::{credentials, invited, revealing_headers, signed_in};
use std::time::Duration;
use vestibule_tests::{Answer, NewClient, Runner, Visitor};

/// Everything in an answer that could reveal something.
type Reply = (u16, String, Vec<(String, String)>);

fn told(answer: &Answer) -> Reply {
    (answer.status, answer.text_without_request_id(), revealing_headers(answer))
}

fn wait(answer: &Answer) -> Option<u64> {
    answer.header("retry-after").and_then(|seconds| seconds.parse().ok())
}

async fn tries(browser: &Visitor, firm: &str, email: &str) -> Answer {
    browser.post("/api/client/sign-in", &credentials(firm, email, "surely not the password")).await
}

#[tokio::test]
async fn access_known_unknown_invited_and_revoked_addresses_get_the_same_reply_at_every_try() {
    let runner = Runner::own().await;
    let firm = runner.firm().await;
    let (active, _) = signed_in(&runner, &firm).await;
    let (never_activated, ..) = invited(&firm, NewClient::with_email()).await;
    let (revoked, _) = signed_in(&runner, &firm).await;
    let _ = firm.admin.revokes(&revoked).await.is(200);
    let never_invited = firm.admin.adds(NewClient::with_email()).await;
    let unknown = format!("nobody-{}@mail.example", uuid::Uuid::new_v4().simple());
    let addresses =
        [&active.email, &never_activated.email, &revoked.email, &never_invited.email, &unknown];
    let browser = runner.visitor();
    for n in 1..=11_u32 {
        let (mut refused, mut waits) = (Vec::new(), Vec::new());
        for address in addresses {
            let compared = tries(&browser, &firm.id, address).await;
            refused.push(compared);
            // At once again: from the fifth on, that is too early.
            if n >= 5 {
                waits.push(tries(&browser, &firm.id, address).await);
            }
        }
        let first = told(&refused[0]);
        assert_eq!(
            (first.0, refused[0].problem().as_deref()),
            (401, Some("sign-in-refused")),
            "try {n}"
        );
        for (address, answer) in addresses.iter().zip(&refused) {
            assert_eq!(told(answer), first, "try {n}, {address}");
        }
        assert_eq!(wait(&refused[0]), n.checked_sub(5).map(|doublings| 1 << doublings), "try {n}");
        for (address, answer) in addresses.iter().zip(&waits) {
            // The remaining seconds depend on when this request arrived.
            let seconds = wait(answer).expect("seconds");
            let whole = 1_u64 << (n - 5);
            assert!(
                seconds <= whole && seconds + 3 >= whole,
                "try {n}, {address}: {seconds} of {whole}"
            );
            let without = |answer: &Answer| {
                let (status, text, headers) = told(answer);
                (
                    status,
                    text,
                    headers
                        .into_iter()
                        .filter(|(name, _)| name != "retry-after")
                        .collect::<Vec<_>>(),
                )
            };
            assert_eq!(answer.problem().as_deref(), Some("password-waits"));
            assert_eq!(without(answer), without(&waits[0]), "try {n}, {address}");
        }
        if let Some(doublings) = n.checked_sub(5) {
            runner.advance(Duration::from_secs(1 << doublings)).await;
        }
    }
    // During a wait, the right password is not compared either.
    let _ = tries(&browser, &firm.id, &active.email).await.is_problem(401, "sign-in-refused");
    let _ = active
        .signs_in(&browser, vestibule_tests::PASSWORD)
        .await
        .is_problem(429, "password-waits");
}
