//! A queue and the function that takes from it, with SQS's and Lambda's behaviour.
//!
//! A batch goes to the function. The messages that it reports as failed, or the whole batch if the
//! function itself failed, become visible again after a pause, and go to the dead-letter queue
//! after the declared number of tries. A queue without a function just fills. Nothing here is kept
//! on disk: the stream still has every record, and is read from its beginning at each start.

mod batch;

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use jiff::Timestamp;
use serde_json::Value;
use tokio::sync::{Notify, Semaphore};
use tokio::task::JoinSet;
use tokio::time::Instant;

use crate::account::ids::fresh_id;
use crate::aws::functions::Functions;
use crate::net::listener::{Stop, TIME_TO_FINISH, stopped};
use crate::template::{self, Taker};

/// Batches of one queue that are processed at a time, Lambda's initial number.
const BATCHES_AT_ONCE: usize = 5;

/// The longest pause before a retry.
const LONGEST_BACK_OFF: Duration = Duration::from_secs(900);

/// A queue with its messages.
pub struct Queue {
    declared: template::Queue,
    /// The pause after the first failure of a message; doubles each time.
    first_back_off: Duration,
    waiting: Mutex<Vec<Message>>,
    dead: Mutex<Vec<Message>>,
    changed: Notify,
}

/// A message in a queue.
#[derive(Debug, Clone)]
struct Message {
    id: String,
    body: String,
    sent_at: Timestamp,
    first_received_at: Option<Timestamp>,
    receive_count: u32,
    visible_at: Instant,
}

impl Queue {
    /// An empty queue.
    #[must_use]
    pub fn new(declared: template::Queue) -> Arc<Self> {
        Self::with_back_off(declared, Duration::from_secs(1))
    }

    fn with_back_off(declared: template::Queue, first_back_off: Duration) -> Arc<Self> {
        Arc::new(Self {
            declared,
            first_back_off,
            waiting: Mutex::default(),
            dead: Mutex::default(),
            changed: Notify::new(),
        })
    }

    /// The id of the queue in the template.
    #[must_use]
    pub fn logical_id(&self) -> &str {
        &self.declared.logical_id
    }

    /// Adds a message, visible at once.
    pub fn send(&self, body: &Value) {
        let message = Message {
            id: fresh_id(),
            body: body.to_string(),
            sent_at: Timestamp::now(),
            first_received_at: None,
            receive_count: 0,
            visible_at: Instant::now(),
        };
        self.lock(&self.waiting).push(message);
        self.changed.notify_one();
    }

    /// The number of messages in the dead-letter queue.
    #[must_use]
    pub fn dead_letters(&self) -> usize {
        self.lock(&self.dead).len()
    }

    /// The number of messages that wait, hidden or not, outside the function.
    #[must_use]
    pub fn waiting(&self) -> usize {
        self.lock(&self.waiting).len()
    }

    /// Passes batches to the function until it is stopped, then waits for the running ones. Without
    /// a function it returns at once.
    pub async fn run(self: Arc<Self>, functions: Functions, stop: Stop) {
        let Some(taker) = self.declared.taker.clone() else { return };
        let free = Arc::new(Semaphore::new(BATCHES_AT_ONCE));
        let mut under_way = JoinSet::new();
        loop {
            let batch = tokio::select! {
                batch = self.next_batch(&free, taker.batch_size) => batch,
                Some(_) = under_way.join_next() => continue,
                () = stopped(stop.clone()) => break,
            };
            let (queue, functions, taker) = (Arc::clone(&self), functions.clone(), taker.clone());
            under_way.spawn(async move {
                queue.deliver(batch.messages, &taker, &functions).await;
                drop(batch.permit);
            });
        }
        let finished = async { while under_way.join_next().await.is_some() {} };
        if tokio::time::timeout(TIME_TO_FINISH, finished).await.is_err() {
            tracing::warn!(
                queue = self.logical_id(),
                "some batches did not finish in time; they are retried"
            );
        }
    }

    async fn next_batch(&self, free: &Arc<Semaphore>, most: usize) -> Batch {
        // The semaphore is never closed, so a permit always becomes available.
        let permit = Arc::clone(free).acquire_owned().await.ok();
        loop {
            let (messages, next) = self.receive(most);
            if !messages.is_empty() {
                return Batch { messages, permit };
            }
            match next {
                Some(visible_at) => tokio::select! {
                    () = self.changed.notified() => {}
                    () = tokio::time::sleep_until(visible_at) => {}
                },
                None => self.changed.notified().await,
            }
        }
    }

    /// Takes up to `most` visible messages; or returns when the next becomes visible.
    fn receive(&self, most: usize) -> (Vec<Message>, Option<Instant>) {
        let now = Instant::now();
        let mut waiting = self.lock(&self.waiting);
        let mut taken = Vec::new();
        let mut left = Vec::new();
        for mut message in waiting.drain(..) {
            if taken.len() < most && message.visible_at <= now {
                message.receive_count += 1;
                message.first_received_at.get_or_insert_with(Timestamp::now);
                taken.push(message);
            } else {
                left.push(message);
            }
        }
        let next = left.iter().map(|message| message.visible_at).min();
        *waiting = left;
        (taken, next)
    }

    async fn deliver(&self, messages: Vec<Message>, taker: &Taker, functions: &Functions) {
        let event = batch::event(&self.declared.logical_id, &messages);
        let reply = functions.invoke(&taker.function, event).await.ok();
        for message in batch::failed(messages, reply.as_ref(), taker.reports_item_failures) {
            self.failed(message);
        }
    }

    fn failed(&self, mut message: Message) {
        let (queue, id, tries) = (self.logical_id(), message.id.as_str(), message.receive_count);
        if self.declared.redrive.as_ref().is_some_and(|redrive| tries >= redrive.max_receive_count)
        {
            tracing::error!(
                queue,
                message_id = id,
                tries,
                "a message failed for the last time and is in the dead-letter queue"
            );
            self.lock(&self.dead).push(message);
            return;
        }
        let doubled =
            self.first_back_off.saturating_mul(2_u32.saturating_pow(tries.saturating_sub(1)));
        let wait = doubled.min(LONGEST_BACK_OFF);
        tracing::warn!(
            queue,
            message_id = id,
            tries,
            wait_ms = wait.as_millis(),
            "a message failed and is tried again"
        );
        message.visible_at = Instant::now() + wait;
        self.lock(&self.waiting).push(message);
        self.changed.notify_one();
    }

    fn lock<'a>(
        &self,
        messages: &'a Mutex<Vec<Message>>,
    ) -> std::sync::MutexGuard<'a, Vec<Message>> {
        // Nothing panics while it holds the lock, and the list is consistent at any moment.
        messages.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Messages for the function, and the permit to call it.
struct Batch {
    messages: Vec<Message>,
    permit: Option<tokio::sync::OwnedSemaphorePermit>,
}

#[cfg(test)]
mod tests;
