//! Links: what each is for, when it ends, and where it leads now.

use super::{Access, Next, PinUse, Refusal};
use crate::kernel::{Digest, GrantId, LinkId};
use crate::messaging::PinTravels;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

/// Links are remembered for this long past their end (docs/access-rules.md, "Links").
pub const REMEMBERED: SignedDuration = SignedDuration::from_hours(90 * 24);
/// An item of the table has room for so many; the one that ended first is forgotten first.
const AT_MOST: usize = 200;

/// What a link was mailed for. Part of its secret: one can't stand in for the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LinkPurpose {
    /// An invitation.
    Invitation,
    /// A new password.
    Recovery,
}

/// Why a link ended before its time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum EndedWhy {
    /// A newer link was made for the same thing.
    Superseded,
    /// The invitation was taken back.
    Cancelled,
    /// Access was revoked, or what the link opens was ended.
    Revoked,
    /// A recovery that was completed.
    Used,
}

/// The end of a link.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ended {
    /// When.
    pub at: Timestamp,
    /// Why.
    pub why: EndedWhy,
}

/// A keyed digest of a number typed on a link: tells whether the same was typed before.
pub type NumberMark = Digest;

/// A number that was typed on a link within the last day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Typed {
    pub(super) mark: NumberMark,
    pub(super) at: Timestamp,
    pub(super) right: bool,
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
    pub pin: PinTravels,
    /// When it was made.
    pub made_at: Timestamp,
    /// When its time is over.
    pub ends_at: Timestamp,
    /// When and why it ended before its time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ended: Option<Ended>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) opened_at: Option<Timestamp>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) asked_for_pin_at: Option<Timestamp>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) told_stuck_at: Option<Timestamp>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) typed: Vec<Typed>,
    /// That its time is over stands on the timeline.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(super) expiry_noted: bool,
    /// How many of the reminders were given.
    #[serde(default, skip_serializing_if = "super::is_zero")]
    pub(super) reminded: u8,
}

impl Link {
    pub(super) fn new(
        id: LinkId,
        purpose: LinkPurpose,
        grant: GrantId,
        pin: PinTravels,
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
            opened_at: None,
            asked_for_pin_at: None,
            told_stuck_at: None,
            typed: Vec::new(),
            expiry_noted: false,
            reminded: 0,
        }
    }

    /// Whether the link was opened at least once.
    #[must_use]
    pub fn was_opened(&self) -> bool {
        self.opened_at.is_some()
    }

    pub(super) fn number_typed_at(&self) -> Option<Timestamp> {
        self.typed.iter().map(|typed| typed.at).max()
    }

    /// Whether the link still works at `now`.
    #[must_use]
    pub fn is_open(&self, now: Timestamp) -> bool {
        self.ended.is_none() && now < self.ends_at
    }

    /// Whether its own date ends it: not what was ended before, nor an invitation that a password
    /// made a mere address.
    pub(super) fn ends_by_date(&self, addresses: bool) -> bool {
        match self.purpose {
            LinkPurpose::Invitation => self.ended.is_none() && !addresses,
            LinkPurpose::Recovery => self.ended.is_none(),
        }
    }

    /// Since when nothing is to be found behind the link. `addresses`: a password is on record, so
    /// that an invitation that was not ended leads to what it opens past its own time (P11).
    fn over_since(&self, addresses: bool, now: Timestamp) -> Option<Timestamp> {
        match (self.ended, self.purpose) {
            (Some(ended), LinkPurpose::Invitation | LinkPurpose::Recovery) => Some(ended.at),
            (None, LinkPurpose::Invitation) if addresses => None,
            (None, LinkPurpose::Invitation | LinkPurpose::Recovery) if now >= self.ends_at => {
                Some(self.ends_at)
            }
            (None, LinkPurpose::Invitation | LinkPurpose::Recovery) => None,
        }
    }
}

impl Access {
    /// The link of this identifier.
    ///
    /// # Errors
    /// [`Refusal::UnknownLink`]: never made, or forgotten 90 days past its end.
    pub fn link(&self, id: LinkId) -> Result<&Link, Refusal> {
        self.links.iter().find(|link| link.id == id).ok_or(Refusal::UnknownLink)
    }

    pub(super) fn link_mut(&mut self, id: LinkId) -> Option<&mut Link> {
        self.links.iter_mut().find(|link| link.id == id)
    }

    /// Where a link leads at `now` for a page that holds this secret.
    #[must_use]
    pub fn next(&self, link: &Link, page: Option<&Digest>, now: Timestamp) -> Next {
        if !self.grants.contains(&link.grant) || self.is_expired(now) {
            return Next::Ended;
        }
        let has_password = self.password.is_some();
        match (link.purpose, link.ended.map(|ended| ended.why)) {
            (
                LinkPurpose::Invitation | LinkPurpose::Recovery,
                Some(EndedWhy::Cancelled | EndedWhy::Revoked),
            ) => Next::Ended,
            // Once a password exists, a link is only an address.
            (LinkPurpose::Invitation, _) if has_password => {
                if self.holds_set_up(link.id, page, now) {
                    Next::Password
                } else if self.recovers_through(link.id, now) {
                    Next::Pin
                } else {
                    Next::SignIn
                }
            }
            (LinkPurpose::Recovery, Some(EndedWhy::Used)) => Next::SignIn,
            (
                LinkPurpose::Invitation | LinkPurpose::Recovery,
                Some(EndedWhy::Superseded | EndedWhy::Used),
            ) => Next::Superseded,
            (LinkPurpose::Invitation | LinkPurpose::Recovery, None) if now >= link.ends_at => {
                Next::Expired
            }
            (LinkPurpose::Invitation | LinkPurpose::Recovery, None)
                if self.holds_set_up(link.id, page, now) =>
            {
                Next::Password
            }
            (LinkPurpose::Invitation, None) if link.pin == PinTravels::NotAsked => Next::Password,
            (LinkPurpose::Invitation, None) if self.asks_for_mobile(link) => Next::Mobile,
            (LinkPurpose::Invitation | LinkPurpose::Recovery, None) => Next::Pin,
        }
    }

    /// The mobile is asked for where texting is on and the PIN was not texted with the invitation.
    /// Once any number was typed the question is answered, right or wrong: to ask again only after
    /// a wrong one would tell which it was.
    fn asks_for_mobile(&self, link: &Link) -> bool {
        self.mobile.is_some() && link.pin != PinTravels::WithInvitation && link.typed.is_empty()
    }

    pub(super) fn recovers_through(&self, link: LinkId, now: Timestamp) -> bool {
        self.pin
            .as_ref()
            .is_some_and(|pin| pin.is_live(now) && pin.usable_for == PinUse::Recovery(link))
    }

    pub(super) fn end_links(
        &mut self,
        why: EndedWhy,
        now: Timestamp,
        which: impl Fn(&Link) -> bool,
    ) {
        for link in self.links.iter_mut().filter(|link| link.ended.is_none() && which(link)) {
            link.ended = Some(Ended { at: now, why });
        }
        // A recovery PIN fits its link only: with the link it is void, and its digits are deleted.
        let newest = self.pin.as_ref().map(|pin| pin.usable_for).or(self.expired_pin);
        let orphaned = newest.is_some_and(|usable_for| match usable_for {
            PinUse::Recovery(through) => self.link(through).is_ok_and(|link| link.ended.is_some()),
            PinUse::Activation => false,
        });
        if orphaned {
            self.void_pin();
        }
    }

    pub(super) fn add_link(&mut self, link: Link, now: Timestamp) {
        let addresses = self.password.is_some();
        self.links.retain(|old| {
            old.over_since(addresses, now).is_none_or(|over| now.duration_since(over) < REMEMBERED)
        });
        self.links.push(link);
        while self.links.len() > AT_MOST {
            let oldest = self
                .links
                .iter()
                .enumerate()
                .filter_map(|(place, link)| Some((link.over_since(addresses, now)?, place)))
                .min();
            let Some((_, place)) = oldest else { return };
            self.links.remove(place);
        }
    }
}
