//! Clients who need help: asking for it, showing it in the list, and ending it.

use super::{Access, Refusal, Verdict};
use crate::kernel::LinkId;
use crate::messaging::{Message, Notice};
use crate::timeline::AccessEvent;
use jiff::Timestamp;

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
    /// Whether the client needs help. A block comes before everything else; a client who has
    /// nothing to reach is not stuck.
    #[must_use]
    pub fn help(&self) -> Help {
        if self.grants().is_empty() {
            return Help::None;
        }
        match (self.pins.blocked_since(), self.attention()) {
            (Some(since), _) => Help::Blocked { since },
            (None, Some(attention)) => {
                Help::Stuck { since: attention.since, notice: attention.notice }
            }
            (None, None) => Help::None,
        }
    }

    /// "Don't have a PIN?": the adviser is notified, at most once in fifteen minutes (P16).
    pub fn request_pin(&mut self, link: LinkId, now: Timestamp) -> Verdict<()> {
        if let Err(refusal) = self.at_pin_step(link, now) {
            return Verdict::refused(refusal);
        }
        match self.links.note_pin_request(link, now) {
            Err(refusal) => Verdict::refused(refusal),
            Ok(false) => Verdict::granted(()),
            Ok(true) => {
                let asked = Verdict::granted(()).event(AccessEvent::PinAskedFor);
                self.ask_for_help(asked, Notice::PinNeeded, now)
            }
        }
    }

    /// "Tell NAME that I'm stuck": from wherever the link leads, at most once in fifteen minutes (X20).
    pub fn tell_stuck(&mut self, link: LinkId, now: Timestamp) -> Verdict<()> {
        let next = match self.link(link) {
            Ok(found) => self.next(found, None, now),
            Err(refusal) => return Verdict::refused(refusal),
        };
        if next.is_dead() {
            return Verdict::refused(Refusal::LinkIsAt(next));
        }
        match self.links.note_stuck(link, now) {
            Err(refusal) => Verdict::refused(refusal),
            Ok(false) => Verdict::granted(()),
            Ok(true) => {
                let stuck = Verdict::granted(()).event(AccessEvent::StuckTold);
                self.ask_for_help(stuck, Notice::Stuck, now)
            }
        }
    }

    /// A member of staff looks at the client: what was unread is read. Adds nothing to the timeline.
    pub fn seen_by_staff(&mut self) {
        self.stuck.read();
    }

    /// Staff note that the client was helped: they are no longer listed as stuck.
    pub fn helped(&mut self) -> Verdict<()> {
        if self.stuck.clear() {
            Verdict::granted(()).event(AccessEvent::Helped)
        } else {
            Verdict::granted(())
        }
    }

    /// Notifies the adviser, and lists the client as stuck until they continue.
    pub(super) fn ask_for_help<T>(
        &mut self,
        verdict: Verdict<T>,
        notice: Notice,
        now: Timestamp,
    ) -> Verdict<T> {
        self.stuck.raise(notice, now);
        verdict.send(Message::Tell(notice))
    }
}
