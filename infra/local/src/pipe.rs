//! EventBridge pipes: from the table's stream, through each pipe's filters, into its queue.

use std::sync::Arc;
use std::time::Duration;

use serde_json::Value;

use crate::listener::{Stop, stopped};
use crate::pattern::Pattern;
use crate::queue::Queue;
use crate::stream::Stream;
use crate::template::Template;

/// How long the stream is left alone after it had nothing: short enough that a text seems to
/// come at once. An idle runner spends about a twentieth of one processor on it, unoptimised.
const IDLE: Duration = Duration::from_millis(45);

/// How long the stream is left alone after the database did not answer.
const UNWELL: Duration = Duration::from_secs(1);

/// A pipe with its queue.
pub struct Pipe {
    filters: Vec<Pattern>,
    queue: Arc<Queue>,
}

impl Pipe {
    /// The template's pipes, each with its queue among `queues`.
    #[must_use]
    pub fn all(template: &Template, queues: &[Arc<Queue>]) -> Vec<Self> {
        let pipes = template.pipes.iter().filter_map(|pipe| {
            // The template was refused if a pipe's queue were missing.
            let queue = queues.iter().find(|queue| queue.logical_id() == pipe.queue)?;
            Some(Self { filters: pipe.filters.clone(), queue: Arc::clone(queue) })
        });
        pipes.collect()
    }

    fn carry(&self, record: &Value) {
        if self.filters.is_empty() || self.filters.iter().any(|filter| filter.matches(record)) {
            self.queue.send(record);
        }
    }
}

/// Reads the stream and carries its records through the pipes until told to stop.
pub async fn run(mut stream: Stream, pipes: Vec<Pipe>, stop: Stop) {
    loop {
        let pause = match stream.next().await {
            Ok(records) => {
                for record in &records {
                    pipes.iter().for_each(|pipe| pipe.carry(record));
                }
                if records.is_empty() { IDLE } else { Duration::ZERO }
            }
            Err(fault) => {
                tracing::warn!(%fault, "the stream cannot be read just now");
                UNWELL
            }
        };
        tokio::select! {
            () = tokio::time::sleep(pause) => {}
            () = stopped(stop.clone()) => return,
        }
    }
}
