//! Records what SES and SNS tell of messages that they took: SES by events on the account's
//! default bus, SNS by lines in the logs that it writes of deliveries.
//!
//! Each report is recorded separately, so one that fails does not delay the others. The whole event
//! is then delivered again; a report that was recorded before is not recorded twice.

use crate::reports::{self, Noted, Told};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use flate2::read::GzDecoder;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::io::Read;
use vestibule_flow::Flow;
use vestibule_flow::flow::EventFailure;
use vestibule_runtime::App;

/// Bytes of a piece of a log, unpacked: CloudWatch packs at most 1 MiB of lines into one.
const AT_MOST: u64 = 8 << 20;

/// What a provider tells.
#[derive(Deserialize)]
#[serde(untagged)]
pub enum Event {
    /// SES, of one e-mail.
    Email {
        /// What became of it.
        detail: Value,
    },
    /// CloudWatch Logs, of some lines of the logs of SNS.
    Texts {
        /// The lines.
        awslogs: Logged,
    },
}

/// Lines of a log, as CloudWatch Logs hands them on.
#[derive(Deserialize)]
pub struct Logged {
    /// JSON in gzip in base64.
    data: String,
}

/// What came of it.
#[derive(Default, Serialize)]
pub struct Recorded {
    /// Recorded now.
    recorded: usize,
    /// Recorded before, or overtaken by what was.
    known: usize,
    /// About nothing of ours, or not as documented.
    ignored: usize,
}

/// The flow.
#[must_use]
pub fn flow() -> Flow {
    Flow::event("record-delivery", handle)
}

/// Records the reports of one event.
///
/// # Errors
/// What could not be recorded, once the rest was.
pub async fn handle(app: App, event: Event) -> Result<Recorded, EventFailure> {
    let told: Vec<Option<Told>> = match event {
        Event::Email { detail } => vec![reports::of_email(&detail)],
        Event::Texts { awslogs } => reports::of_texts(&unpacked(&awslogs.data)?),
    };
    let mut recorded = Recorded::default();
    let mut failed = None;
    for told in told {
        let Some(told) = told else {
            recorded.ignored += 1;
            continue;
        };
        match reports::note(&app, &told).await {
            Ok(Noted::Now) => recorded.recorded += 1,
            Ok(Noted::Before) => recorded.known += 1,
            Ok(Noted::NotOurs) => recorded.ignored += 1,
            Err(cause) => {
                match &cause {
                    // Most often another stack's text: its report is ignored once it is older.
                    EventFailure::Refused(cause) => tracing::info!(cause, "a report comes again"),
                    EventFailure::Fault(cause) => tracing::warn!(%cause, "a report comes again"),
                }
                failed = worse(failed, cause);
            }
        }
    }
    if recorded.ignored > 0 {
        tracing::info!(ignored = recorded.ignored, "reports were about no message of ours");
    }
    match failed {
        None => Ok(recorded),
        Some(cause) => Err(cause),
    }
}

/// What is reported of a piece of a log: a fault of ours, if there was one.
fn worse(before: Option<EventFailure>, now: EventFailure) -> Option<EventFailure> {
    match (before, now) {
        (Some(fault @ EventFailure::Fault(_)), EventFailure::Refused(_)) => Some(fault),
        (_, now) => Some(now),
    }
}

fn unpacked(data: &str) -> Result<Vec<u8>, EventFailure> {
    let odd = || EventFailure::Refused("the lines are no gzip in base64".to_owned());
    let packed = BASE64_STANDARD.decode(data).map_err(|_| odd())?;
    let mut lines = Vec::new();
    GzDecoder::new(packed.as_slice()).take(AT_MOST).read_to_end(&mut lines).map_err(|_| odd())?;
    Ok(lines)
}
