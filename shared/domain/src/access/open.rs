//! Opening a link: where it leads now, and what its page learns.

use super::{
    Access, Blocked, EndedWhy, Link, LinkPurpose, Next, PinRecord, Refusal, Standing, Verdict,
};
use crate::kernel::{Digest, GrantId, LinkId};
use crate::messaging::PinRoute;
use crate::timeline::AccessEvent;
use jiff::Timestamp;

/// What a page learns from opening a link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opened {
    /// Where the link leads.
    pub next: Next,
    /// What it opens.
    pub grant: GrantId,
    /// What it was mailed for.
    pub purpose: LinkPurpose,
    /// A password is on record, so a PIN leads to a new one.
    pub has_password: bool,
    /// The PIN to ask for, where the next step needs one.
    pub pin: PinAsked,
}

/// Which PIN a page asks for, and how the client gets it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PinAsked {
    /// From the second generation on, its letter.
    pub letter: Option<String>,
    /// There is one that this link takes; otherwise it has to be asked for first.
    pub live: bool,
    /// The PIN can be texted: a mobile is on record.
    pub by_text: bool,
    /// Blocked for PIN entry, and how that ends.
    pub blocked: Option<Blocked>,
}

impl Access {
    /// Opens a link. Nothing changes but the timeline, however often and by any caller (X1).
    pub fn open(&mut self, link: LinkId, page: Option<&Digest>, now: Timestamp) -> Verdict<Opened> {
        let found = match self.link(link) {
            Ok(found) => found,
            Err(refusal) => return Verdict::refused(refusal),
        };
        let next = self.next(found, page, now);
        let opened = Verdict::granted(Opened {
            next,
            grant: found.grant,
            purpose: found.purpose,
            has_password: self.account.has_password() && next.leads_on(),
            pin: self.pin_asked(found, next, now),
        });
        if !next.is_dead() && self.links.note_opened(link, now) {
            return opened.event(AccessEvent::LinkOpened { link });
        }
        opened
    }

    /// Where a link leads at `now` for a page that holds this secret.
    #[must_use]
    pub fn next(&self, link: &Link, page: Option<&Digest>, now: Timestamp) -> Next {
        if !self.account.holds(link.grant) || self.is_expired(now) {
            return Next::Ended;
        }
        let has_password = self.account.has_password();
        match (link.purpose, link.ended.map(|ended| ended.why)) {
            (
                LinkPurpose::Invitation | LinkPurpose::Recovery,
                Some(EndedWhy::Cancelled | EndedWhy::Revoked),
            ) => Next::Ended,
            (LinkPurpose::Invitation | LinkPurpose::Recovery, Some(EndedWhy::Corrected)) => {
                Next::Corrected
            }
            // Once a password exists, a link is only an address.
            (LinkPurpose::Invitation, _) if has_password => {
                if self.holds_set_up(link.id, page, now) {
                    Next::Password
                } else if self.pins.recovers_through(link.id, now) {
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
            (LinkPurpose::Invitation, None) if link.pin == PinRoute::NotAsked => Next::Password,
            (LinkPurpose::Invitation, None) if self.asks_for_mobile(link) => Next::Mobile,
            (LinkPurpose::Invitation | LinkPurpose::Recovery, None) => Next::Pin,
        }
    }

    /// Whether the client was invited and has no link that leads on.
    #[must_use]
    pub fn needs_new_link(&self, now: Timestamp) -> bool {
        match self.standing() {
            Standing::Invited => !self.links().iter().any(|link| self.leads_on(link, now)),
            Standing::NotInvited | Standing::Active | Standing::Revoked => false,
        }
    }

    pub(super) fn leads_on(&self, link: &Link, now: Timestamp) -> bool {
        self.next(link, None, now).leads_on()
    }

    /// The link, if it leads to the mobile or to the PIN.
    ///
    /// # Errors
    /// [`Refusal::UnknownLink`], [`Refusal::LinkIsAt`].
    pub(super) fn at_pin_step(&self, link: LinkId, now: Timestamp) -> Result<&Link, Refusal> {
        let found = self.link(link)?;
        match self.next(found, None, now) {
            Next::Mobile | Next::Pin => Ok(found),
            next @ (Next::Password
            | Next::SignIn
            | Next::Expired
            | Next::Superseded
            | Next::Corrected
            | Next::Ended) => Err(Refusal::LinkIsAt(next)),
        }
    }

    /// The letter of the PIN that this link takes, or of the one that will be made on asking.
    pub(super) fn letter_asked(&self, link: &Link, now: Timestamp) -> Option<String> {
        let fits = |pin: &&PinRecord| pin.usable_for().fits(link);
        self.pins
            .unexpired(now)
            .filter(fits)
            .map_or_else(|| self.generation_to_come(), PinRecord::generation)
            .letter()
    }

    /// The mobile is asked for where texting is on and the PIN was not texted with the invitation.
    /// Once any number was typed the question is answered, right or wrong: to ask again only after
    /// a wrong one would reveal which it was.
    fn asks_for_mobile(&self, link: &Link) -> bool {
        self.mobile().is_some() && link.pin != PinRoute::WITH_INVITATION && !link.has_number()
    }

    /// A link that leads nowhere may be in a stranger's hands: it reveals nothing about the PIN.
    fn pin_asked(&self, link: &Link, next: Next, now: Timestamp) -> PinAsked {
        if !next.leads_on() {
            return PinAsked { letter: None, live: false, by_text: false, blocked: None };
        }
        PinAsked {
            letter: self.letter_asked(link, now),
            live: self.pins.live_on(link, now).is_some(),
            by_text: self.mobile().is_some(),
            blocked: self.blocked(),
        }
    }
}
