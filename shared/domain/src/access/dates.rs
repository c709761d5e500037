//! What happens by its date: links, PINs and logins that expire, invitations that nobody opened.
//!
//! What has expired is refused by its date in any case; keeping the dates records it on the
//! timeline, deletes the digits of expired PINs, reminds clients and notifies advisers.

use super::login::LoginDue;
use super::{Access, Link, LinkPurpose, Login, Verdict};
use crate::kernel::GrantId;
use crate::messaging::{Message, Notice, PinRoute};
use crate::timeline::{AccessEvent, LoginEvent};
use jiff::Timestamp;

impl Access {
    /// Does what is due at `now`. Idempotent.
    pub fn keep_dates(&mut self, now: Timestamp) -> Verdict<()> {
        let verdict = self.note_login(Verdict::granted(()), now);
        let verdict = self.note_expiries(verdict, now);
        let verdict = self.remind(verdict, now);
        self.escalate(verdict, now)
    }

    /// When there is something to do next; in the past if it is overdue. `None`: nothing will be
    /// due until something else changes.
    #[must_use]
    pub fn next_due(&self) -> Option<Timestamp> {
        let links = self.links().iter().filter_map(|link| self.link_due(link));
        let pin = self.pin().and_then(|pin| pin.live_until());
        let login = self.claimed_login().and_then(Login::due);
        links.chain(pin).chain(login).chain(self.stuck.escalation_due()).min()
    }

    fn note_login(&mut self, verdict: Verdict<()>, now: Timestamp) -> Verdict<()> {
        match self.account.note_date(now) {
            None => verdict,
            Some(LoginDue::Warning { days }) => verdict
                .event(LoginEvent::LoginExpiring { days })
                .send(Message::Tell(Notice::LoginExpiring)),
            Some(LoginDue::Expiry) => verdict.event(LoginEvent::LoginExpired),
        }
    }

    fn note_expiries(&mut self, mut verdict: Verdict<()>, now: Timestamp) -> Verdict<()> {
        for link in self.links.note_expiries(self.security_level(), now) {
            verdict = verdict.event(AccessEvent::LinkExpired { link });
        }
        match self.pins.note_expiry(now) {
            Some(generation) => verdict.event(AccessEvent::PinExpired { generation }),
            None => verdict,
        }
    }

    fn remind(&mut self, mut verdict: Verdict<()>, now: Timestamp) -> Verdict<()> {
        let is_due = |link: &&Link| self.reminder_due(link).is_some_and(|at| now >= at);
        let due = self.links().iter().filter(is_due);
        let due: Vec<_> =
            due.map(|link| (link.id, self.leads_on(link, now), self.pin_route_now(link))).collect();
        for (link, leads_on, pin) in due {
            self.links.note_reminders(link, now);
            if leads_on {
                verdict = verdict
                    .event(AccessEvent::InvitationReminded { link })
                    .send(Message::Reminder { link, pin });
            }
        }
        verdict
    }

    fn escalate(&mut self, verdict: Verdict<()>, now: Timestamp) -> Verdict<()> {
        match self.stuck.escalate(now) {
            None => verdict,
            Some(notice) => {
                verdict.event(AccessEvent::Escalated { notice }).send(Message::Escalate(notice))
            }
        }
    }

    /// An invitation that nobody has opened, to an address that accepts our mail. With a password on
    /// record there is nothing to set up for the portal: it is open without its invitation.
    fn waits_to_be_opened(&self, link: &Link) -> bool {
        link.purpose == LinkPurpose::Invitation
            && link.ended.is_none()
            && !link.was_opened()
            && (!self.account.has_password() || link.grant != GrantId::Portal)
            && self.unreachable_email().is_none()
    }

    /// Whether a reminder of the invitation still makes sense.
    pub(super) fn may_remind(&self, link: &Link, now: Timestamp) -> bool {
        self.waits_to_be_opened(link) && self.leads_on(link, now)
    }

    /// How the PIN travels now: a password or the loss of the mobile changes what the invitation
    /// said.
    pub(super) fn pin_route_now(&self, link: &Link) -> PinRoute {
        if self.account.has_password() {
            return PinRoute::HasPassword;
        }
        link.pin.with(self.mobile())
    }

    fn link_due(&self, link: &Link) -> Option<Timestamp> {
        let expiry = link.expiry_due(self.security_level());
        expiry.into_iter().chain(self.reminder_due(link)).min()
    }

    fn reminder_due(&self, link: &Link) -> Option<Timestamp> {
        link.reminder_due(self.security_level()).filter(|_| self.waits_to_be_opened(link))
    }
}
