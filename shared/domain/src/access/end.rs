//! Ending access: all of it, one grant, or by date.

use super::{Access, EndedWhy, LinkPurpose, Refusal, Standing, Verdict};
use crate::firms::{AccessRules, TellOnRevoke};
use crate::kernel::GrantId;
use crate::messaging::Message;
use crate::timeline::{AccessEvent, LoginEvent};
use jiff::Timestamp;

impl Access {
    /// Revokes: password, PIN, links and sessions are gone; the timeline stays. A second time changes nothing.
    pub fn revoke(&mut self, rules: &AccessRules, now: Timestamp) -> Verdict<()> {
        match self.standing {
            Standing::NotInvited => return Verdict::refused(Refusal::NothingToEnd),
            Standing::Revoked => return Verdict::granted(()),
            Standing::Invited | Standing::Active => {}
        }
        self.standing = Standing::Revoked;
        self.grants.clear();
        self.void_all(EndedWhy::Revoked, now);
        let revoked = Verdict::granted(()).event(AccessEvent::Revoked);
        match rules.tell_on_revoke {
            TellOnRevoke::Tell => revoked.send(Message::AccessEnded),
            TellOnRevoke::Silent => revoked,
        }
    }

    /// Ends one thing that the client may reach, in open sessions too (S4). When none is left, open
    /// sessions end; a password stays on record.
    pub fn end_grant(&mut self, grant: GrantId, now: Timestamp) -> Verdict<()> {
        if !self.grants.contains(&grant) {
            return Verdict::refused(Refusal::NothingToEnd);
        }
        self.grants.retain(|held| *held != grant);
        // A recovery is the login's: it goes on towards what is left.
        if let Some(left) = self.grants.first() {
            for link in self
                .links
                .iter_mut()
                .filter(|link| link.purpose == LinkPurpose::Recovery && link.grant == grant)
            {
                link.grant = *left;
            }
        }
        self.end_links(EndedWhy::Revoked, now, |link| link.grant == grant);
        let set_up_through_ended = |link| self.link(link).is_ok_and(|link| link.ended.is_some());
        if self.set_up.as_ref().is_some_and(|set_up| set_up_through_ended(set_up.link())) {
            self.set_up = None;
        }
        if self.grants.is_empty() {
            self.void_pin();
            self.attention = None;
            self.end_sessions();
            if self.password.is_none() {
                self.standing = Standing::NotInvited;
            }
        }
        Verdict::granted(()).event(AccessEvent::GrantEnded { grant })
    }

    /// Sets or takes away the date when the login ends (N2).
    pub fn set_expiry(&mut self, expires_at: Option<Timestamp>, now: Timestamp) -> Verdict<()> {
        let Some(login) = &mut self.login else {
            return Verdict::refused(Refusal::NotInvited);
        };
        if login.expires_at == expires_at {
            return Verdict::granted(());
        }
        login.end_at(expires_at, now);
        Verdict::granted(()).event(LoginEvent::ExpiryChanged)
    }

    fn void_all(&mut self, why: EndedWhy, now: Timestamp) {
        self.password = None;
        self.void_pin();
        self.set_up = None;
        self.attention = None;
        self.reset_guessing();
        self.end_links(why, now, |_| true);
        self.end_sessions();
    }
}
