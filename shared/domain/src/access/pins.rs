//! The PINs of a client: the newest generation, what became of its PIN, and the guesses.
//!
//! A PIN's digits are kept, or it has expired and they are deleted, or there is none. While the
//! client is blocked no digits are kept.

use super::guessing::Guessing;
use super::pin::PinUse;
use super::{Blocked, FreshPin, Link, PinRecord};
use crate::kernel::{Generation, LinkId};
use crate::values::Mobile;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// The PIN as the adviser sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PinSight {
    /// Made, and no invitation has started its clock.
    Unsent,
    /// Opens what it was made for.
    Live,
    /// Its date has passed, whether or not its digits were deleted since.
    Expired,
    /// Used, voided or dead: there are no digits to see.
    None,
}

/// The newest generation, its PIN, and the guesses over all generations.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Pins {
    newest: Generation,
    pin: Newest,
    guessing: Guessing,
}

/// What became of the newest PIN.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Newest {
    /// Used, voided or dead.
    None,
    /// Its digits are kept: it is unsent or live, or it has expired and that was not noted yet.
    Kept(PinRecord),
    /// It expired, and its digits are deleted. It would have opened this.
    Expired(PinUse),
}

impl Pins {
    /// The first PIN, made with the client.
    pub(super) fn new(fresh: FreshPin) -> Self {
        let newest = Generation::FIRST;
        let pin = Newest::Kept(PinRecord::unsent(newest, fresh));
        Self { newest, pin, guessing: Guessing::default() }
    }

    /// The PINs of what is stored field by field. `None` for a combination that no command leads to.
    pub(super) fn from_fields(
        newest: Generation,
        kept: Option<PinRecord>,
        expired: Option<PinUse>,
        guessing: Guessing,
    ) -> Option<Self> {
        let blocked = guessing.blocked_since().is_some();
        let pin = match (kept, expired) {
            (None, None) => Newest::None,
            (Some(kept), None) if kept.generation() == newest && !blocked => Newest::Kept(kept),
            (None, Some(expired)) if !blocked => Newest::Expired(expired),
            (Some(_), None | Some(_)) | (None, Some(_)) => return None,
        };
        Some(Self { newest, pin, guessing })
    }

    /// The newest generation that was ever made.
    pub(super) fn newest(&self) -> Generation {
        self.newest
    }

    pub(super) fn guessing(&self) -> &Guessing {
        &self.guessing
    }

    /// The newest PIN while its digits are kept.
    pub(super) fn kept(&self) -> Option<&PinRecord> {
        match &self.pin {
            Newest::Kept(pin) => Some(pin),
            Newest::None | Newest::Expired(_) => None,
        }
    }

    /// What the newest PIN would have opened, once its digits are deleted because it expired.
    pub(super) fn expired(&self) -> Option<PinUse> {
        match self.pin {
            Newest::Expired(usable_for) => Some(usable_for),
            Newest::None | Newest::Kept(_) => None,
        }
    }

    pub(super) fn live(&self, now: Timestamp) -> Option<&PinRecord> {
        self.kept().filter(|pin| pin.is_live(now))
    }

    /// The newest PIN unless it has expired: live, or waiting for an invitation.
    pub(super) fn unexpired(&self, now: Timestamp) -> Option<&PinRecord> {
        self.kept().filter(|pin| !pin.has_expired(now))
    }

    /// The live PIN, if this link takes it.
    pub(super) fn live_on(&self, link: &Link, now: Timestamp) -> Option<&PinRecord> {
        self.live(now).filter(|pin| pin.usable_for().fits(link))
    }

    pub(super) fn sight(&self, now: Timestamp) -> PinSight {
        match &self.pin {
            Newest::None => PinSight::None,
            Newest::Expired(_) => PinSight::Expired,
            Newest::Kept(pin) if pin.is_live(now) => PinSight::Live,
            Newest::Kept(pin) if pin.has_expired(now) => PinSight::Expired,
            Newest::Kept(_) => PinSight::Unsent,
        }
    }

    /// The link that the newest PIN recovers through, live or expired.
    pub(super) fn recovery_link(&self) -> Option<LinkId> {
        match self.kept().map(PinRecord::usable_for).or(self.expired())? {
            PinUse::Recovery(link) => Some(link),
            PinUse::Activation => None,
        }
    }

    /// Whether a live PIN recovers through this link.
    pub(super) fn recovers_through(&self, link: LinkId, now: Timestamp) -> bool {
        self.live(now).is_some_and(|pin| pin.usable_for() == PinUse::Recovery(link))
    }

    /// Makes the PIN of a new generation, for the first password: all older ones are void (P17).
    pub(super) fn make(&mut self, fresh: FreshPin) -> Generation {
        self.newest = self.newest.next();
        self.pin = Newest::Kept(PinRecord::unsent(self.newest, fresh));
        self.newest
    }

    /// Makes the PIN of a new generation, which only this link takes.
    pub(super) fn make_for_recovery(
        &mut self,
        fresh: FreshPin,
        link: LinkId,
        until: Timestamp,
    ) -> Generation {
        self.newest = self.newest.next();
        self.pin = Newest::Kept(PinRecord::for_recovery(self.newest, fresh, link, until));
        self.newest
    }

    /// Makes a PIN for the first password where none is live or waiting. Returns its generation if
    /// it did.
    pub(super) fn ensure(&mut self, fresh: FreshPin, now: Timestamp) -> Option<Generation> {
        let usable = self.unexpired(now).map(PinRecord::usable_for);
        (usable != Some(PinUse::Activation)).then(|| self.make(fresh))
    }

    /// Starts the clock of the PIN, or sets it to another date.
    pub(super) fn start_clock(&mut self, until: Timestamp) {
        if let Newest::Kept(pin) = &mut self.pin {
            pin.live_for(until);
        }
    }

    /// Notes that the live PIN is texted, unless that was noted within the last minute. Returns its
    /// generation if it did.
    pub(super) fn note_text(&mut self, now: Timestamp) -> Option<Generation> {
        match &mut self.pin {
            Newest::Kept(pin) => (pin.is_live(now) && pin.note_text(now)).then_some(self.newest),
            Newest::None | Newest::Expired(_) => None,
        }
    }

    /// Deletes the digits: no PIN is left, whatever became of the newest.
    pub(super) fn void(&mut self) {
        self.pin = Newest::None;
    }

    /// Deletes the digits of a PIN that has expired. Returns its generation if there was one.
    pub(super) fn note_expiry(&mut self, now: Timestamp) -> Option<Generation> {
        let expired = self.kept().filter(|pin| pin.has_expired(now))?.usable_for();
        self.pin = Newest::Expired(expired);
        Some(self.newest)
    }

    pub(super) fn blocked_since(&self) -> Option<Timestamp> {
        self.guessing.blocked_since()
    }

    pub(super) fn blocked(&self, mobile: Option<&Mobile>) -> Option<Blocked> {
        self.guessing.blocked(mobile)
    }

    /// Counts a wrong guess. Returns the guesses left; at 0 the PIN is dead and the client blocked.
    pub(super) fn count_wrong(&mut self, now: Timestamp) -> u8 {
        self.guessing.count_wrong();
        let Newest::Kept(pin) = &mut self.pin else { return 0 };
        let left = pin.count_wrong();
        if left > 0 && !self.guessing.are_used_up() {
            return left;
        }
        self.void();
        self.guessing.block(now);
        0
    }

    /// Ends a block because the client has a new PIN texted.
    pub(super) fn leave_block(&mut self, now: Timestamp) {
        self.guessing.leave_block(now);
    }

    /// Starts all counts from zero, and ends a block: after a success, or by staff.
    pub(super) fn reset_guessing(&mut self) {
        self.guessing = Guessing::default();
    }
}

#[cfg(test)]
mod tests;
