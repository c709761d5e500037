//! Logs: JSON lines on standard output, identifiers only, never an address, number, token or body.
//!
//! Each line has a `timestamp` as RFC 3339 and a `level`: Lambda treats a line without a time as
//! level INFO, whatever it says ("Log-level filtering"). Lines within a request name its flow, and
//! in `request` the id that the gateway's access log has too.

use crate::meter::{Counted, Meter};
use jiff::Timestamp;
use serde::Serialize;
use serde_json::{Map, Value};
use std::fmt;
use std::io::Write;
use std::sync::OnceLock;
use tracing::field::{Field, Visit};
use tracing::{Event, Subscriber};
use tracing_subscriber::filter::{LevelFilter, Targets};
use tracing_subscriber::fmt::format::Writer;
use tracing_subscriber::fmt::{FmtContext, FormatEvent, FormatFields};
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::registry::LookupSpan;
use tracing_subscriber::util::SubscriberInitExt;

type Sink = Box<dyn Fn(&str) + Send + Sync>;

static METRICS: OnceLock<Sink> = OnceLock::new();

/// Sets up logging for a Lambda function: JSON lines on standard output. `LOG_LEVEL` may log more
/// than `info` of the product's own code. The SDK's more detailed levels quote requests and
/// responses, so other code logs warnings and errors only.
#[expect(clippy::disallowed_methods, reason = "logging starts before the configuration is read")]
pub fn start() {
    let level = std::env::var("LOG_LEVEL").ok().and_then(|level| level.parse().ok());
    let ours = filter(level.unwrap_or(LevelFilter::INFO));
    let lines = tracing_subscriber::fmt::layer().event_format(JsonLine);
    // Where, and never what: a panic's message may quote what was sent.
    std::panic::set_hook(Box::new(|panic| {
        let at = panic.location().map(ToString::to_string).unwrap_or_default();
        tracing::error!(at, "a function panicked");
    }));
    // Only a test starts twice in one process: the first setup stays.
    let _ = tracing_subscriber::registry().with(lines).with(ours).try_init();
}

/// The product's own crates, by the targets of their lines.
const OURS: [&str; 12] = [
    "flows_access",
    "flows_api",
    "flows_clients",
    "flows_firms",
    "flows_logins",
    "flows_messaging",
    "flows_staff",
    "vestibule_application",
    "vestibule_flow",
    "vestibule_runtime",
    "vestibule_secrets",
    "vestibule_table",
];

fn filter(level: LevelFilter) -> Targets {
    Targets::new()
        .with_default(LevelFilter::WARN.min(level))
        // It repeats each error that a handler returns as ERROR, refused events included.
        .with_target("lambda_runtime::layers::panic", LevelFilter::OFF)
        .with_targets(OURS.map(|target| (target, level)))
}

/// The time of a line: RFC 3339, to the millisecond.
#[expect(
    clippy::disallowed_methods,
    reason = "a log line says when it was written, whatever the clock of the flows says"
)]
pub(crate) fn timestamp() -> String {
    format!("{:.3}", Timestamp::now())
}

/// The line of a request: log and metrics in one. The template's filters decide which fields become
/// metrics.
#[derive(Serialize)]
struct RequestLine<'a> {
    timestamp: String,
    level: &'static str,
    flow: &'static str,
    release: &'a str,
    request: &'a str,
    outcome: &'a str,
    status: u16,
    duration_ms: f64,
    faults: u8,
    refusals: u8,
    #[serde(flatten)]
    counted: Counted,
}

/// Writes the line of a request.
pub fn request(
    flow: &'static str,
    request: &str,
    outcome: &str,
    status: u16,
    duration_ms: f64,
    counted: Counted,
) {
    let line = RequestLine {
        timestamp: timestamp(),
        level: "INFO",
        flow,
        release: crate::config::release(),
        request,
        outcome,
        status,
        duration_ms,
        faults: u8::from(status >= 500),
        refusals: u8::from((400..500).contains(&status)),
        counted,
    };
    if let Ok(line) = serde_json::to_string(&line) {
        metrics_line(&line);
    }
}

/// Writes an event as one line of flat JSON.
struct JsonLine;

impl<S, N> FormatEvent<S, N> for JsonLine
where
    S: Subscriber + for<'a> LookupSpan<'a>,
    N: for<'a> FormatFields<'a> + 'static,
{
    fn format_event(
        &self,
        _: &FmtContext<'_, S, N>,
        mut writer: Writer<'_>,
        event: &Event<'_>,
    ) -> fmt::Result {
        let mut line = Line(Map::new());
        if let Some(flow) = Meter::flow() {
            line.set("flow", flow);
        }
        if let Some(request) = Meter::request() {
            line.set("request", request.as_ref());
        }
        event.record(&mut line);
        // Set last, so no field of an event can replace them.
        line.set("timestamp", timestamp());
        line.set("level", event.metadata().level().as_str());
        line.set("target", event.metadata().target());
        writeln!(writer, "{}", Value::Object(line.0))
    }
}

/// The fields of a line.
struct Line(Map<String, Value>);

impl Line {
    fn set(&mut self, name: &str, value: impl Into<Value>) {
        self.0.insert(name.to_owned(), value.into());
    }
}

impl Visit for Line {
    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        self.set(field.name(), format!("{value:?}"));
    }

    fn record_str(&mut self, field: &Field, value: &str) {
        self.set(field.name(), value);
    }

    fn record_bool(&mut self, field: &Field, value: bool) {
        self.set(field.name(), value);
    }

    fn record_i64(&mut self, field: &Field, value: i64) {
        self.set(field.name(), value);
    }

    fn record_u64(&mut self, field: &Field, value: u64) {
        self.set(field.name(), value);
    }

    fn record_f64(&mut self, field: &Field, value: f64) {
        self.set(field.name(), value);
    }
}

/// Sends metric lines to this sink instead of standard output, once for the process.
pub fn metrics_to(sink: impl Fn(&str) + Send + Sync + 'static) {
    let _ = METRICS.set(Box::new(sink));
}

/// Writes a request's line: unchanged on standard output, because the template's filters read its
/// fields.
fn metrics_line(line: &str) {
    match METRICS.get() {
        Some(sink) => sink(line),
        None => {
            let mut out = std::io::stdout().lock();
            // Without standard output there is nowhere to report it.
            let _ = writeln!(out, "{line}");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io;
    use std::sync::{Arc, Mutex};
    use tracing::Level;
    use tracing_subscriber::fmt::MakeWriter;

    /// The output so far.
    #[derive(Clone, Default)]
    struct Written(Arc<Mutex<Vec<u8>>>);

    impl Write for Written {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.lock().unwrap().write(bytes)
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    impl<'a> MakeWriter<'a> for Written {
        type Writer = Self;

        fn make_writer(&'a self) -> Self {
            self.clone()
        }
    }

    #[tokio::test]
    #[expect(clippy::disallowed_methods, reason = "the line's time is that of the system")]
    async fn a_line_has_time_level_and_request() {
        let written = Written::default();
        let lines =
            tracing_subscriber::fmt::layer().event_format(JsonLine).with_writer(written.clone());
        let subscriber = tracing_subscriber::registry().with(lines);
        let guard = tracing::subscriber::set_default(subscriber);
        let before = Timestamp::now();
        let cause = "a \"cause\"\nof two lines";
        let _ = Meter::over("verify-pin", "JKJaXmPLvHcESHA=", async {
            tracing::error!(cause, left = 4, late = true, timestamp = "none", "it failed");
        })
        .await;
        tracing::warn!(flow = "sign-in", "nobody asks");
        drop(guard);
        let written = String::from_utf8(written.0.lock().unwrap().clone()).unwrap();
        let lines: Vec<Value> =
            written.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        let [of_request, of_start] = lines.as_slice() else { panic!("{written}") };
        for line in &lines {
            let at = line["timestamp"].as_str().unwrap();
            assert!(at.len() == "2026-01-02T03:04:05.678Z".len() && at.ends_with('Z'), "{at}");
            let age = at.parse::<Timestamp>().unwrap().duration_since(before);
            assert!((-1..10).contains(&age.as_secs()), "{at}");
        }
        assert_eq!(of_request["level"], "ERROR");
        assert_eq!(of_request["message"], "it failed");
        assert_eq!(of_request["cause"], cause);
        assert_eq!((&of_request["left"], &of_request["late"]), (&4.into(), &true.into()));
        assert_eq!(of_request["flow"], "verify-pin");
        assert_eq!(of_request["request"], "JKJaXmPLvHcESHA=");
        assert_eq!((&of_start["level"], &of_start["flow"]), (&"WARN".into(), &"sign-in".into()));
        assert_eq!(of_start.get("request"), None);
    }

    #[test]
    fn the_sdk_never_logs_requests_at_any_level() {
        let filter = filter(LevelFilter::TRACE);
        for target in ["aws_smithy_runtime::client", "aws_sdk_dynamodb", "hyper_util", "h2"] {
            assert!(!filter.would_enable(target, &Level::INFO), "{target}");
            assert!(filter.would_enable(target, &Level::WARN), "{target}");
        }
        assert!(!filter.would_enable("lambda_runtime::layers::panic", &Level::ERROR));
        assert!(filter.would_enable("vestibule_flow::http", &Level::TRACE));
        assert!(filter.would_enable("flows_access::verify_pin", &Level::TRACE));
    }
}
