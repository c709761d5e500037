//! Faults that a test orders from its own runner: services throttle, refuse or lose replies, and
//! the process ends in the middle of a call.

use crate::runner::Runner;
use serde_json::{Value, json};
use std::future::{Future, IntoFuture};
use std::pin::Pin;
use std::time::{Duration, Instant};

/// How long the process may take to end.
const PATIENCE: Duration = Duration::from_secs(30);

/// A fault to order: awaiting it orders it. By default it hits the next call once.
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

    /// A fault of `service` in any operation.
    pub fn fails_anywhere(&self, service: &str) -> Fault<'_> {
        Fault { runner: self, order: json!({ "service": service, "how": "error-500" }) }
    }

    /// Removes all faults, and returns how many hits were still pending.
    pub async fn clears_faults(&self) -> u64 {
        let cleared = self.invoke("clear-faults", &json!({})).await.expect("faults are cleared");
        cleared["left"].as_u64().expect("a number")
    }

    /// How often each operation was called since the last count: `counts["sns"]["Publish"]`.
    pub async fn counts_calls(&self) -> Value {
        self.invoke("count-calls", &json!({})).await.expect("calls are counted")
    }

    /// How many invocations are running: a request whose sender hung up continues.
    pub async fn counts_running(&self) -> u64 {
        let running = self.invoke("count-running", &json!({})).await.expect("a count");
        running.as_u64().expect("a number")
    }

    /// From now on, each stream record and each delivery report is delivered this many times, in an
    /// order that the seed decides.
    pub async fn shuffles_stream(&self, times: u32, seed: u64) {
        let order = json!({ "times": times, "shuffle": true, "seed": seed });
        self.invoke("shuffle-stream", &order).await.expect("the stream is shuffled");
    }

    /// Whether the process has ended.
    pub fn has_ended(&mut self) -> bool {
        let process = self.process.as_mut().expect("a process of its own");
        process.try_wait().expect("a process").is_some()
    }

    /// Waits until the process has ended; [`Runner::kill_and_restart`] starts it again.
    pub async fn wait_until_dead(&mut self) {
        let began = Instant::now();
        while !self.has_ended() {
            assert!(began.elapsed() < PATIENCE, "the runner keeps running");
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    }
}

impl Fault<'_> {
    /// The kind: `throttle`, `error-500`, `lose-reply`, `conflict`, `kill-before` or `kill-after`.
    pub fn with(mut self, how: &str) -> Self {
        self.order["how"] = json!(how);
        self
    }

    /// Only for calls of this function, so that no schedule or sender takes the fault.
    pub fn by(mut self, function: &str) -> Self {
        self.order["function"] = json!(function);
        self
    }

    /// The call is refused with this code.
    pub fn refused_with(mut self, code: &str) -> Self {
        self.order["code"] = json!(code);
        self.with("refuse")
    }

    /// The call is delayed by this long.
    pub fn delayed_by(mut self, by: Duration) -> Self {
        self.order["ms"] = json!(u64::try_from(by.as_millis()).expect("a length of time"));
        self.with("delay")
    }

    /// After this many calls that succeed.
    pub fn after(mut self, calls: u32) -> Self {
        self.order["skip"] = json!(calls);
        self
    }

    /// For this many calls.
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
