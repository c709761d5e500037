//! A play of many people at once, in weather that a seed decides: advisers, clients and strangers
//! act while services fail and the process is killed.
//!
//! The seed decides every choice: who acts, in which order, with which input, how long they wait,
//! and what fails after how many actions. It does not decide how simultaneous requests interleave;
//! with [`Order::OneByOne`] nobody acts at the same moment.

mod actor;
mod documented;
mod plan;
mod tally;
mod weather;
mod world;

pub use plan::{ACTIONS, Wanted};
pub use tally::Tally;

use actor::Actor;
use plan::{Journey, Step};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;
use tokio::sync::Semaphore;
use tokio::task::JoinSet;
use vestibule_tests::invariants::{self, Acknowledged};
use vestibule_tests::{Runner, Table};
use weather::Weather;
use world::World;

/// Journeys that run at a time.
const AT_ONCE: usize = 8;
/// How often the play checks whether everything has settled.
const LOOKS: u32 = 120;
/// How far the clock moves before each sweep: a touched message rests for ten minutes, and the
/// sweep leaves messages younger than two minutes alone.
const SWEPT_AFTER: Duration = Duration::from_secs(13 * 60);

/// Whether people act at the same moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// All at once.
    Together,
    /// One after the other.
    OneByOne,
}

/// The result of a play.
pub struct Played {
    /// How often each action was granted and refused.
    pub tally: Tally,
    /// Every violation, each as a sentence.
    pub violations: Vec<String>,
}

/// Plays this many journeys on their own runner.
pub async fn play(seed: u64, journeys: usize, order: Order) -> Played {
    let journeys: Vec<_> = (0..journeys).map(|number| Journey::plan(seed, number)).collect();
    let steps = journeys.iter().map(Journey::steps).sum();
    let runner = Runner::own().await;
    let world = Arc::new(World::open(&runner, seed).await);
    let mut weather = Weather::plan(seed, steps, runner);
    match order {
        Order::Together => together(&world, &mut weather, journeys).await,
        Order::OneByOne => one_by_one(&world, &mut weather, journeys).await,
    }
    let runner = weather.clears(&world).await;
    let (table, unsettled) = settled(&runner).await;
    let told = everything_acknowledged(&runner, &world).await;
    let mut violations = world.violations();
    violations.extend(unsettled);
    violations.extend(invariants::check(&table, &told));
    violations.sort();
    violations.dedup();
    Played { tally: world.tally(), violations }
}

async fn together(world: &Arc<World>, weather: &mut Weather, journeys: Vec<Journey>) {
    let done = Arc::new(AtomicBool::new(false));
    let places = Arc::new(Semaphore::new(AT_ONCE));
    let playing = async {
        let mut under_way = JoinSet::new();
        for journey in journeys {
            let (world, places) = (Arc::clone(world), Arc::clone(&places));
            under_way.spawn(async move {
                let _place = places.acquire_owned().await.expect("nobody closes it");
                one_journey(&world, journey).await;
            });
        }
        while let Some(ended) = under_way.join_next().await {
            ended.expect("a journey ends");
        }
        done.store(true, Ordering::SeqCst);
    };
    let blowing = async {
        while !done.load(Ordering::SeqCst) {
            weather.blows(world).await;
            tokio::time::sleep(Duration::from_millis(3)).await;
        }
    };
    tokio::join!(playing, blowing);
}

/// One client, with everybody who acts for, as or against them.
async fn one_journey(world: &Arc<World>, journey: Journey) {
    let Some(known) = world.added(&journey, None).await else { return };
    let mut acting = JoinSet::new();
    for steps in journey.actors {
        let mut actor = Actor::new(Arc::clone(world), Arc::clone(&known));
        acting.spawn(async move {
            for step in steps {
                actor.does(&step, None).await;
            }
        });
    }
    while let Some(ended) = acting.join_next().await {
        ended.expect("an actor ends");
    }
    Actor::new(Arc::clone(world), known).takes_leave(None).await;
}

/// The actors of a journey take turns, and so do the journeys.
async fn one_by_one(world: &Arc<World>, weather: &mut Weather, journeys: Vec<Journey>) {
    for journey in journeys {
        weather.blows(world).await;
        let Some(known) = world.added(&journey, Some(weather)).await else { continue };
        let mut actors: Vec<(Actor, std::vec::IntoIter<Step>)> = Vec::new();
        for steps in journey.actors {
            let actor = Actor::new(Arc::clone(world), Arc::clone(&known));
            actors.push((actor, steps.into_iter()));
        }
        loop {
            let mut acted = false;
            for (actor, steps) in &mut actors {
                let Some(step) = steps.next() else { continue };
                acted = true;
                actor.does(&step, Some(weather)).await;
                weather.blows(world).await;
            }
            if !acted {
                break;
            }
        }
        Actor::new(Arc::clone(world), known).takes_leave(Some(weather)).await;
    }
}

/// Returns the table once nothing is pending: the sweep finds what a queue gave up on, and a
/// request whose sender hung up continues to its end.
async fn settled(runner: &Runner) -> (Table, Option<String>) {
    let mut table = Table::default();
    for look in 1..=LOOKS {
        let before = runner.counts_running().await;
        table = runner.whole_table().await;
        let quiet = before == 0 && runner.counts_running().await == 0;
        if quiet && !table.items.iter().any(invariants::waits) {
            return (table, None);
        }
        if look % 6 == 0 {
            runner.advance(SWEPT_AFTER).await;
            runner
                .invoke("sweep-unsent", &serde_json::json!({}))
                .await
                .unwrap_or_else(|error| panic!("the sweep failed without a fault: {error}"));
        }
        tokio::time::sleep(Duration::from_millis(150)).await;
    }
    (table, Some("4: the table does not settle".to_owned()))
}

async fn everything_acknowledged(runner: &Runner, world: &World) -> Acknowledged {
    let mut told = world.told();
    let inbox = std::fs::read_to_string(runner.folder().join("inbox.jsonl")).expect("the inbox");
    told.inbox = inbox
        .lines()
        .map(|line| serde_json::from_str(line).expect("a line of the inbox is JSON"))
        .collect();
    told.by_name = runner.whole_index("by-name").await;
    told.log = runner.log();
    told
}
