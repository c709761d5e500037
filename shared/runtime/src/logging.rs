//! Logs: JSON lines on standard output, identifiers only, never an address, number, token or body.

use std::io::Write;
use std::sync::OnceLock;

type Sink = Box<dyn Fn(&str) + Send + Sync>;

static METRICS: OnceLock<Sink> = OnceLock::new();

/// Sets up logging for a Lambda function: JSON lines on standard output. `LOG_LEVEL` may say more
/// than `info`.
pub fn start() {
    let level = std::env::var("LOG_LEVEL")
        .ok()
        .and_then(|level| level.parse().ok())
        .unwrap_or(tracing::Level::INFO);
    // A second start in one process is a test's: the first one stays.
    let _ = tracing_subscriber::fmt()
        .json()
        .flatten_event(true)
        .with_max_level(level)
        .with_target(true)
        .without_time()
        .try_init();
}

/// Sends metric lines elsewhere than to standard output, once for the process.
pub fn metrics_to(sink: impl Fn(&str) + Send + Sync + 'static) {
    let _ = METRICS.set(Box::new(sink));
}

/// Writes a line in CloudWatch's embedded metric format: it must stand on standard output as it is.
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
