//! The PIN: its generations, its clock, and how wrong guesses end it.

use super::{Access, Refusal, Verdict};
use crate::firms::AccessRules;
use crate::kernel::{Digest, Generation, LinkId, SealedPin};
use crate::timeline::AccessEvent;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

/// Guesses that a generation answers (docs/access-rules.md, "PIN" 5; invariant 1).
pub const GUESSES_A_GENERATION: u8 = 5;
/// Wrong guesses since the last success or the adviser's last reset, after which only the adviser helps.
pub const GUESSES_IN_ALL: u16 = 100;
/// New PINs that a blocked client may have texted within a day.
pub const RENEWALS_A_DAY: usize = 3;
/// The first wait before a blocked client may have a new PIN texted; then doubling.
pub const FIRST_WAIT: SignedDuration = SignedDuration::from_mins(15);
const DAY: SignedDuration = SignedDuration::from_hours(24);
/// A recovery PIN that was texted.
const TEXTED_RECOVERY_LIFE: SignedDuration = SignedDuration::from_mins(10);
/// A recovery PIN that the adviser passes on.
const RELAYED_RECOVERY_LIFE: SignedDuration = SignedDuration::from_hours(24);

/// A PIN that was just made for the generation to come, sealed and digested for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FreshPin {
    /// Readable again by the runtime only.
    pub sealed: SealedPin,
    /// What guesses are compared with.
    pub check: Digest,
}

/// What a PIN opens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "for", content = "link", rename_all = "kebab-case")]
pub enum PinUse {
    /// The first password, through any invitation of the client.
    Activation,
    /// A new password, through this link only.
    Recovery(LinkId),
}

/// The newest PIN, while its digits are kept: they are deleted when it is used or voided.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PinRecord {
    pub(super) generation: Generation,
    pub(super) sealed: SealedPin,
    pub(super) check: Digest,
    pub(super) usable_for: PinUse,
    /// `None` until an invitation starts the clock.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) live_until: Option<Timestamp>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) texted_at: Option<Timestamp>,
    pub(super) wrong: u8,
}

impl PinRecord {
    pub(super) fn unsent(generation: Generation, fresh: FreshPin) -> Self {
        Self {
            generation,
            sealed: fresh.sealed,
            check: fresh.check,
            usable_for: PinUse::Activation,
            live_until: None,
            texted_at: None,
            wrong: 0,
        }
    }

    /// Its generation.
    #[must_use]
    pub fn generation(&self) -> Generation {
        self.generation
    }

    /// The encrypted digits.
    #[must_use]
    pub fn sealed(&self) -> &SealedPin {
        &self.sealed
    }

    pub(super) fn is_live(&self, now: Timestamp) -> bool {
        self.live_until.is_some_and(|until| now < until)
    }

    fn has_expired(&self, now: Timestamp) -> bool {
        self.live_until.is_some_and(|until| now >= until)
    }
}

/// Wrong guesses over all generations, and what they led to.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Guessing {
    wrong_since_reset: u16,
    blocks_in_row: u8,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    blocked_at: Option<Timestamp>,
    /// When blocked clients had new PINs texted, within the last day.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    renewed_at: Vec<Timestamp>,
}

/// How a block for PIN entry ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "ends", content = "at", rename_all = "kebab-case")]
pub enum Blocked {
    /// From this moment on the client may have a new PIN texted.
    Until(Timestamp),
    /// Only the adviser can make a new PIN.
    ByAdviser,
}

/// The PIN as the adviser sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PinSight {
    /// Made, and no invitation has started its clock.
    Unsent,
    /// Opens what it was made for.
    Live,
    /// Its time is over, whether or not its digits were deleted since.
    Expired,
    /// Used, voided or dead: there are no digits to see.
    None,
}

impl Access {
    /// The generation that the next new PIN will have: it is sealed for that one.
    #[must_use]
    pub fn generation_to_come(&self) -> Generation {
        self.generation.next()
    }

    /// The newest PIN while its digits are kept.
    #[must_use]
    pub fn pin(&self) -> Option<&PinRecord> {
        self.pin.as_ref()
    }

    /// The PIN as the adviser sees it.
    #[must_use]
    pub fn pin_sight(&self, now: Timestamp) -> PinSight {
        match &self.pin {
            None if self.expired_pin.is_some() => PinSight::Expired,
            None => PinSight::None,
            Some(pin) if pin.is_live(now) => PinSight::Live,
            Some(pin) if pin.has_expired(now) => PinSight::Expired,
            Some(_) => PinSight::Unsent,
        }
    }

    /// The adviser looks at the PIN (P2): every look stands on the timeline.
    pub fn reveal_pin(&mut self, now: Timestamp) -> Verdict<PinRecord> {
        match self.pin.as_ref().filter(|pin| !pin.has_expired(now)) {
            None => Verdict::refused(Refusal::NoPin),
            Some(pin) => Verdict::granted(pin.clone())
                .event(AccessEvent::PinRevealed { generation: pin.generation }),
        }
    }

    /// Whether the client is blocked for PIN entry, and how that ends.
    #[must_use]
    pub fn blocked(&self) -> Option<Blocked> {
        let at = self.guessing.blocked_at?;
        if self.mobile.is_none() || self.guessing.wrong_since_reset >= GUESSES_IN_ALL {
            return Some(Blocked::ByAdviser);
        }
        let doublings = u32::from(self.guessing.blocks_in_row.saturating_sub(1)).min(16);
        let mut until = at + FIRST_WAIT * (1_i32 << doublings);
        if self.guessing.renewed_at.len() >= RENEWALS_A_DAY
            && let Some(oldest) = self.guessing.renewed_at.first()
        {
            until = until.max(*oldest + DAY);
        }
        Some(Blocked::Until(until))
    }

    pub(super) fn blocked_since(&self) -> Option<Timestamp> {
        self.guessing.blocked_at
    }

    /// Makes the PIN of a new generation: all older ones are void (P17).
    pub(super) fn make_pin(&mut self, fresh: FreshPin) -> &mut PinRecord {
        self.generation = self.generation.next();
        self.expired_pin = None;
        self.pin.insert(PinRecord::unsent(self.generation, fresh))
    }

    /// Deletes the digits: no PIN is left, whatever the last one was.
    pub(super) fn void_pin(&mut self) {
        self.pin = None;
        self.expired_pin = None;
    }

    /// Deletes the digits of a PIN whose time is over; it is still seen as expired.
    pub(super) fn take_expired_pin(&mut self, now: Timestamp) -> Option<Generation> {
        let expired = self.pin.take_if(|pin| pin.has_expired(now))?;
        self.expired_pin = Some(expired.usable_for);
        Some(expired.generation)
    }

    /// Makes a PIN where none is live or waiting; `true` when one was made.
    pub(super) fn ensure_pin(&mut self, fresh: FreshPin, now: Timestamp) -> bool {
        let usable = self.pin.as_ref().is_some_and(|pin| {
            !pin.has_expired(now) && matches!(pin.usable_for, PinUse::Activation)
        });
        if !usable {
            self.make_pin(fresh);
        }
        !usable
    }

    /// Starts the clock of the PIN: as long as its link, or as the firm chose.
    pub(super) fn start_pin_clock(
        &mut self,
        link_ends_at: Timestamp,
        rules: &AccessRules,
        now: Timestamp,
    ) {
        if let Some(pin) = &mut self.pin {
            pin.live_until = Some((now + rules.pin_life()).min(link_ends_at));
        }
    }

    /// Makes a PIN that only this link takes.
    pub(super) fn make_recovery_pin(&mut self, fresh: FreshPin, link: LinkId, now: Timestamp) {
        let life = if self.mobile.is_some() { TEXTED_RECOVERY_LIFE } else { RELAYED_RECOVERY_LIFE };
        self.make_recovery_pin_for(fresh, link, now + life);
    }

    /// Makes a PIN that only this link takes, for the adviser to pass on.
    pub(super) fn make_relayed_recovery_pin(
        &mut self,
        fresh: FreshPin,
        link: LinkId,
        now: Timestamp,
    ) {
        self.make_recovery_pin_for(fresh, link, now + RELAYED_RECOVERY_LIFE);
    }

    fn make_recovery_pin_for(&mut self, fresh: FreshPin, link: LinkId, until: Timestamp) {
        let pin = self.make_pin(fresh);
        pin.usable_for = PinUse::Recovery(link);
        pin.live_until = Some(until);
    }

    /// Whether a blocked client may have a new PIN texted now.
    ///
    /// # Errors
    /// Still blocked: until when, or that only the adviser helps.
    pub(super) fn may_renew_while_blocked(&self, now: Timestamp) -> Result<(), Refusal> {
        match self.blocked() {
            None => Ok(()),
            Some(Blocked::Until(until)) if now >= until => Ok(()),
            Some(blocked) => Err(Refusal::PinBlocked(blocked)),
        }
    }

    /// The client's own way out of a block: it counts towards the day's three.
    pub(super) fn leave_block(&mut self, now: Timestamp) {
        if self.guessing.blocked_at.take().is_some() {
            self.guessing.renewed_at.retain(|at| now.duration_since(*at) < DAY);
            self.guessing.renewed_at.push(now);
        }
    }

    /// The adviser's reset, or a success: all counts begin anew.
    pub(super) fn reset_guessing(&mut self) {
        self.guessing = Guessing::default();
    }

    /// Counts a wrong guess. Returns the guesses left; 0: this generation is dead and the client blocked.
    pub(super) fn count_wrong_guess(&mut self, now: Timestamp) -> u8 {
        self.guessing.wrong_since_reset = self.guessing.wrong_since_reset.saturating_add(1);
        let Some(pin) = &mut self.pin else { return 0 };
        pin.wrong += 1;
        let left = GUESSES_A_GENERATION.saturating_sub(pin.wrong);
        if left > 0 && self.guessing.wrong_since_reset < GUESSES_IN_ALL {
            return left;
        }
        self.void_pin();
        self.guessing.blocks_in_row = self.guessing.blocks_in_row.saturating_add(1);
        self.guessing.blocked_at = Some(now);
        self.guessing.renewed_at.retain(|at| now.duration_since(*at) < DAY);
        0
    }
}
