//! Plays a thousand random journeys and checks the invariants over the whole table after each
//! batch.
//!
//! `make replay SEED=…` replays one batch. The seed decides every action and every fault, but not
//! how simultaneous requests interleave. `SERIAL=1` plays the same actions one after the other.
//! `BATCHES` and `JOURNEYS` play more or fewer; `BASE` decides all seeds of a run.

use crate::play::{ACTIONS, Order, Played, Tally, Wanted, play};
use std::env;
use std::time::Instant;
use tokio::task::JoinSet;

/// Batches of a run, each on its own runner.
const BATCHES: u64 = 40;
/// Journeys of a batch.
const JOURNEYS: usize = 25;
/// Batches that play at a time: while one waits for its messages, another plays.
const AT_ONCE: usize = 2;

fn number(name: &str) -> Option<u64> {
    let text = env::var(name).ok().filter(|text| !text.is_empty())?;
    Some(text.parse().unwrap_or_else(|_| panic!("{name}={text} is not a number")))
}

fn journeys() -> usize {
    number("JOURNEYS").map_or(JOURNEYS, |count| usize::try_from(count).expect("a small number"))
}

fn order() -> Order {
    if number("SERIAL").is_some_and(|serial| serial > 0) {
        Order::OneByOne
    } else {
        Order::Together
    }
}

/// Lists actions that the run never exercised; a full run must exercise all.
fn never_tried(tally: &Tally) -> Vec<&'static str> {
    let missing = |wanted: &Wanted, action: &str| match wanted {
        Wanted::Granted => tally.granted(action) == 0,
        Wanted::Refused => tally.refused(action) == 0,
    };
    let document = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/api/openapi.json");
    let document = std::fs::read_to_string(document).expect("docs/api/openapi.json");
    let has = |operation: &str| document.contains(&format!("\"operationId\": {operation:?}"));
    ACTIONS
        .iter()
        .filter(|(action, operation, wanted)| has(operation) && missing(wanted, action))
        .map(|(action, _, _)| *action)
        .collect()
}

#[expect(clippy::print_stdout, reason = "a run reports what it exercised")]
fn says(tally: &Tally, seed: u64, batches: u64, began: Instant) {
    let seconds = began.elapsed().as_secs();
    println!("{batches} batches of {} journeys from seed {seed}, {seconds} s\n{tally}", journeys());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_invariant_holds_after_a_thousand_random_journeys() {
    let began = Instant::now();
    let mut random = [0_u8; 4];
    getrandom::fill(&mut random).expect("randomness");
    let base = number("BASE").unwrap_or_else(|| u64::from(u32::from_le_bytes(random)));
    let (first, batches) = match number("SEED") {
        Some(seed) => (seed, 1),
        None => (base, number("BATCHES").unwrap_or(BATCHES)),
    };
    let mut seeds = first..first + batches;
    let mut playing: JoinSet<(u64, Played)> = JoinSet::new();
    let (mut tally, mut broken) = (Tally::default(), Vec::new());
    loop {
        while playing.len() < AT_ONCE
            && let Some(seed) = seeds.next()
        {
            playing.spawn(async move { (seed, play(seed, journeys(), order()).await) });
        }
        let Some(played) = playing.join_next().await else { break };
        let (seed, played) = played.expect("a batch ends");
        tally.add(&played.tally);
        if !played.violations.is_empty() {
            let found = played.violations.join("\n  ");
            broken.push(format!("make replay SEED={seed}\n  {found}"));
        }
    }
    says(&tally, first, batches, began);
    assert!(broken.is_empty(), "{} of {batches} batches:\n{}", broken.len(), broken.join("\n"));
    if batches >= BATCHES && number("SEED").is_none() {
        assert_eq!(never_tried(&tally), Vec::<&str>::new(), "{tally}");
    }
}
