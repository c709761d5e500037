//! Who needs help: from the moment that a client is stuck until they go on or are helped. What
//! lies unread for two hours goes to the firm's admins too (P19).

use super::{Access, Refusal, Standing, Verdict};
use crate::messaging::{Message, Notice};
use crate::timeline::{AccessEvent, ClientEvent};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

/// What lies unread for this long goes to the firm's admins (P19).
pub const UNREAD_LIFE: SignedDuration = SignedDuration::from_hours(2);

/// A client who is stuck, as the adviser was told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attention {
    /// What was told last.
    pub notice: Notice,
    /// Since when it lies unread, or lay until it was read.
    pub since: Timestamp,
    /// Who has seen it.
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
    /// Nobody for two hours: the firm's admins were told.
    Escalated,
}

/// Whether a client needs help, for the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Help {
    /// No.
    None,
    /// The client is stuck.
    Stuck {
        /// Since when.
        since: Timestamp,
        /// On what.
        notice: Notice,
    },
    /// Blocked for PIN entry.
    Blocked {
        /// Since when.
        since: Timestamp,
    },
}

impl Access {
    /// Whether the client needs help. A block outweighs the rest; where nothing is left to reach,
    /// nobody is stuck on the way to it.
    #[must_use]
    pub fn help(&self) -> Help {
        if self.grants.is_empty() {
            return Help::None;
        }
        match (self.blocked_since(), &self.attention) {
            (Some(since), _) => Help::Blocked { since },
            (None, Some(attention)) => {
                Help::Stuck { since: attention.since, notice: attention.notice }
            }
            (None, None) => Help::None,
        }
    }

    /// The client who is stuck, as the adviser was told.
    #[must_use]
    pub fn attention(&self) -> Option<&Attention> {
        self.attention.as_ref()
    }

    /// A member of staff looks at the client: what lay unread is read. Leaves no line.
    pub fn seen_by_staff(&mut self) {
        if let Some(attention) = self.attention.as_mut() {
            attention.seen = Seen::Read;
        }
    }

    /// Staff note that the client was helped: they no longer stand among those who are stuck.
    pub fn helped(&mut self) -> Verdict<()> {
        match self.attention.take() {
            None => Verdict::granted(()),
            Some(_) => Verdict::granted(()).event(AccessEvent::Helped),
        }
    }

    /// Puts the client away, out of the lists, once nothing is left that they could reach.
    pub fn archive(&mut self, now: Timestamp) -> Verdict<()> {
        match self.standing {
            Standing::Invited | Standing::Active => {
                return Verdict::refused(Refusal::StillHasAccess);
            }
            Standing::NotInvited | Standing::Revoked => {}
        }
        if self.archived_at.is_some() {
            return Verdict::granted(());
        }
        self.archived_at = Some(now);
        self.attention = None;
        Verdict::granted(()).event(ClientEvent::Archived)
    }

    /// Takes the client back into the lists.
    pub fn restore(&mut self) -> Verdict<()> {
        match self.archived_at.take() {
            None => Verdict::granted(()),
            Some(_) => Verdict::granted(()).event(ClientEvent::Restored),
        }
    }

    /// When the client was put away, if they are.
    #[must_use]
    pub fn archived_at(&self) -> Option<Timestamp> {
        self.archived_at
    }

    /// Tells the adviser, and keeps the client among those who are stuck until they go on.
    pub(super) fn ask_for_help<T>(
        &mut self,
        verdict: Verdict<T>,
        notice: Notice,
        now: Timestamp,
    ) -> Verdict<T> {
        let since = match &self.attention {
            Some(Attention { since, seen: Seen::Unread, .. }) => *since,
            Some(Attention { seen: Seen::Read | Seen::Escalated, .. }) | None => now,
        };
        self.attention = Some(Attention { notice, since, seen: Seen::Unread });
        verdict.send(Message::Tell(notice))
    }

    pub(super) fn escalate(&mut self, verdict: Verdict<()>, now: Timestamp) -> Verdict<()> {
        match &mut self.attention {
            Some(Attention { notice, since, seen: seen @ Seen::Unread })
                if now >= *since + UNREAD_LIFE =>
            {
                *seen = Seen::Escalated;
                let notice = *notice;
                verdict.event(AccessEvent::Escalated { notice }).send(Message::Escalate(notice))
            }
            Some(_) | None => verdict,
        }
    }

    pub(super) fn escalation_due(&self) -> Option<Timestamp> {
        match &self.attention {
            Some(Attention { since, seen: Seen::Unread, .. }) => Some(*since + UNREAD_LIFE),
            Some(Attention { seen: Seen::Read | Seen::Escalated, .. }) | None => None,
        }
    }
}
