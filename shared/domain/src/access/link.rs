//! A link: what it was mailed for, when it ends, and what was done on it.

use super::{NOTICE_WINDOW, Refusal, SecurityLevel, TEXT_WINDOW};
use crate::kernel::{Digest, GrantId, LinkId, LinkKind};
use crate::messaging::PinRoute;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

/// Days after which the client is reminded of an invitation that nobody has opened (X20).
pub const REMINDERS: [SignedDuration; 2] =
    [SignedDuration::from_hours(3 * 24), SignedDuration::from_hours(10 * 24)];
/// Different numbers that a link takes within a day.
const NUMBERS_A_DAY: usize = 5;
const DAY: SignedDuration = SignedDuration::from_hours(24);
/// A link that is opened again within this time adds no second line to the timeline.
const OPENED_WINDOW: SignedDuration = SignedDuration::from_mins(10);

/// What a link was mailed for. Part of its secret: neither can replace the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LinkPurpose {
    /// An invitation.
    Invitation,
    /// A new password.
    Recovery,
}

impl From<LinkPurpose> for LinkKind {
    fn from(purpose: LinkPurpose) -> Self {
        match purpose {
            LinkPurpose::Invitation => Self::Invitation,
            LinkPurpose::Recovery => Self::Recovery,
        }
    }
}

/// Why a link ended before its date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum EndedWhy {
    /// A newer link was made for the same thing.
    Superseded,
    /// The invitation was cancelled.
    Cancelled,
    /// Access was revoked, or what the link opens was ended.
    Revoked,
    /// A recovery that was completed.
    Used,
    /// The address that it was mailed to was corrected: a stranger may hold it.
    Corrected,
}

/// The end of a link.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "StoredEnd", into = "StoredEnd")]
pub struct Ended {
    /// When.
    pub at: Timestamp,
    /// Why.
    pub why: EndedWhy,
}

/// How an end is stored. `corrected` was added later: a version that does not know it must still
/// read the word beside it, and refuses the link as superseded.
#[derive(Serialize, Deserialize)]
struct StoredEnd {
    at: Timestamp,
    why: EndedWhy,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    corrected: bool,
}

impl From<StoredEnd> for Ended {
    fn from(stored: StoredEnd) -> Self {
        let StoredEnd { at, why, corrected } = stored;
        Self { at, why: if corrected { EndedWhy::Corrected } else { why } }
    }
}

impl From<Ended> for StoredEnd {
    fn from(Ended { at, why }: Ended) -> Self {
        match why {
            EndedWhy::Corrected => Self { at, why: EndedWhy::Superseded, corrected: true },
            EndedWhy::Superseded | EndedWhy::Cancelled | EndedWhy::Revoked | EndedWhy::Used => {
                Self { at, why, corrected: false }
            }
        }
    }
}

/// A keyed digest of a number typed on a link: equal when the same number was typed before.
pub type NumberMark = Digest;

/// A number that was typed on a link within the last day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Typed {
    mark: NumberMark,
    at: Timestamp,
    right: bool,
}

/// What is known of a number that was just typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Noted {
    /// It was not typed on this link within the last day.
    pub(super) new: bool,
    /// It is the first wrong one on this link within the last day.
    pub(super) first_wrong: bool,
    /// When the text was asked for with this number.
    pub(super) asked_at: Timestamp,
}

/// An e-mailed link.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// Its identifier; its secret is stored nowhere.
    pub id: LinkId,
    /// What it was mailed for.
    pub purpose: LinkPurpose,
    /// What it leads to.
    pub grant: GrantId,
    /// How the PIN was to travel when it was mailed.
    pub pin: PinRoute,
    /// When it was made.
    pub made_at: Timestamp,
    /// When it expires.
    pub ends_at: Timestamp,
    /// When and why it ended before that.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ended: Option<Ended>,
    /// When it was last mailed again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    mailed_again_at: Option<Timestamp>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    opened_at: Option<Timestamp>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    asked_for_pin_at: Option<Timestamp>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    told_stuck_at: Option<Timestamp>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    typed: Vec<Typed>,
    /// Expiry has been recorded on the timeline.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    expiry_noted: bool,
    /// How many of the [`REMINDERS`] were given.
    #[serde(default, skip_serializing_if = "super::is_zero")]
    reminded: u8,
}

impl Link {
    /// A link whose invitation is mailed now.
    pub(super) fn invitation(
        id: LinkId,
        grant: GrantId,
        pin: PinRoute,
        now: Timestamp,
        ends_at: Timestamp,
    ) -> Self {
        Self::new(id, LinkPurpose::Invitation, grant, pin, now, ends_at)
    }

    /// A link to a new password, for a client who has one.
    pub(super) fn recovery(id: LinkId, grant: GrantId, now: Timestamp, ends_at: Timestamp) -> Self {
        Self::new(id, LinkPurpose::Recovery, grant, PinRoute::HasPassword, now, ends_at)
    }

    fn new(
        id: LinkId,
        purpose: LinkPurpose,
        grant: GrantId,
        pin: PinRoute,
        now: Timestamp,
        ends_at: Timestamp,
    ) -> Self {
        Self {
            id,
            purpose,
            grant,
            pin,
            made_at: now,
            ends_at,
            ended: None,
            mailed_again_at: None,
            opened_at: None,
            asked_for_pin_at: None,
            told_stuck_at: None,
            typed: Vec::new(),
            expiry_noted: false,
            reminded: 0,
        }
    }

    /// Whether this is an invitation to `grant`.
    pub(super) fn invites_to(&self, grant: GrantId) -> bool {
        self.purpose == LinkPurpose::Invitation && self.grant == grant
    }

    /// Whether the link was opened at least once.
    #[must_use]
    pub fn was_opened(&self) -> bool {
        self.opened_at.is_some()
    }

    /// When a number was last typed on it.
    pub(super) fn number_typed_at(&self) -> Option<Timestamp> {
        self.typed.iter().map(|typed| typed.at).max()
    }

    /// Whether it was mailed to an address that was corrected since.
    pub(super) fn was_misdirected(&self) -> bool {
        self.ended.is_some_and(|ended| ended.why == EndedWhy::Corrected)
    }

    /// When it was last mailed.
    pub(super) fn last_mailed_at(&self) -> Timestamp {
        self.mailed_again_at.unwrap_or(self.made_at)
    }

    pub(super) fn note_mailed_again(&mut self, now: Timestamp) {
        self.mailed_again_at = Some(now);
    }

    /// Whether the link still works at `now`.
    #[must_use]
    pub fn is_open(&self, now: Timestamp) -> bool {
        self.ended.is_none() && now < self.ends_at
    }

    /// Whether its date ends it: false for a link that was ended before, and for an invitation once
    /// a password exists, because it is only an address then.
    pub(super) fn ends_by_date(&self, level: SecurityLevel) -> bool {
        match (self.purpose, level) {
            (LinkPurpose::Invitation, SecurityLevel::High) => false,
            (LinkPurpose::Invitation, SecurityLevel::Low)
            | (LinkPurpose::Recovery, SecurityLevel::Low | SecurityLevel::High) => {
                self.ended.is_none()
            }
        }
    }

    /// Since when the link leads nowhere. While a password is on record, an invitation that was not
    /// ended leads to what it opens past its date (P11).
    pub(super) fn over_since(&self, level: SecurityLevel, now: Timestamp) -> Option<Timestamp> {
        match self.ended {
            Some(ended) => Some(ended.at),
            None => (self.ends_by_date(level) && now >= self.ends_at).then_some(self.ends_at),
        }
    }

    /// When its expiry is to be recorded, unless that was done.
    pub(super) fn expiry_due(&self, level: SecurityLevel) -> Option<Timestamp> {
        (self.ends_by_date(level) && !self.expiry_noted).then_some(self.ends_at)
    }

    /// When the next reminder is due, if the link waits to be opened that long.
    pub(super) fn reminder_due(&self, level: SecurityLevel) -> Option<Timestamp> {
        let at = self.made_at + *REMINDERS.get(usize::from(self.reminded))?;
        let is_over = self.ends_by_date(level) && at >= self.ends_at;
        (!is_over).then_some(at)
    }

    /// Ends the link. The first end counts; but a link in a former mailbox stays dead in every later
    /// state, so a correction replaces an end that could lead on again.
    pub(super) fn end(&mut self, why: EndedWhy, now: Timestamp) {
        let ended = self.ended.get_or_insert(Ended { at: now, why });
        match (ended.why, why) {
            (EndedWhy::Superseded | EndedWhy::Used, EndedWhy::Corrected) => ended.why = why,
            (
                EndedWhy::Superseded
                | EndedWhy::Cancelled
                | EndedWhy::Revoked
                | EndedWhy::Used
                | EndedWhy::Corrected,
                _,
            ) => {}
        }
    }

    pub(super) fn lead_to(&mut self, grant: GrantId) {
        self.grant = grant;
    }

    /// Notes an opening, unless one was noted a moment ago. Returns whether it did.
    pub(super) fn note_opened(&mut self, now: Timestamp) -> bool {
        note_within(&mut self.opened_at, OPENED_WINDOW, now)
    }

    /// Notes that a PIN was asked for, unless that was noted a moment ago. Returns whether it did.
    pub(super) fn note_pin_request(&mut self, now: Timestamp) -> bool {
        note_within(&mut self.asked_for_pin_at, NOTICE_WINDOW, now)
    }

    /// Notes that the client is stuck, unless that was noted a moment ago. Returns whether it did.
    pub(super) fn note_stuck(&mut self, now: Timestamp) -> bool {
        note_within(&mut self.told_stuck_at, NOTICE_WINDOW, now)
    }

    /// Notes the expiry. Returns whether it was due.
    pub(super) fn note_expiry(&mut self, level: SecurityLevel, now: Timestamp) -> bool {
        let due = self.expiry_due(level).is_some_and(|at| now >= at);
        self.expiry_noted |= due;
        due
    }

    /// Notes that every reminder whose day has come was given.
    pub(super) fn note_reminders(&mut self, now: Timestamp) {
        let due = REMINDERS.iter().filter(|days| now >= self.made_at + **days).count();
        self.reminded = u8::try_from(due).unwrap_or(u8::MAX);
    }

    /// Whether any number was typed on it. Those of the day before are forgotten with the next one.
    pub(super) fn has_number(&self) -> bool {
        !self.typed.is_empty()
    }

    pub(super) fn forget_numbers(&mut self) {
        self.typed.clear();
    }

    /// Notes a number that was typed.
    ///
    /// # Errors
    /// [`Refusal::TooManyNumbers`].
    pub(super) fn note_number(
        &mut self,
        mark: NumberMark,
        right: bool,
        now: Timestamp,
    ) -> Result<Noted, Refusal> {
        self.typed.retain(|typed| now.duration_since(typed.at) < DAY);
        let first_wrong = !right && self.typed.iter().all(|typed| typed.right);
        if let Some(typed) = self.typed.iter_mut().find(|typed| typed.mark == mark) {
            if now.duration_since(typed.at) >= TEXT_WINDOW {
                typed.at = now;
            }
            return Ok(Noted { new: false, first_wrong: false, asked_at: typed.at });
        }
        if self.typed.len() >= NUMBERS_A_DAY {
            let until = self.typed.iter().map(|typed| typed.at).min().unwrap_or(now) + DAY;
            return Err(Refusal::TooManyNumbers { until });
        }
        self.typed.push(Typed { mark, at: now, right });
        Ok(Noted { new: true, first_wrong, asked_at: now })
    }
}

/// Sets a time to now, unless it is within the window before. Returns whether it did.
fn note_within(noted_at: &mut Option<Timestamp>, window: SignedDuration, now: Timestamp) -> bool {
    let lately = noted_at.is_some_and(|at| now.duration_since(at) < window);
    if !lately {
        *noted_at = Some(now);
    }
    !lately
}

#[cfg(test)]
mod tests;
