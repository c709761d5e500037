//! EventBridge schedules: functions that are called at a rate.

use std::time::Duration;

use jiff::Timestamp;
use serde_json::{Value, json};

use crate::account::envelope;
use crate::account::names::{ACCOUNT, REGION};
use crate::aws::functions::Functions;
use crate::net::listener::{Stop, stopped};

/// The pause between the start and the first call.
const FIRST: Duration = Duration::from_secs(1);

/// Calls `function` shortly after the start and then at its rate, until it is stopped. As on AWS, a
/// call does not wait for the previous one.
pub async fn run(function: String, rate: Duration, functions: Functions, stop: Stop) {
    let mut ticks = tokio::time::interval_at(tokio::time::Instant::now() + FIRST, rate);
    loop {
        tokio::select! {
            _ = ticks.tick() => {
                let (functions, function) = (functions.clone(), function.clone());
                tokio::spawn(async move {
                    let event = event(&function, Timestamp::now());
                    // A failure was logged where it happened; the next call is the retry.
                    drop(functions.invoke(&function, event).await);
                });
            }
            () = stopped(stop.clone()) => return,
        }
    }
}

/// EventBridge Scheduler's event for a schedule without its own input.
fn event(function: &str, now: Timestamp) -> Value {
    let schedule = format!("arn:aws:scheduler:{REGION}:{ACCOUNT}:schedule/default/{function}");
    envelope::event("aws.scheduler", "Scheduled Event", &[schedule], &json!("{}"), now)
}

#[cfg(test)]
mod tests {
    use super::*;
    use tokio::sync::{mpsc, watch};

    #[tokio::test]
    async fn a_schedule_calls_soon_and_repeatedly() {
        let (seen, mut calls) = mpsc::unbounded_channel();
        let functions = Functions::default().with("sweep", move |event| {
            let seen = seen.clone();
            async move {
                seen.send(event).unwrap();
                Ok(Value::Null)
            }
        });
        let (stop, stopping) = watch::channel(false);
        let running =
            tokio::spawn(run("sweep".to_owned(), Duration::from_millis(20), functions, stopping));
        for _ in 0..3 {
            let event =
                tokio::time::timeout(Duration::from_secs(5), calls.recv()).await.unwrap().unwrap();
            assert_eq!(event["detail-type"], "Scheduled Event");
        }
        stop.send(true).unwrap();
        running.await.unwrap();
    }
}
