//! Delivers the reports of SES and SNS to the functions that the template names for them, with
//! AWS's events, shortly after a message was sent.

use std::io::Write;
use std::time::Duration;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use flate2::Compression;
use flate2::write::GzEncoder;
use jiff::Timestamp;
use serde_json::{Value, json};
use tokio::task::JoinSet;

use super::delivery_order::DeliveryOrder;
use crate::account::ids::fresh_id;
use crate::account::names::ACCOUNT;
use crate::aws::functions::Functions;
use crate::aws::reports::{Report, UndeliveredReports};
use crate::net::listener::{Stop, TIME_TO_FINISH, stopped};
use crate::template::Template;
use crate::template::pattern::Pattern;

/// The pause before the first report on a message: short, but after its sender had an answer.
const FIRST: Duration = Duration::from_millis(40);

/// The pause before the next report.
const NEXT: Duration = Duration::from_millis(60);

/// The functions that read reports.
#[derive(Clone)]
pub struct Subscribers {
    patterns: Vec<(Pattern, String)>,
    logs: Vec<(String, String)>,
}

impl Subscribers {
    /// Reads the subscribers of the template.
    #[must_use]
    pub fn of(template: &Template) -> Self {
        let functions = || template.functions.iter();
        let patterns = functions().flat_map(|function| {
            function.patterns.iter().map(|pattern| (pattern.clone(), function.name.clone()))
        });
        let logs = functions().flat_map(|function| {
            function.logs.iter().map(|group| (group.clone(), function.name.clone()))
        });
        Self { patterns: patterns.collect(), logs: logs.collect() }
    }

    /// Each function that reads this report, with the event for it.
    fn calls(&self, report: &Report) -> Vec<(String, Value)> {
        match report {
            Report::Event(event) => {
                let subscribers =
                    self.patterns.iter().filter(|(pattern, _)| pattern.matches(event));
                subscribers.map(|(_, function)| (function.clone(), event.clone())).collect()
            }
            Report::Line { group, line } => {
                let subscribers = self.logs.iter().filter(|(read, _)| read == group);
                subscribers
                    .map(|(_, function)| (function.clone(), log_event(group, function, line)))
                    .collect()
            }
        }
    }
}

/// Delivers reports until `stop`, then waits for the running calls.
pub async fn run(
    mut undelivered: UndeliveredReports,
    subscribers: Subscribers,
    functions: Functions,
    order: DeliveryOrder,
    stop: Stop,
) {
    let mut under_way = JoinSet::new();
    loop {
        let reports = tokio::select! {
            Some(reports) = undelivered.next() => reports,
            Some(_) = under_way.join_next() => continue,
            () = stopped(stop.clone()) => break,
        };
        let mut after = FIRST;
        for report in order.apply(&reports) {
            for (function, event) in subscribers.calls(&report) {
                let functions = functions.clone();
                under_way.spawn(async move {
                    tokio::time::sleep(after).await;
                    functions.invoke_unawaited(&function, event).await;
                });
            }
            after += NEXT;
        }
    }
    let finished = async { while under_way.join_next().await.is_some() {} };
    if tokio::time::timeout(TIME_TO_FINISH, finished).await.is_err() {
        tracing::warn!("some reports were not delivered in time");
    }
}

/// A log line in the event with which CloudWatch Logs calls a subscribed function.
fn log_event(group: &str, subscription: &str, line: &Value) -> Value {
    let data = json!({
        "messageType": "DATA_MESSAGE",
        "owner": ACCOUNT,
        "logGroup": group,
        "logStream": fresh_id(),
        "subscriptionFilters": [subscription],
        "logEvents": [{
            "id": fresh_id(),
            "timestamp": Timestamp::now().as_millisecond(),
            "message": line.to_string(),
        }],
    });
    json!({ "awslogs": { "data": BASE64_STANDARD.encode(compressed(&data.to_string())) } })
}

fn compressed(text: &str) -> Vec<u8> {
    let mut out = GzEncoder::new(Vec::new(), Compression::fast());
    // Writing to memory does not fail.
    _ = out.write_all(text.as_bytes());
    out.finish().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::aws::reports::Reports;
    use flate2::read::GzDecoder;
    use std::io::Read;
    use tokio::sync::{mpsc, watch};

    fn subscribers() -> Subscribers {
        Subscribers {
            patterns: vec![(Pattern::parse(r#"{"kind": ["a"]}"#).unwrap(), "reads".to_owned())],
            logs: vec![("a/group".to_owned(), "reads".to_owned())],
        }
    }

    /// Running delivery of reports, and the calls of their reader.
    struct Setup {
        reports: Reports,
        calls: mpsc::UnboundedReceiver<Value>,
        _stop: watch::Sender<bool>,
    }

    fn set_up(order: DeliveryOrder) -> Setup {
        let (reports, undelivered) = Reports::new();
        let (seen, calls) = mpsc::unbounded_channel();
        let functions = Functions::default().with("reads", move |event| {
            let seen = seen.clone();
            async move {
                seen.send(event).unwrap();
                Ok(Value::Null)
            }
        });
        let (stop, stopping) = watch::channel(false);
        tokio::spawn(run(undelivered, subscribers(), functions, order, stopping));
        Setup { reports, calls, _stop: stop }
    }

    impl Setup {
        async fn next(&mut self) -> Value {
            let call = tokio::time::timeout(Duration::from_secs(5), self.calls.recv()).await;
            call.unwrap().unwrap()
        }
    }

    fn event(n: usize) -> Report {
        Report::Event(json!({"kind": "a", "n": n}))
    }

    #[tokio::test]
    async fn readers_of_events_and_logs_are_called() {
        let mut setup = set_up(DeliveryOrder::default());
        let line = |group: &str| Report::Line { group: group.to_owned(), line: json!({"b": 1}) };
        let unread = Report::Event(json!({"kind": "b"}));
        setup.reports.make(vec![unread, line("another/group"), event(1), line("a/group")]);
        assert_eq!(setup.next().await, json!({"kind": "a", "n": 1}));
        let call = setup.next().await;
        let data = BASE64_STANDARD.decode(call["awslogs"]["data"].as_str().unwrap()).unwrap();
        let mut text = String::new();
        GzDecoder::new(data.as_slice()).read_to_string(&mut text).unwrap();
        let told: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(told["messageType"], "DATA_MESSAGE");
        assert_eq!((&told["logGroup"], &told["owner"]), (&json!("a/group"), &json!(ACCOUNT)));
        assert_eq!(told["logEvents"][0]["message"], r#"{"b":1}"#);
        assert!(told["logEvents"][0]["timestamp"].is_i64());
        assert!(setup.calls.try_recv().is_err());
    }

    #[tokio::test]
    async fn reports_may_repeat_and_change_order() {
        let twice_backwards =
            DeliveryOrder::new(|count| (0..count).rev().flat_map(|place| [place; 2]).collect());
        let mut setup = set_up(twice_backwards);
        setup.reports.make(vec![event(1), event(2), event(3)]);
        let mut came = Vec::new();
        for _ in 0..6 {
            came.push(setup.next().await["n"].as_u64().unwrap());
        }
        assert!(!came.is_sorted(), "{came:?}");
        came.sort_unstable();
        assert_eq!(came, [1, 1, 2, 2, 3, 3]);
    }
}
