//! Delivery reports: SES sends events to the account's default bus, SNS writes lines to its
//! delivery logs.
//!
//! Reports are not kept on disk: a kill loses the undelivered ones. SES calls its own events best
//! effort, too.

use serde_json::Value;
use tokio::sync::mpsc;

/// A delivery report.
#[derive(Debug, Clone, PartialEq)]
pub enum Report {
    /// An event on the default bus.
    Event(Value),
    /// A line in a log group.
    Line {
        /// The name of the group.
        group: String,
        /// The line.
        line: Value,
    },
}

/// Accepts reports; clones share one queue.
#[derive(Clone)]
pub struct Reports(mpsc::UnboundedSender<Vec<Report>>);

/// The reports that have not been delivered.
pub struct UndeliveredReports(mpsc::UnboundedReceiver<Vec<Report>>);

impl Reports {
    /// Returns the two ends of a new queue of reports.
    #[must_use]
    pub fn new() -> (Self, UndeliveredReports) {
        let (made, undelivered) = mpsc::unbounded_channel();
        (Self(made), UndeliveredReports(undelivered))
    }

    /// Queues the reports of one e-mail or text, in delivery order.
    pub fn make(&self, reports: Vec<Report>) {
        if self.0.send(reports).is_err() {
            tracing::debug!("reports are not delivered any more");
        }
    }
}

impl UndeliveredReports {
    /// Waits for the reports of the next e-mail or text. `None`: the queue is closed.
    pub async fn next(&mut self) -> Option<Vec<Report>> {
        self.0.recv().await
    }
}

#[cfg(test)]
impl UndeliveredReports {
    /// Returns all queued reports in one list.
    pub fn now(&mut self) -> Vec<Report> {
        let mut all = Vec::new();
        while let Ok(reports) = self.0.try_recv() {
            all.extend(reports);
        }
        all
    }
}
