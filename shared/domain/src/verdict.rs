//! What a command decided: all of it is committed, or nothing.

use crate::timeline::Event;

/// The outcome of a command on an aggregate.
///
/// `T` is what a granted command answers, `R` why one is refused, `M` the messages that its context
/// sends. A refusal may come with events and messages: a wrong PIN counts, and may end in a block.
#[must_use]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict<T, R, M> {
    /// Lines for the timeline, in order.
    pub events: Vec<Event>,
    /// Messages to send.
    pub messages: Vec<M>,
    /// What the caller is answered, once the rest is committed.
    pub answer: Result<T, R>,
}

impl<T, R, M> Verdict<T, R, M> {
    /// An answer without events or messages.
    pub fn quiet(answer: Result<T, R>) -> Self {
        Self { events: Vec::new(), messages: Vec::new(), answer }
    }

    /// Refuses, without events or messages.
    pub fn refused(refusal: R) -> Self {
        Self::quiet(Err(refusal))
    }

    /// Grants, without events or messages.
    pub fn granted(answer: T) -> Self {
        Self::quiet(Ok(answer))
    }

    /// Adds a line for the timeline.
    pub fn event(mut self, event: impl Into<Event>) -> Self {
        self.events.push(event.into());
        self
    }

    /// Adds a message to send.
    pub fn send(mut self, message: M) -> Self {
        self.messages.push(message);
        self
    }

    /// The verdict with another answer in place of a granted one.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Verdict<U, R, M> {
        Verdict { events: self.events, messages: self.messages, answer: self.answer.map(change) }
    }
}
