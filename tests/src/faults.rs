//! Faults that a runner of one's own is told to have: its services throttle, refuse, lose replies,
//! and the process ends in the middle of a call.

use crate::runner::Runner;
use serde_json::{Value, json};
use std::future::{Future, IntoFuture};
use std::pin::Pin;
use std::time::{Duration, Instant};

/// How long a process that is to end may take for it.
const PATIENCE: Duration = Duration::from_secs(30);

/// A fault to be ordered: it is when it is awaited. Without more said, it hits the next call once.
#[must_use = "a fault is ordered when it is awaited"]
pub struct Fault<'a> {
    runner: &'a Runner,
    order: Value,
}

impl Runner {
    /// A fault of `service` (`dynamodb`, `kms`, `ses`, `sns`) in `operation`, such as
    /// `TransactWriteItems`.
    pub fn fails(&self, service: &str, operation: &str) -> Fault<'_> {
        let order = json!({ "service": service, "operation": operation, "how": "error-500" });
        Fault { runner: self, order }
    }

    /// A fault of `service`, whatever it is asked to do.
    pub fn fails_anywhere(&self, service: &str) -> Fault<'_> {
        Fault { runner: self, order: json!({ "service": service, "how": "error-500" }) }
    }

    /// Takes back all faults; how many hits were still to come.
    pub async fn clears_faults(&self) -> u64 {
        let cleared = self.invoke("clear-faults", &json!({})).await.expect("faults are cleared");
        cleared["left"].as_u64().expect("a number")
    }

    /// How often each operation was called since this was asked last: `counts["sns"]["Publish"]`.
    pub async fn counts_calls(&self) -> Value {
        self.invoke("count-calls", &json!({})).await.expect("calls are counted")
    }

    /// From now on, each record of the stream and each report of what was sent is handed on this
    /// many times, in an order that the seed decides.
    pub async fn shuffles_stream(&self, times: u32, seed: u64) {
        let order = json!({ "times": times, "shuffle": true, "seed": seed });
        self.invoke("shuffle-stream", &order).await.expect("the stream is shuffled");
    }

    /// Whether the process has ended by itself.
    pub fn has_ended(&mut self) -> bool {
        let process = self.process.as_mut().expect("a process of its own");
        process.try_wait().expect("a process").is_some()
    }

    /// Waits until the process has ended by itself; [`Runner::kill_and_restart`] starts it again.
    pub async fn wait_until_dead(&mut self) {
        let began = Instant::now();
        while !self.has_ended() {
            assert!(began.elapsed() < PATIENCE, "the runner goes on");
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    }
}

impl Fault<'_> {
    /// How: `throttle`, `error-500`, `lose-reply`, `conflict`, `kill-before` or `kill-after`.
    pub fn with(mut self, how: &str) -> Self {
        self.order["how"] = json!(how);
        self
    }

    /// Only where this function calls, so that no schedule and no sender takes it.
    pub fn by(mut self, function: &str) -> Self {
        self.order["function"] = json!(function);
        self
    }

    /// Refused with this code.
    pub fn refused_with(mut self, code: &str) -> Self {
        self.order["code"] = json!(code);
        self.with("refuse")
    }

    /// Slow by so much.
    pub fn delayed_by(mut self, by: Duration) -> Self {
        self.order["ms"] = json!(u64::try_from(by.as_millis()).expect("a length of time"));
        self.with("delay")
    }

    /// After so many calls that pass.
    pub fn after(mut self, calls: u32) -> Self {
        self.order["skip"] = json!(calls);
        self
    }

    /// So many calls.
    pub fn times(mut self, calls: u32) -> Self {
        self.order["times"] = json!(calls);
        self
    }
}

impl<'a> IntoFuture for Fault<'a> {
    type Output = ();
    type IntoFuture = Pin<Box<dyn Future<Output = ()> + Send + 'a>>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(async move {
            let ordered = self.runner.invoke("inject-fault", &self.order).await;
            ordered.unwrap_or_else(|error| panic!("{}: {error}", self.order));
        })
    }
}
