//! EventBridge pipes: from the table's stream, through each pipe's filters, onto its bus.

use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;
use serde_json::Value;

use super::bus::Bus;
use super::delivery_order::DeliveryOrder;
use super::queue::Queue;
use crate::account::envelope;
use crate::net::listener::{Stop, stopped};
use crate::storage::stream::Stream;
use crate::template::Template;
use crate::template::pattern::Pattern;

/// The pause after an empty read of the stream: short enough that a text seems to arrive at once.
/// An idle runner spends about a twentieth of one processor on it, unoptimised.
const IDLE: Duration = Duration::from_millis(45);

/// The pause after the database did not answer.
const UNWELL: Duration = Duration::from_secs(1);

/// A pipe with its bus.
pub struct Pipe {
    filters: Vec<Pattern>,
    source: String,
    detail_type: String,
    bus: Bus,
}

impl Pipe {
    /// Returns the template's pipes, each with its bus, whose rules send to `queues`.
    #[must_use]
    pub fn all(template: &Template, queues: &[Arc<Queue>]) -> Vec<Self> {
        let pipes = template.pipes.iter().map(|pipe| Self {
            filters: pipe.filters.clone(),
            source: pipe.source.clone(),
            detail_type: pipe.detail_type.clone(),
            bus: Bus::of(template, &pipe.bus, queues),
        });
        pipes.collect()
    }

    fn carry(&self, record: &Value) {
        if self.filters.is_empty() || self.filters.iter().any(|filter| filter.matches(record)) {
            let now = Timestamp::now();
            self.bus.put(&envelope::event(&self.source, &self.detail_type, &[], record, now));
        }
    }
}

/// Reads the stream and passes its records through the pipes until it is stopped.
pub async fn run(mut stream: Stream, pipes: Vec<Pipe>, order: DeliveryOrder, stop: Stop) {
    loop {
        let pause = match stream.next().await {
            Ok(records) => {
                let pause = if records.is_empty() { IDLE } else { Duration::ZERO };
                for record in order.apply(&records) {
                    pipes.iter().for_each(|pipe| pipe.carry(&record));
                }
                pause
            }
            Err(error) => {
                tracing::warn!(%error, "the stream cannot be read");
                UNWELL
            }
        };
        tokio::select! {
            () = tokio::time::sleep(pause) => {}
            () = stopped(stop.clone()) => return,
        }
    }
}
