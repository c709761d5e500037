//! Coming back: forgotten passwords, and new PINs made by the adviser.

use super::{
    Access, EndedWhy, FreshPin, Link, LinkPurpose, NOTICE_WINDOW, Next, PinUse, RECOVERY_LINK_LIFE,
    Refusal, TEXT_WINDOW, Verdict,
};
use crate::firms::AccessRules;
use crate::kernel::{Generation, GrantId, LinkId};
use crate::messaging::{Message, Notice, PinTravels, StartedBy};
use crate::timeline::{AccessEvent, LoginEvent};
use jiff::Timestamp;

/// How a recovery goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Recovery {
    /// A new PIN was texted.
    Texted,
    /// The adviser was told, and will make and read out a PIN.
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
    /// a mobile the adviser is told (P13, P14).
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
        let is_address = purpose == LinkPurpose::Invitation && self.password.is_some();
        match next {
            Next::SignIn | Next::Pin if is_address => self.send_recovery_pin(link, fresh, now),
            Next::Mobile
            | Next::Pin
            | Next::Password
            | Next::SignIn
            | Next::Expired
            | Next::Superseded
            | Next::Ended => Verdict::refused(Refusal::LinkIsAt(next)),
        }
    }

    /// Forgot password, from the sign-in page: a link is mailed and nothing else changes, so that a
    /// stranger can neither void PINs nor spend texts.
    pub fn mail_recovery(&mut self, link: LinkId, now: Timestamp) -> Verdict<Recovery> {
        let Some(grant) = self.reachable_with_password(now) else {
            return Verdict::refused(Refusal::NoPassword);
        };
        let newest = self
            .links
            .iter()
            .filter(|link| link.purpose == LinkPurpose::Recovery)
            .map(|link| link.made_at)
            .max();
        if let Some(until) = newest.map(|at| at + NOTICE_WINDOW).filter(|until| now < *until) {
            return Verdict::refused(Refusal::TooSoon { until });
        }
        // Anybody can ask for this: a recovery that has come to its PIN goes on.
        let under_way = |old: LinkId| {
            self.recovers_through(old, now) || self.set_up_under_way(old, now).is_some()
        };
        let under_way: Vec<_> =
            self.links.iter().map(|old| old.id).filter(|old| under_way(*old)).collect();
        self.add_recovery_link(link, grant, now, |old| !under_way.contains(&old));
        Verdict::granted(Recovery::LinkMailed)
            .event(LoginEvent::PasswordForgotten)
            .send(Message::Recovery { link, started_by: StartedBy::Client })
    }

    /// "Continue" on a recovery link: only now the PIN is made and texted.
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
        let recovers = self.password.is_some() && !self.grants.is_empty();
        if let (true, Some(login)) = (recovers, &self.login)
            && let Err(refusal) = self.may_mail(&login.email)
        {
            return Verdict::refused(refusal);
        }
        self.reset_guessing();
        self.set_up = None;
        self.attention = None;
        if let Some(password) = &mut self.password {
            password.held = true;
        }
        // Past the login's date too: the link leads nowhere until the date is moved.
        if let (Some(_), Some(grant)) = (&self.password, self.grants.first().copied()) {
            self.add_recovery_link(link, grant, now, |_| true);
            self.make_relayed_recovery_pin(fresh, link, now);
            let generation = self.generation;
            return Verdict::granted(NewPin { generation, recovery: Some(link) })
                .event(AccessEvent::PinMade { generation })
                .event(LoginEvent::RecoveryStarted)
                .send(Message::Recovery { link, started_by: StartedBy::Staff });
        }
        self.make_pin(fresh);
        if let Some(ends_at) = self.open_invitation_ends_at(now) {
            self.start_pin_clock(ends_at, rules, now);
        }
        let generation = self.generation;
        Verdict::granted(NewPin { generation, recovery: None })
            .event(AccessEvent::PinMade { generation })
    }

    /// When the last open invitation of a client without a password ends.
    pub(super) fn open_invitation_ends_at(&self, now: Timestamp) -> Option<Timestamp> {
        self.links
            .iter()
            .filter(|link| link.purpose == LinkPurpose::Invitation && link.is_open(now))
            .map(|link| link.ends_at)
            .max()
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
        if self.mobile.is_none() {
            let Some(found) = self.link_mut(link) else {
                return Verdict::refused(Refusal::UnknownLink);
            };
            if found.asked_for_pin_at.is_some_and(|at| now.duration_since(at) < NOTICE_WINDOW) {
                return Verdict::granted(Recovery::AdviserTold);
            }
            found.asked_for_pin_at = Some(now);
            let told = Verdict::granted(Recovery::AdviserTold).event(LoginEvent::PasswordForgotten);
            return self.ask_for_help(told, Notice::PinNeeded, now);
        }
        if let Err(refusal) = self.may_replace_texted(link, now) {
            return Verdict::refused(refusal);
        }
        self.leave_block(now);
        let live = self.recovers_through(link, now);
        let mut verdict = Verdict::granted(Recovery::Texted);
        if !live {
            self.make_recovery_pin(fresh, link, now);
            verdict = verdict
                .event(LoginEvent::PasswordForgotten)
                .event(AccessEvent::PinMade { generation: self.generation })
                .send(Message::Tell(Notice::NewPinRequested));
        }
        self.text_pin(verdict, now)
    }

    fn reachable_with_password(&self, now: Timestamp) -> Option<GrantId> {
        let first = self.grants.first().copied();
        first.filter(|_| self.password.is_some() && !self.is_expired(now))
    }

    /// One text in a minute, through however many links: a PIN that was just asked for through one
    /// is not replaced through another. A wrong number counts as asking, or the refusal would tell.
    pub(super) fn may_replace_texted(&self, link: LinkId, now: Timestamp) -> Result<(), Refusal> {
        let Some(pin) = self.pin.as_ref().filter(|pin| pin.is_live(now)) else { return Ok(()) };
        let asked_at = match pin.usable_for {
            PinUse::Recovery(through) if through != link => {
                pin.texted_at.max(self.link(through)?.number_typed_at())
            }
            PinUse::Recovery(_) | PinUse::Activation => None,
        };
        match asked_at.map(|at| at + TEXT_WINDOW).filter(|until| now < *until) {
            Some(until) => Err(Refusal::TooSoon { until }),
            None => Ok(()),
        }
    }

    fn add_recovery_link(
        &mut self,
        link: LinkId,
        grant: GrantId,
        now: Timestamp,
        supersedes: impl Fn(LinkId) -> bool,
    ) {
        self.end_links(EndedWhy::Superseded, now, |old| {
            old.purpose == LinkPurpose::Recovery && supersedes(old.id)
        });
        let ends_at = now + RECOVERY_LINK_LIFE;
        self.add_link(
            Link::new(link, LinkPurpose::Recovery, grant, PinTravels::HasPassword, now, ends_at),
            now,
        );
    }
}
