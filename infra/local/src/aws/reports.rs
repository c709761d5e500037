//! What AWS reports of what was sent: SES by events on the account's default bus, SNS by lines in
//! its delivery logs.
//!
//! Nothing here is kept on disk: what was not delivered when the process is killed never is. SES
//! calls its own events best effort, too.

use serde_json::Value;
use tokio::sync::mpsc;

/// Something that AWS reports.
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

/// Where reports are made; clones lead to the same place.
#[derive(Clone)]
pub struct Reports(mpsc::UnboundedSender<Vec<Report>>);

/// The reports that were made and have not been delivered.
pub struct UndeliveredReports(mpsc::UnboundedReceiver<Vec<Report>>);

impl Reports {
    /// Returns a place for reports, and where they come out.
    #[must_use]
    pub fn new() -> (Self, UndeliveredReports) {
        let (made, undelivered) = mpsc::unbounded_channel();
        (Self(made), UndeliveredReports(undelivered))
    }

    /// Makes the reports of one e-mail or text, in the order in which they are to be delivered.
    pub fn make(&self, reports: Vec<Report>) {
        if self.0.send(reports).is_err() {
            tracing::debug!("reports are not delivered any more");
        }
    }
}

impl UndeliveredReports {
    /// Waits for the reports of the next e-mail or text. None, if no more can come.
    pub async fn next(&mut self) -> Option<Vec<Report>> {
        self.0.recv().await
    }
}

#[cfg(test)]
impl UndeliveredReports {
    /// Returns all that were made so far, in one list.
    pub fn now(&mut self) -> Vec<Report> {
        let mut all = Vec::new();
        while let Ok(reports) = self.0.try_recv() {
            all.extend(reports);
        }
        all
    }
}
