//! Logs: JSON lines on standard output, identifiers only, never an address, number, token or body.

use std::io::Write;
use std::sync::OnceLock;
use tracing_subscriber::filter::{LevelFilter, Targets};
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;

type Sink = Box<dyn Fn(&str) + Send + Sync>;

static METRICS: OnceLock<Sink> = OnceLock::new();

/// Sets up logging for a Lambda function: JSON lines on standard output. `LOG_LEVEL` may say more
/// than `info` of our own code; the SDK's more detailed levels quote requests and responses, so of
/// others nothing below a warning is written.
pub fn start(flow: &str) {
    let level = std::env::var("LOG_LEVEL").ok().and_then(|level| level.parse().ok());
    let ours = filter(flow, level.unwrap_or(LevelFilter::INFO));
    let lines = tracing_subscriber::fmt::layer().json().flatten_event(true).without_time();
    // A second start in one process is a test's: the first one stays.
    let _ = tracing_subscriber::registry().with(lines).with(ours).try_init();
}

fn filter(flow: &str, level: LevelFilter) -> Targets {
    Targets::new()
        .with_default(LevelFilter::WARN.min(level))
        .with_target("vestibule_runtime", level)
        .with_target("vestibule_table", level)
        .with_target(flow.replace('-', "_"), level)
}

/// Sends metric lines elsewhere than to standard output, once for the process.
pub fn metrics_to(sink: impl Fn(&str) + Send + Sync + 'static) {
    let _ = METRICS.set(Box::new(sink));
}

/// Writes a request's line: it must stand on standard output as it is, for the template's filters
/// read its fields.
pub(crate) fn metrics_line(line: &str) {
    match METRICS.get() {
        Some(sink) => sink(line),
        None => {
            let mut out = std::io::stdout().lock();
            // Nobody is there to be told that standard output is gone.
            let _ = writeln!(out, "{line}");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tracing::Level;

    #[test]
    fn the_sdk_never_logs_requests_whatever_level_is_asked_for() {
        let filter = filter("verify-pin", LevelFilter::TRACE);
        for target in ["aws_smithy_runtime::client", "aws_sdk_dynamodb", "hyper_util", "h2"] {
            assert!(!filter.would_enable(target, &Level::INFO), "{target}");
            assert!(filter.would_enable(target, &Level::WARN), "{target}");
        }
        assert!(filter.would_enable("vestibule_runtime::http", &Level::TRACE));
        assert!(filter.would_enable("verify_pin", &Level::TRACE));
    }
}
