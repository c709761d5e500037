//! What happens by its date: links, PINs and logins that end, invitations that nobody opened.
//!
//! What has ended is refused by its date in any case; keeping the dates puts it on the timeline,
//! deletes the digits of PINs that are over, and reminds and tells whom it should.

use super::{Access, Link, LinkPurpose, Login, Standing, Verdict};
use crate::kernel::GrantId;
use crate::messaging::{Message, Notice, PinTravels};
use crate::timeline::{AccessEvent, LoginEvent};
use crate::values::Email;
use jiff::{SignedDuration, Timestamp};

/// An invitation that nobody has opened is brought to mind on these days (X20).
pub const REMINDERS: [SignedDuration; 2] =
    [SignedDuration::from_hours(3 * 24), SignedDuration::from_hours(10 * 24)];
/// So many days before a login ends, its adviser is told (X13).
pub const WARNINGS: [u8; 2] = [14, 3];

impl Access {
    /// Does what is due at `now`. Doing it twice changes nothing more.
    pub fn keep_dates(&mut self, now: Timestamp) -> Verdict<()> {
        let verdict = self.note_login(Verdict::granted(()), now);
        let verdict = self.note_ends(verdict, now);
        let verdict = self.remind(verdict, now);
        self.escalate(verdict, now)
    }

    /// When there is something to do next; in the past if it is overdue. `None`: nothing will be
    /// due until something else changes.
    #[must_use]
    pub fn next_due(&self) -> Option<Timestamp> {
        let pin = self.pin.as_ref().and_then(|pin| pin.live_until);
        let links = self.links.iter().filter_map(|link| self.link_due(link));
        let login = self.login.as_ref().filter(|_| self.has_login()).and_then(Login::due);
        links.chain(pin).chain(login).chain(self.escalation_due()).min()
    }

    fn note_login(&mut self, mut verdict: Verdict<()>, now: Timestamp) -> Verdict<()> {
        if !self.has_login() {
            return verdict;
        }
        let Some(login) = &mut self.login else { return verdict };
        let Some(expires_at) = login.expires_at else { return verdict };
        if now >= expires_at {
            if !login.expiry_noted {
                login.expiry_noted = true;
                verdict = verdict.event(LoginEvent::LoginExpired);
            }
            return verdict;
        }
        let due = warnings_due(expires_at, now);
        if due > usize::from(login.warned) {
            login.warned = u8::try_from(due).unwrap_or(u8::MAX);
            if let Some(days) = WARNINGS.get(due - 1) {
                verdict = verdict
                    .event(LoginEvent::LoginExpiring { days: *days })
                    .send(Message::Tell(Notice::LoginExpiring));
            }
        }
        verdict
    }

    fn note_ends(&mut self, mut verdict: Verdict<()>, now: Timestamp) -> Verdict<()> {
        let addresses = self.password.is_some();
        for link in &mut self.links {
            if link.ends_by_date(addresses) && !link.expiry_noted && now >= link.ends_at {
                link.expiry_noted = true;
                verdict = verdict.event(AccessEvent::LinkExpired { link: link.id });
            }
        }
        match self.take_expired_pin(now) {
            Some(generation) => verdict.event(AccessEvent::PinExpired { generation }),
            None => verdict,
        }
    }

    fn remind(&mut self, mut verdict: Verdict<()>, now: Timestamp) -> Verdict<()> {
        for place in 0..self.links.len() {
            let Some(link) = self.links.get(place) else { continue };
            if self.reminder_due(link).is_none_or(|at| now < at) {
                continue;
            }
            let due = REMINDERS.iter().filter(|days| now >= link.made_at + **days).count();
            let leads_on = self.leads_on(link, now);
            let (id, pin) = (link.id, self.pin_travels_now(link));
            if let Some(link) = self.links.get_mut(place) {
                link.reminded = u8::try_from(due).unwrap_or(u8::MAX);
            }
            if leads_on {
                verdict = verdict
                    .event(AccessEvent::InvitationReminded { link: id })
                    .send(Message::Reminder { link: id, pin });
            }
        }
        verdict
    }

    /// An invitation that nobody has opened, to an address that takes our mail. With a password on
    /// record there is nothing to set up any more: the portal is open without its invitation.
    fn waits_to_be_opened(&self, link: &Link) -> bool {
        link.purpose == LinkPurpose::Invitation
            && link.ended.is_none()
            && !link.was_opened()
            && (self.password.is_none() || link.grant != GrantId::Portal)
            && self.unreachable_email().is_none()
    }

    /// Whether a mail that brings the invitation to mind still makes sense.
    pub(super) fn may_remind(&self, link: &Link, now: Timestamp) -> bool {
        self.waits_to_be_opened(link) && self.leads_on(link, now)
    }

    fn leads_on(&self, link: &Link, now: Timestamp) -> bool {
        self.next(link, None, now).leads_on()
    }

    /// Whether the client was invited and has no link that leads on.
    #[must_use]
    pub fn needs_new_link(&self, now: Timestamp) -> bool {
        match self.standing {
            Standing::Invited => !self.links.iter().any(|link| self.leads_on(link, now)),
            Standing::NotInvited | Standing::Active | Standing::Revoked => false,
        }
    }

    /// How the PIN travels as things stand: a password or the loss of the mobile changes what the
    /// invitation said.
    fn pin_travels_now(&self, link: &Link) -> PinTravels {
        if self.password.is_some() {
            return PinTravels::HasPassword;
        }
        match link.pin {
            PinTravels::WithInvitation | PinTravels::OnceMobileConfirmed
                if self.mobile.is_none() =>
            {
                PinTravels::ByAdviser
            }
            travels @ (PinTravels::WithInvitation
            | PinTravels::OnceMobileConfirmed
            | PinTravels::ByAdviser
            | PinTravels::NotAsked
            | PinTravels::HasPassword) => travels,
        }
    }

    fn link_due(&self, link: &Link) -> Option<Timestamp> {
        let ends_by_date = link.ends_by_date(self.password.is_some());
        let end = (ends_by_date && !link.expiry_noted).then_some(link.ends_at);
        end.into_iter().chain(self.reminder_due(link)).min()
    }

    fn reminder_due(&self, link: &Link) -> Option<Timestamp> {
        let days = REMINDERS.get(usize::from(link.reminded))?;
        let at = link.made_at + *days;
        let is_over = link.ends_by_date(self.password.is_some()) && at >= link.ends_at;
        (self.waits_to_be_opened(link) && !is_over).then_some(at)
    }

    fn has_login(&self) -> bool {
        match self.standing {
            Standing::Invited | Standing::Active => true,
            Standing::NotInvited | Standing::Revoked => false,
        }
    }
}

impl Login {
    /// The login of this e-mail, without an end.
    pub(super) fn of(email: Email) -> Self {
        Self { email, expires_at: None, expiry_noted: false, warned: 0 }
    }

    /// Sets the date when it ends. Warnings whose day has passed already are not given: whoever
    /// sets the date knows it.
    pub(super) fn end_at(&mut self, expires_at: Option<Timestamp>, now: Timestamp) {
        self.expires_at = expires_at;
        self.expiry_noted = false;
        let passed = expires_at.map_or(0, |at| warnings_due(at, now));
        self.warned = u8::try_from(passed).unwrap_or(u8::MAX);
    }

    fn due(&self) -> Option<Timestamp> {
        let expires_at = self.expires_at.filter(|_| !self.expiry_noted)?;
        let warning = WARNINGS.get(usize::from(self.warned));
        Some(warning.map_or(expires_at, |days| expires_at - whole_days(*days)))
    }
}

fn warnings_due(expires_at: Timestamp, now: Timestamp) -> usize {
    let left = expires_at.duration_since(now);
    WARNINGS.iter().filter(|days| left <= whole_days(**days)).count()
}

fn whole_days(days: u8) -> SignedDuration {
    SignedDuration::from_hours(24 * i64::from(days))
}
