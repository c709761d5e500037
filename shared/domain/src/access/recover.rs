//! Coming back: forgotten passwords, and what the adviser does with PINs.

use super::pin::PinUse;
use super::{
    Access, Blocked, EndedWhy, FreshPin, Link, LinkPurpose, Next, PinRecord, RECOVERY_LINK_LIFE,
    Refusal, TEXT_WINDOW, Verdict,
};
use crate::firms::AccessRules;
use crate::kernel::{Generation, GrantId, LinkId};
use crate::messaging::{Message, Notice, StartedBy};
use crate::timeline::{AccessEvent, LoginEvent};
use jiff::{SignedDuration, Timestamp};

/// A recovery PIN that was texted.
const TEXTED_RECOVERY_LIFE: SignedDuration = SignedDuration::from_mins(10);
/// A recovery PIN that the adviser passes on.
const RELAYED_RECOVERY_LIFE: SignedDuration = SignedDuration::from_hours(24);

/// How a recovery continues.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Recovery {
    /// A new PIN was texted.
    Texted,
    /// The adviser was notified, and will make and read out a PIN.
    AdviserTold,
    /// A link was mailed.
    LinkMailed,
}

/// A PIN that the adviser has made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NewPin {
    /// Its generation.
    pub generation: Generation,
    /// The recovery link that was mailed, when the client has a password.
    pub recovery: Option<LinkId>,
}

impl Access {
    /// Forgot password, from an engagement's or deal's link: the new PIN is texted at once; without
    /// a mobile the adviser is notified (P13, P14).
    pub fn forgot_from_link(
        &mut self,
        link: LinkId,
        fresh: FreshPin,
        now: Timestamp,
    ) -> Verdict<Recovery> {
        let (next, purpose) = match self.link(link) {
            Ok(found) => (self.next(found, None, now), found.purpose),
            Err(refusal) => return Verdict::refused(refusal),
        };
        // A recovery link has its own "Continue"; once used, it takes no PIN any more.
        let is_address = purpose == LinkPurpose::Invitation && self.account.has_password();
        match next {
            Next::SignIn | Next::Pin if is_address => self.send_recovery_pin(link, fresh, now),
            Next::Mobile
            | Next::Pin
            | Next::Password
            | Next::SignIn
            | Next::Expired
            | Next::Superseded
            | Next::Corrected
            | Next::Ended => Verdict::refused(Refusal::LinkIsAt(next)),
        }
    }

    /// Forgot password, from the sign-in page: a link is mailed and nothing else changes: a
    /// stranger can neither void PINs nor spend texts.
    pub fn mail_recovery(&mut self, link: LinkId, now: Timestamp) -> Verdict<Recovery> {
        self.mail_recovery_link(link, now).map(|_| Recovery::LinkMailed)
    }

    /// Mails the live recovery link again, or else this fresh one, three times a day at most. Anybody
    /// can ask for this: a recovery continues on the link that it began on.
    pub(super) fn mail_recovery_link(&mut self, fresh: LinkId, now: Timestamp) -> Verdict<LinkId> {
        let Some(grant) = self.reachable_with_password(now) else {
            return Verdict::refused(Refusal::NoPassword);
        };
        let recovers = |link: &Link| link.purpose == LinkPurpose::Recovery;
        if let Err(refusal) = self.may_mail_link(recovers, now) {
            return Verdict::refused(refusal);
        }
        if let Err(until) = self.reach.recovery_mails().may_send(now) {
            return Verdict::refused(Refusal::TooSoon { until });
        }
        self.reach.note_recovery_mail(now);
        let link = match self.live_link(recovers, now).map(|live| live.id) {
            Some(live) => {
                self.links.note_mailed_again(live, now);
                live
            }
            None => {
                self.add_recovery_link(fresh, grant, now);
                fresh
            }
        };
        Verdict::granted(link)
            .event(LoginEvent::PasswordForgotten)
            .send(Message::Recovery { link, started_by: StartedBy::Client })
    }

    /// "Continue" on a recovery link: the PIN is made and texted only now.
    pub fn continue_recovery(
        &mut self,
        link: LinkId,
        fresh: FreshPin,
        now: Timestamp,
    ) -> Verdict<Recovery> {
        let found = match self.link(link) {
            Ok(found) => found,
            Err(refusal) => return Verdict::refused(refusal),
        };
        let next = self.next(found, None, now);
        if found.purpose != LinkPurpose::Recovery || next != Next::Pin {
            return Verdict::refused(Refusal::LinkIsAt(next));
        }
        self.send_recovery_pin(link, fresh, now)
    }

    /// "Generate new PIN": voids all older ones and always unblocks. On an active client it mails a
    /// recovery link, and the password is refused until the new PIN is entered (P18); refused where
    /// that link could not arrive, as the client would be shut out.
    pub fn renew_pin(
        &mut self,
        fresh: FreshPin,
        link: LinkId,
        rules: &AccessRules,
        now: Timestamp,
    ) -> Verdict<NewPin> {
        let grant = self.grants().first().copied().filter(|_| self.account.has_password());
        if let (Some(_), Some(login)) = (grant, self.login())
            && let Err(refusal) = self.may_mail(&login.email)
        {
            return Verdict::refused(refusal);
        }
        self.pins.reset_guessing();
        self.set_up = None;
        self.unstick();
        self.account.hold_password();
        // Past the login's date too: the link leads nowhere until the date is moved.
        if let Some(grant) = grant {
            self.add_recovery_link(link, grant, now);
            let ends_at = now + RELAYED_RECOVERY_LIFE;
            let generation = self.pins.make_for_recovery(fresh, link, ends_at);
            return Verdict::granted(NewPin { generation, recovery: Some(link) })
                .event(AccessEvent::PinMade { generation })
                .event(LoginEvent::RecoveryStarted)
                .send(Message::Recovery { link, started_by: StartedBy::Staff });
        }
        let generation = self.pins.make(fresh);
        if let Some(ends_at) = self.open_invitation_ends_at(now) {
            self.start_pin_clock(ends_at, rules, now);
        }
        Verdict::granted(NewPin { generation, recovery: None })
            .event(AccessEvent::PinMade { generation })
    }

    /// The adviser looks at the PIN (P2): every look is recorded on the timeline.
    pub fn reveal_pin(&mut self, now: Timestamp) -> Verdict<PinRecord> {
        match self.pins.unexpired(now) {
            None => Verdict::refused(Refusal::NoPin),
            Some(pin) => Verdict::granted(pin.clone())
                .event(AccessEvent::PinRevealed { generation: pin.generation() }),
        }
    }

    /// When the last open invitation ends.
    pub(super) fn open_invitation_ends_at(&self, now: Timestamp) -> Option<Timestamp> {
        self.links.last_end(now, |link| link.purpose == LinkPurpose::Invitation)
    }

    /// Whether a blocked client may have a new PIN texted now.
    ///
    /// # Errors
    /// [`Refusal::PinBlocked`]: until when, or that only the adviser helps.
    pub(super) fn may_renew_while_blocked(&self, now: Timestamp) -> Result<(), Refusal> {
        match self.blocked() {
            None => Ok(()),
            Some(Blocked::Until(until)) if now >= until => Ok(()),
            Some(blocked) => Err(Refusal::PinBlocked(blocked)),
        }
    }

    /// Makes a PIN that only this link takes.
    pub(super) fn make_recovery_pin(
        &mut self,
        fresh: FreshPin,
        link: LinkId,
        now: Timestamp,
    ) -> Generation {
        let texted = self.mobile().is_some();
        let life = if texted { TEXTED_RECOVERY_LIFE } else { RELAYED_RECOVERY_LIFE };
        self.pins.make_for_recovery(fresh, link, now + life)
    }

    fn send_recovery_pin(
        &mut self,
        link: LinkId,
        fresh: FreshPin,
        now: Timestamp,
    ) -> Verdict<Recovery> {
        if let Err(refusal) = self.may_renew_while_blocked(now) {
            return Verdict::refused(refusal);
        }
        if self.mobile().is_none() {
            return match self.links.note_pin_request(link, now) {
                Err(refusal) => Verdict::refused(refusal),
                Ok(false) => Verdict::granted(Recovery::AdviserTold),
                Ok(true) => {
                    let forgotten = Verdict::granted(Recovery::AdviserTold)
                        .event(LoginEvent::PasswordForgotten);
                    self.ask_for_help(forgotten, Notice::PinNeeded, now)
                }
            };
        }
        if let Err(refusal) = self.may_replace_texted(link, now) {
            return Verdict::refused(refusal);
        }
        self.pins.leave_block(now);
        let mut verdict = Verdict::granted(Recovery::Texted);
        if !self.pins.recovers_through(link, now) {
            let generation = self.make_recovery_pin(fresh, link, now);
            verdict = verdict
                .event(LoginEvent::PasswordForgotten)
                .event(AccessEvent::PinMade { generation })
                .send(Message::Tell(Notice::NewPinRequested));
        }
        self.text_pin(verdict, now)
    }

    fn reachable_with_password(&self, now: Timestamp) -> Option<GrantId> {
        let first = self.grants().first().copied();
        first.filter(|_| self.account.has_password() && !self.is_expired(now))
    }

    /// One text in a minute, through however many links: a PIN that was just asked for through one
    /// is not replaced through another. A wrong number counts too, or the refusal would reveal it.
    pub(super) fn may_replace_texted(&self, link: LinkId, now: Timestamp) -> Result<(), Refusal> {
        let Some(pin) = self.pins.live(now) else { return Ok(()) };
        let asked_at = match pin.usable_for() {
            PinUse::Recovery(through) if through != link => {
                pin.texted_at().max(self.link(through)?.number_typed_at())
            }
            PinUse::Recovery(_) | PinUse::Activation => None,
        };
        match asked_at.map(|at| at + TEXT_WINDOW).filter(|until| now < *until) {
            Some(until) => Err(Refusal::TooSoon { until }),
            None => Ok(()),
        }
    }

    fn add_recovery_link(&mut self, link: LinkId, grant: GrantId, now: Timestamp) {
        self.end_links(EndedWhy::Superseded, now, |old| old.purpose == LinkPurpose::Recovery);
        self.add_link(Link::recovery(link, grant, now, now + RECOVERY_LINK_LIFE), now);
    }
}
