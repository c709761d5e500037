//! A client who is stuck: what the adviser was notified of, and whether anybody has looked.

use crate::messaging::Notice;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

/// What nobody has looked at for this long goes to the firm's admins (P19).
pub const UNREAD_LIFE: SignedDuration = SignedDuration::from_hours(2);

/// What the adviser was notified of about a client who is stuck.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attention {
    /// The last notification.
    pub notice: Notice,
    /// Since when it is unread, or was until it was read.
    pub since: Timestamp,
    /// Whether anybody has seen it.
    pub seen: Seen,
}

/// Whether anybody has looked at a client who is stuck.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Seen {
    /// Nobody yet.
    Unread,
    /// A member of staff has looked at the client.
    Read,
    /// Nobody for two hours: the firm's admins were notified.
    Escalated,
}

/// The client who is stuck, if they are: from a notification until they continue or are helped.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Stuck(Option<Attention>);

impl Stuck {
    pub(super) fn from_field(attention: Option<Attention>) -> Self {
        Self(attention)
    }

    pub(super) fn attention(&self) -> Option<&Attention> {
        self.0.as_ref()
    }

    /// Notes a notification. While the one before is unread, the two hours run from that one.
    pub(super) fn raise(&mut self, notice: Notice, now: Timestamp) {
        let since = self.unread_since().unwrap_or(now);
        self.0 = Some(Attention { notice, since, seen: Seen::Unread });
    }

    /// Notes that a member of staff has looked at the client.
    pub(super) fn read(&mut self) {
        if let Some(attention) = &mut self.0 {
            attention.seen = Seen::Read;
        }
    }

    /// The client continues or was helped. Returns whether they were stuck.
    pub(super) fn clear(&mut self) -> bool {
        self.0.take().is_some()
    }

    /// When the firm's admins are to be notified.
    pub(super) fn escalation_due(&self) -> Option<Timestamp> {
        self.unread_since().map(|since| since + UNREAD_LIFE)
    }

    /// Notes an escalation that is due. Returns what the firm's admins are notified of.
    pub(super) fn escalate(&mut self, now: Timestamp) -> Option<Notice> {
        let due = self.escalation_due().is_some_and(|due| now >= due);
        let attention = self.0.as_mut().filter(|_| due)?;
        attention.seen = Seen::Escalated;
        Some(attention.notice)
    }

    fn unread_since(&self) -> Option<Timestamp> {
        match &self.0 {
            Some(Attention { since, seen: Seen::Unread, .. }) => Some(*since),
            Some(Attention { seen: Seen::Read | Seen::Escalated, .. }) | None => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Timestamp = Timestamp::UNIX_EPOCH;

    fn hours(count: i64) -> Timestamp {
        NOW + SignedDuration::from_hours(count)
    }

    #[test]
    fn two_hours_run_from_the_first_unread_notification() {
        let mut stuck = Stuck::default();
        stuck.raise(Notice::Stuck, NOW);
        stuck.raise(Notice::PinNeeded, hours(1));
        assert_eq!(stuck.escalation_due(), Some(hours(2)));
        assert_eq!(stuck.escalate(hours(1)), None);
        assert_eq!(stuck.escalate(hours(2)), Some(Notice::PinNeeded));
        assert_eq!((stuck.escalate(hours(3)), stuck.escalation_due()), (None, None));
    }

    #[test]
    fn what_was_read_is_not_escalated_until_the_next_notification() {
        let mut stuck = Stuck::default();
        stuck.read();
        assert_eq!(stuck.attention(), None);
        stuck.raise(Notice::Stuck, NOW);
        stuck.read();
        assert_eq!(stuck.escalate(hours(2)), None);
        stuck.raise(Notice::Stuck, hours(3));
        assert_eq!(stuck.escalation_due(), Some(hours(5)));
    }

    #[test]
    fn a_client_who_continues_is_no_longer_stuck() {
        let mut stuck = Stuck::default();
        stuck.raise(Notice::Stuck, NOW);
        assert_eq!((stuck.clear(), stuck.clear()), (true, false));
        assert_eq!(stuck.escalation_due(), None);
    }
}
