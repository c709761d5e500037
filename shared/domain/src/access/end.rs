//! Ending access: all of it, one grant, or by date; and archiving a client who has none.

use super::{Access, EndedWhy, Link, LinkPurpose, Refusal, SetUp, Standing, Verdict};
use crate::firms::{AccessRules, TellOnRevoke};
use crate::kernel::GrantId;
use crate::messaging::Message;
use crate::timeline::{AccessEvent, ClientEvent, LoginEvent};
use jiff::Timestamp;

impl Access {
    /// Revokes: password, PIN, links and sessions end; the timeline stays. Idempotent.
    pub fn revoke(&mut self, rules: &AccessRules, now: Timestamp) -> Verdict<()> {
        match self.standing() {
            Standing::NotInvited => return Verdict::refused(Refusal::NothingToEnd),
            Standing::Revoked => return Verdict::granted(()),
            Standing::Invited | Standing::Active => {}
        }
        self.account.revoke();
        self.pins.void();
        self.pins.reset_guessing();
        self.set_up = None;
        self.unstick();
        self.end_links(EndedWhy::Revoked, now, |_| true);
        let revoked = Verdict::granted(()).event(AccessEvent::Revoked);
        match rules.tell_on_revoke {
            TellOnRevoke::Tell => revoked.send(Message::AccessEnded),
            TellOnRevoke::Silent => revoked,
        }
    }

    /// Ends one thing that the client may reach, in open sessions too (S4). When none is left, open
    /// sessions end; a password stays on record.
    pub fn end_grant(&mut self, grant: GrantId, now: Timestamp) -> Verdict<()> {
        if !self.account.holds(grant) {
            return Verdict::refused(Refusal::NothingToEnd);
        }
        self.account.remove_grant(grant);
        // A recovery belongs to the login: it continues towards what is left.
        if let Some(left) = self.grants().first().copied() {
            self.links
                .lead_to(left, |link| link.purpose == LinkPurpose::Recovery && link.grant == grant);
        }
        self.end_links(EndedWhy::Revoked, now, |link| link.grant == grant);
        if self.set_up.as_ref().map(SetUp::link).is_some_and(|link| self.links.was_ended(link)) {
            self.set_up = None;
        }
        if self.grants().is_empty() {
            self.account.end_sessions();
            self.pins.void();
            self.unstick();
        }
        Verdict::granted(()).event(AccessEvent::GrantEnded { grant })
    }

    /// Sets or removes the date when the login ends (N2). A date that has come has ended the open
    /// sessions: they stay ended.
    pub fn set_expiry(&mut self, expires_at: Option<Timestamp>, now: Timestamp) -> Verdict<()> {
        let had_expired = self.is_expired(now);
        let Some(login) = self.account.login_mut() else {
            return Verdict::refused(Refusal::NotInvited);
        };
        if login.end_at(expires_at, now) {
            if had_expired {
                self.account.end_sessions();
            }
            Verdict::granted(()).event(LoginEvent::ExpiryChanged)
        } else {
            Verdict::granted(())
        }
    }

    /// Archives the client, out of the lists, once they can reach nothing.
    pub fn archive(&mut self, now: Timestamp) -> Verdict<()> {
        match self.account.archive(now) {
            Err(refusal) => Verdict::refused(refusal),
            Ok(false) => Verdict::granted(()),
            Ok(true) => {
                self.unstick();
                Verdict::granted(()).event(ClientEvent::Archived)
            }
        }
    }

    /// Restores the client to the lists.
    pub fn restore(&mut self) -> Verdict<()> {
        if self.account.restore() {
            Verdict::granted(()).event(ClientEvent::Restored)
        } else {
            Verdict::granted(())
        }
    }

    /// Ends links. A recovery PIN fits its link only: it is void with the link, and its digits are
    /// deleted.
    pub(super) fn end_links(
        &mut self,
        why: EndedWhy,
        now: Timestamp,
        which: impl Fn(&Link) -> bool,
    ) {
        self.links.end(why, now, which);
        if self.pins.recovery_link().is_some_and(|link| self.links.was_ended(link)) {
            self.pins.void();
        }
    }
}
