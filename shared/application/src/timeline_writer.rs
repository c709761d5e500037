//! Lines of a client's timeline, ready to commit.

use jiff::Timestamp;
use vestibule_domain::kernel::{Actor, ClientId, FirmId};
use vestibule_domain::timeline::Event;
use vestibule_secrets::entropy;
use vestibule_table::{Key, Line, Transaction};

/// Writes lines on a client's timeline, with firm, actor, cause and time.
#[derive(Clone, Copy)]
pub struct TimelineWriter {
    /// The firm.
    pub firm: FirmId,
    /// The client.
    pub client: ClientId,
    /// The actor.
    pub actor: Actor,
    /// The flow.
    pub cause: &'static str,
    /// The sort position of the lines, in milliseconds since 1970: later than every earlier line.
    pub at_ms: i64,
    /// When it happened.
    pub now: Timestamp,
}

impl TimelineWriter {
    /// Adds the lines of these events, in order.
    #[must_use]
    pub fn write(
        &self,
        mut transaction: Transaction,
        events: impl IntoIterator<Item = Event>,
    ) -> Transaction {
        for (place, event) in events.into_iter().enumerate() {
            let key = Key::event(self.firm, self.client, self.at_ms, place, &entropy::tag());
            let line =
                Line { at: self.now, actor: self.actor, cause: self.cause.to_owned(), event };
            transaction = transaction.put_line(&key, &line);
        }
        transaction
    }
}
