//! A PIN whose digits are kept: what it opens, and until when.

use super::{Link, LinkPurpose, TEXT_WINDOW};
use crate::kernel::{Digest, Generation, LinkId, SealedPin};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// Guesses that a generation answers (docs/access-rules.md, "PIN" 5; invariant 1).
const GUESSES_A_GENERATION: u8 = 5;

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
pub(super) enum PinUse {
    /// The first password, through any invitation of the client.
    Activation,
    /// A new password, through this link only.
    Recovery(LinkId),
}

impl PinUse {
    /// Whether the PIN may be entered on this link.
    pub(super) fn fits(self, link: &Link) -> bool {
        match self {
            Self::Recovery(through) => through == link.id,
            Self::Activation => link.purpose == LinkPurpose::Invitation,
        }
    }
}

/// The newest PIN, while its digits are kept: they are deleted when it is used or voided.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PinRecord {
    generation: Generation,
    sealed: SealedPin,
    check: Digest,
    usable_for: PinUse,
    /// `None` until an invitation starts the clock.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    live_until: Option<Timestamp>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    texted_at: Option<Timestamp>,
    wrong: u8,
}

impl PinRecord {
    /// A PIN for the first password, whose clock does not run yet.
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

    /// A PIN for a new password, which only this link takes.
    pub(super) fn for_recovery(
        generation: Generation,
        fresh: FreshPin,
        link: LinkId,
        until: Timestamp,
    ) -> Self {
        Self {
            usable_for: PinUse::Recovery(link),
            live_until: Some(until),
            ..Self::unsent(generation, fresh)
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

    pub(super) fn usable_for(&self) -> PinUse {
        self.usable_for
    }

    pub(super) fn texted_at(&self) -> Option<Timestamp> {
        self.texted_at
    }

    pub(super) fn live_until(&self) -> Option<Timestamp> {
        self.live_until
    }

    /// Whether no invitation has started the clock.
    pub(super) fn is_unsent(&self) -> bool {
        self.live_until.is_none()
    }

    pub(super) fn is_live(&self, now: Timestamp) -> bool {
        self.live_until.is_some_and(|until| now < until)
    }

    pub(super) fn has_expired(&self, now: Timestamp) -> bool {
        self.live_until.is_some_and(|until| now >= until)
    }

    /// Whether this is the digest of a right guess.
    pub(super) fn is(&self, guessed: Option<&Digest>) -> bool {
        guessed == Some(&self.check)
    }

    pub(super) fn live_for(&mut self, until: Timestamp) {
        self.live_until = Some(until);
    }

    /// Counts a wrong guess, and returns how many are left.
    pub(super) fn count_wrong(&mut self) -> u8 {
        self.wrong = self.wrong.saturating_add(1);
        GUESSES_A_GENERATION.saturating_sub(self.wrong)
    }

    /// Notes that the PIN is texted, unless that was noted within the last minute. Returns whether
    /// it did (P7).
    pub(super) fn note_text(&mut self, now: Timestamp) -> bool {
        let lately = self.texted_at.is_some_and(|at| now.duration_since(at) < TEXT_WINDOW);
        if !lately {
            self.texted_at = Some(now);
        }
        !lately
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::GrantId;
    use crate::messaging::PinRoute;
    use jiff::SignedDuration;

    const NOW: Timestamp = Timestamp::UNIX_EPOCH;
    const LINK: LinkId = LinkId(uuid::Uuid::from_u128(1));

    fn fresh() -> FreshPin {
        let check = Digest::new("check".to_owned());
        FreshPin { sealed: SealedPin("sealed".to_owned()), check }
    }

    fn unsent() -> PinRecord {
        PinRecord::unsent(Generation::FIRST, fresh())
    }

    #[test]
    fn a_pin_is_unsent_then_live_then_expired() {
        let (mut pin, until) = (unsent(), NOW + TEXT_WINDOW);
        let sight =
            |pin: &PinRecord, now| (pin.is_unsent(), pin.is_live(now), pin.has_expired(now));
        assert_eq!(sight(&pin, NOW), (true, false, false));
        pin.live_for(until);
        assert_eq!(sight(&pin, NOW), (false, true, false));
        assert_eq!(sight(&pin, until), (false, false, true));
    }

    #[test]
    fn a_recovery_pin_fits_its_link_alone_and_another_every_invitation() {
        let ends_at = NOW + TEXT_WINDOW;
        let recovery = Link::recovery(LINK, GrantId::Portal, NOW, ends_at);
        let other = LinkId(uuid::Uuid::from_u128(2));
        let invitation =
            Link::invitation(other, GrantId::Portal, PinRoute::BY_ADVISER, NOW, ends_at);
        let pin = PinRecord::for_recovery(Generation::FIRST, fresh(), LINK, ends_at);
        let fits = |pin: &PinRecord, link| pin.usable_for().fits(link);
        assert!(fits(&pin, &recovery) && !fits(&pin, &invitation));
        assert!(!fits(&unsent(), &recovery) && fits(&unsent(), &invitation));
    }

    #[test]
    fn five_guesses_are_answered() {
        let mut pin = unsent();
        assert_eq!([(); 6].map(|()| pin.count_wrong()), [4, 3, 2, 1, 0, 0]);
        assert!(!pin.is(None) && !pin.is(Some(&Digest::new("another".to_owned()))));
        assert!(pin.is(Some(&Digest::new("check".to_owned()))));
    }

    #[test]
    fn a_text_is_noted_once_a_minute() {
        let mut pin = unsent();
        let at = |seconds| NOW + SignedDuration::from_secs(seconds);
        assert_eq!([0, 59, 60].map(|seconds| pin.note_text(at(seconds))), [true, false, true]);
    }
}
