//! Finding out who has an account by how long an answer takes: medians of two hundred requests must
//! be within five milliseconds, or a tenth (docs/access-rules.md, "Requests"). A separate binary,
//! one test after the other, so that nothing else runs while it measures.

#[path = "../attacks/scene.rs"]
#[expect(dead_code, reason = "attacks use more starting points")]
mod scene;

use scene::{credentials, of_all_kinds};
use std::time::{Duration, Instant};
use tokio::sync::Mutex;
use vestibule_tests::{Answer, Client, Runner, Visitor};

/// Held by the one test that measures.
static ALONE: Mutex<()> = Mutex::const_new(());

/// Requests for each address.
const TRIES: usize = 200;
/// A busy machine may blur one series; a difference of the product's own shows in each.
const SERIES: usize = 3;

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}

fn alike(one: Duration, other: Duration) -> bool {
    let apart = one.abs_diff(other);
    apart <= Duration::from_millis(5) || apart <= one.max(other) / 10
}

/// The position of a request: its round, and its place in the round.
#[derive(Clone, Copy)]
struct Turn {
    round: usize,
    step: usize,
}

/// Sends requests for every address in turn, starting with another one each round, and compares the
/// medians. `before` runs before each request, and is not timed.
async fn take_the_same_time<F, B>(people: &[(&'static str, Client)], mut before: B, ask: F)
where
    F: AsyncFn(&Client, usize) -> Answer,
    B: AsyncFnMut(Turn),
{
    for series in 1..=SERIES {
        let mut times: Vec<Vec<Duration>> = vec![Vec::new(); people.len()];
        let mut statuses = std::collections::BTreeSet::new();
        for round in 0..TRIES {
            for step in 0..people.len() {
                before(Turn { round, step }).await;
                let place = (round + step) % people.len();
                let started = Instant::now();
                let answer = ask(&people[place].1, round).await;
                times[place].push(started.elapsed());
                statuses.insert(answer.status);
            }
        }
        assert_eq!(statuses.len(), 1, "{statuses:?}");
        let medians: Vec<_> =
            people.iter().map(|(kind, _)| *kind).zip(times.into_iter().map(median)).collect();
        let unknown = medians.last().expect("the unknown one").1;
        if medians.iter().all(|(_, time)| alike(*time, unknown)) {
            return;
        }
        assert!(series < SERIES, "{medians:?}");
    }
}

fn only(people: Vec<(&'static str, Client)>, kinds: &[&str]) -> Vec<(&'static str, Client)> {
    people.into_iter().filter(|(kind, _)| kinds.contains(kind)).collect()
}

/// From now on no text is accepted.
async fn texts_fail(runner: &Runner) {
    runner.fails("sns", "Publish").times(1_000_000).await;
}

async fn guesses(browser: &Visitor, client: &Client) -> Answer {
    let body = credentials(&client.firm, &client.email, "surely not the password");
    browser.post("/api/client/sign-in", &body).await
}

#[tokio::test]
async fn sign_in_takes_the_same_time_for_known_unknown_revoked_and_never_activated() {
    let _alone = ALONE.lock().await;
    let runner = Runner::own().await;
    let firm = runner.firm().await;
    let kinds = ["active", "never activated", "revoked", "unknown"];
    let people = only(of_all_kinds(&runner, &firm).await, &kinds);
    let browser = runner.visitor();
    // A day later the wait clock starts again; four tries are free of waits. A hundred wrong passwords
    // would be the last: long before, only a few of them count.
    let mut has_clocks = false;
    let a_day_later = async |turn: Turn| {
        if turn.step == 0 && turn.round.is_multiple_of(4) {
            runner.advance(Duration::from_secs(25 * 3600)).await;
        }
        if turn.step == 0 && turn.round.is_multiple_of(40) {
            if has_clocks {
                runner.counts_wrong_passwords(4).await;
            }
            has_clocks = true;
        }
    };
    take_the_same_time(&people, a_day_later, async |client, _| guesses(&browser, client).await)
        .await;
}

#[tokio::test]
async fn sign_in_takes_the_same_time_while_known_and_unknown_must_wait() {
    let _alone = ALONE.lock().await;
    let runner = Runner::own().await;
    let firm = runner.firm().await;
    let people = only(of_all_kinds(&runner, &firm).await, &["active", "revoked", "unknown"]);
    texts_fail(&runner).await;
    let stranger = runner.visitor();
    // Up to the longest wait, fifteen minutes, of which the adviser is notified if there is one.
    let mut longest = 0;
    while longest < 900 {
        for (_, client) in &people {
            let wrong = guesses(&stranger, client).await.is_problem(401, "sign-in-refused");
            let wait = wrong.header("retry-after").and_then(|seconds| seconds.parse().ok());
            longest = longest.max(wait.unwrap_or(0));
        }
        if longest < 900 {
            runner.advance(Duration::from_secs(longest)).await;
        }
    }
    let browsers: Vec<_> = (0..8).map(|_| runner.visitor()).collect();
    let ask = async |client: &Client, round: usize| {
        guesses(&browsers[round % browsers.len()], client).await.is_problem(429, "password-waits")
    };
    take_the_same_time(&people, async |_| {}, ask).await;
}

#[tokio::test]
async fn forgot_password_takes_the_same_time_also_while_locked_and_while_texts_fail() {
    let _alone = ALONE.lock().await;
    let runner = Runner::own().await;
    let firm = runner.firm().await;
    let people = of_all_kinds(&runner, &firm).await;
    texts_fail(&runner).await;
    let browsers: Vec<_> = (0..8).map(|_| runner.visitor()).collect();
    // Another window: each of these requests is recorded again. Its follow-up runs in the same
    // process after the answer, which only happens in the runner: the next request waits for its
    // end.
    let later = async |turn: Turn| {
        if turn.step == 0 {
            runner.advance(Duration::from_secs(16 * 60)).await;
        }
        runner.comes_to_rest().await;
    };
    let ask = async |client: &Client, round: usize| {
        client.forgets_password(&browsers[round % browsers.len()]).await
    };
    take_the_same_time(&people, later, ask).await;
}
