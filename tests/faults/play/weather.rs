//! What fails while people act. The seed decides after how many actions.

use super::world::World;
use fastrand::Rng;
use serde_json::json;
use std::collections::VecDeque;
use std::time::Duration;
use vestibule_tests::Runner;

/// What happens.
#[derive(Debug, Clone, Copy)]
enum Event {
    /// These calls fail in this way, this often, after this many that succeed.
    Fault { service: &'static str, operation: &'static str, how: How, times: u32, skip: u32 },
    /// All services work again.
    Clear,
    /// The stream delivers each record this many times, in any order.
    Shuffle { times: u32, seed: u64 },
    /// The process is killed and restarted; KMS fails for the next calls.
    Kill { kms_fails: u32 },
    /// The clocks move forward.
    Clock(Duration),
    /// A function that a schedule calls.
    Scheduled(&'static str),
}

/// How a call fails.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum How {
    Throttle,
    Error,
    LoseReply,
    Conflict,
    KillBefore,
    KillAfter,
}

impl How {
    fn word(self) -> &'static str {
        match self {
            Self::Throttle => "throttle",
            Self::Error => "error-500",
            Self::LoseReply => "lose-reply",
            Self::Conflict => "conflict",
            Self::KillBefore => "kill-before",
            Self::KillAfter => "kill-after",
        }
    }

    fn kills(self) -> bool {
        match self {
            Self::KillBefore | Self::KillAfter => true,
            Self::Throttle | Self::Error | Self::LoseReply | Self::Conflict => false,
        }
    }
}

/// The runner and its failures.
pub struct Weather {
    /// `None` only during a restart.
    runner: Option<Runner>,
    events: VecDeque<(usize, Event)>,
    /// How far the clocks have moved since the first start.
    ahead: Duration,
    shuffled: Option<(u32, u64)>,
}

const FAULTS: &[(&str, &str, How)] = &[
    ("dynamodb", "TransactWriteItems", How::Throttle),
    ("dynamodb", "TransactWriteItems", How::Error),
    ("dynamodb", "TransactWriteItems", How::LoseReply),
    ("dynamodb", "TransactWriteItems", How::LoseReply),
    ("dynamodb", "TransactWriteItems", How::Conflict),
    ("dynamodb", "TransactWriteItems", How::KillBefore),
    ("dynamodb", "TransactWriteItems", How::KillAfter),
    ("dynamodb", "BatchGetItem", How::Throttle),
    ("dynamodb", "BatchGetItem", How::Error),
    ("dynamodb", "UpdateItem", How::Throttle),
    ("dynamodb", "UpdateItem", How::LoseReply),
    ("dynamodb", "UpdateItem", How::KillAfter),
    ("ses", "SendEmail", How::Throttle),
    ("ses", "SendEmail", How::Error),
    ("ses", "SendEmail", How::LoseReply),
    ("ses", "SendEmail", How::KillAfter),
    ("sns", "Publish", How::Throttle),
    ("sns", "Publish", How::Error),
    ("sns", "Publish", How::LoseReply),
    ("sns", "Publish", How::KillBefore),
];

impl Weather {
    /// The weather of this seed over this many steps.
    pub fn plan(seed: u64, steps: usize, runner: Runner) -> Self {
        let mut rng = Rng::with_seed(seed.wrapping_mul(7_777_777).wrapping_add(77));
        let mut events = Vec::new();
        let mut kills = 0;
        for _ in 0..rng.usize(5..10) {
            let from = rng.usize(..steps);
            let (service, operation, how) = FAULTS[rng.usize(..FAULTS.len())];
            // Restarts take time, and so does a play in which little else happens.
            kills += u32::from(how.kills());
            if how.kills() && kills > 1 {
                continue;
            }
            let times = if how.kills() { 1 } else { rng.u32(1..8) };
            events
                .push((from, Event::Fault { service, operation, how, times, skip: rng.u32(..4) }));
            events.push((from + rng.usize(5..30), Event::Clear));
        }
        if rng.bool() {
            let kms_fails = if rng.bool() { rng.u32(1..7) } else { 0 };
            let at = rng.usize(..steps);
            events.push((at, Event::Kill { kms_fails }));
            events.push((at + rng.usize(4..12), Event::Clear));
        }
        events.push((0, Event::Shuffle { times: rng.u32(1..4), seed: rng.u64(..1 << 32) }));
        for minutes in [2, 11, 16, 16, 130] {
            let by = Duration::from_secs(60 * minutes + rng.u64(..30));
            events.push((rng.usize(..steps), Event::Clock(by)));
        }
        if rng.bool() {
            let days = [1, 4, 15, 100][rng.usize(..4)];
            events.push((rng.usize(..steps), Event::Clock(Duration::from_secs(86_400 * days))));
        }
        for _ in 0..4 {
            events.push((rng.usize(..steps), Event::Scheduled("keep-dates")));
            events.push((rng.usize(..steps), Event::Scheduled("sweep-unsent")));
        }
        events.sort_by_key(|(at, _)| *at);
        let events = events.into();
        Self { runner: Some(runner), events, ahead: Duration::ZERO, shuffled: None }
    }

    /// Triggers what is due after this many actions, and restarts a runner that has ended.
    pub async fn blows(&mut self, world: &World) {
        if self.runner.as_mut().is_some_and(Runner::has_ended) {
            self.starts_again(world, 0).await;
        }
        while self.events.front().is_some_and(|(at, _)| *at <= world.performed()) {
            let Some((_, event)) = self.events.pop_front() else { return };
            self.happens(world, event).await;
        }
    }

    /// Ends all weather: nothing fails any more.
    pub async fn clears(mut self, world: &World) -> Runner {
        if self.runner.as_mut().is_some_and(Runner::has_ended) {
            self.starts_again(world, 0).await;
        }
        let runner = self.runner.expect("it was started again");
        runner.clears_faults().await;
        runner.invoke("shuffle-stream", &json!({})).await.expect("the stream is in order");
        world.clears();
        runner
    }

    async fn happens(&mut self, world: &World, event: Event) {
        let Some(runner) = &self.runner else { return };
        match event {
            Event::Fault { service, operation, how, times, skip } => {
                world.darkens();
                let order = json!({
                    "service": service, "operation": operation, "how": how.word(),
                    "times": times, "skip": skip,
                });
                self.orders(world, "inject-fault", &order).await;
            }
            Event::Clear => {
                self.orders(world, "clear-faults", &json!({})).await;
                world.clears();
            }
            Event::Shuffle { times, seed } => {
                runner.shuffles_stream(times, seed).await;
                self.shuffled = Some((times, seed));
            }
            Event::Kill { kms_fails } => self.starts_again(world, kms_fails).await,
            Event::Clock(by) => {
                self.ahead += by;
                let ms = u64::try_from(by.as_millis()).expect("a length of time");
                for part in parts(ms) {
                    self.orders(world, "advance-clock", &json!({ "ms": part })).await;
                }
            }
            // Its result does not matter: while services fail, it may fail too.
            Event::Scheduled(function) => self.orders(world, function, &json!({})).await,
        }
    }

    /// Invokes a function of a runner that may end during the call.
    async fn orders(&mut self, world: &World, function: &str, event: &serde_json::Value) {
        let Some(runner) = &mut self.runner else { return };
        let path = format!("/2015-03-31/functions/{function}/invocations");
        let headers =
            [("content-type", "application/json"), ("authorization", "AWS4-HMAC-SHA256 test")];
        let ops = vestibule_tests::Visitor::new(&runner.aws);
        let body = event.to_string().into_bytes();
        let heard = ops.try_send("POST", &path, &headers, body).await;
        if heard.is_err() && runner.has_ended() {
            self.starts_again(world, 0).await;
        }
    }

    async fn starts_again(&mut self, world: &World, kms_fails: u32) {
        let Some(runner) = self.runner.take() else { return };
        world.darkens();
        let runner = runner.kill_and_restart().await;
        runner.advance(self.ahead).await;
        if let Some((times, seed)) = self.shuffled {
            runner.shuffles_stream(times, seed).await;
        }
        if kms_fails > 0 {
            runner.fails("kms", "Decrypt").times(kms_fails).await;
        } else {
            world.clears();
        }
        world.moves_to(&runner);
        self.runner = Some(runner);
    }
}

/// The largest step of the clock.
fn parts(mut ms: u64) -> Vec<u64> {
    let mut parts = Vec::new();
    while ms > 0 {
        let part = ms.min(u64::from(u32::MAX));
        parts.push(part);
        ms -= part;
    }
    parts
}
