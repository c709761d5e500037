//! The password: setting it through a set-up grant, and what signing in requires.

use super::set_up::PasswordRecord;
use super::{Access, EndedWhy, LinkPurpose, Next, Refusal, SET_UP_LIFE, SetUp, Verdict};
use crate::firms::{AccessRules, AfterSetUp};
use crate::kernel::{Digest, GrantId, LinkId};
use crate::messaging::{Message, Notice};
use crate::timeline::LoginEvent;
use jiff::Timestamp;

/// A password was set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PasswordPlaced {
    /// What the link leads to.
    pub grant: GrantId,
    /// Whether this very request set it, or an earlier one whose reply was lost.
    pub newly: bool,
    /// Whether a session begins at once; otherwise the sign-in page is next.
    pub signed_in: bool,
}

/// Why a right password does not sign in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Admission {
    /// It does.
    Welcome {
        /// Sessions carry this epoch.
        epoch: u32,
    },
    /// No password is on record (revoked, or never set).
    NoPassword,
    /// The login's date has passed.
    Expired,
    /// A recovery PIN must be entered first.
    Held,
    /// Nothing is left to reach.
    NothingLeft,
}

impl Access {
    /// Sets the password through a set-up grant, or through the link alone where the firm chose so.
    ///
    /// `mark` is a digest of the new password keyed by the page's secret: by it a repeated request
    /// is recognised, whose first reply may have been lost.
    pub fn set_password(
        &mut self,
        link: LinkId,
        page: &Digest,
        mark: &Digest,
        rules: &AccessRules,
        now: Timestamp,
    ) -> Verdict<PasswordPlaced> {
        let found = match self.link(link) {
            Ok(found) => found,
            Err(refusal) => return Verdict::refused(refusal),
        };
        let (grant, purpose) = (found.grant, found.purpose);
        let signed_in = signs_in(grant, purpose, rules);
        let next = self.next(found, Some(page), now);
        let repeated =
            self.set_up.as_ref().is_some_and(|grant| grant.was_used_by(link, page, mark, now));
        if repeated && self.account.has_password() && !next.is_dead() {
            return Verdict::granted(PasswordPlaced { grant, newly: false, signed_in });
        }
        match next {
            Next::Password => {}
            Next::Mobile | Next::Pin => return Verdict::refused(Refusal::SetUpOver),
            next @ (Next::SignIn
            | Next::Expired
            | Next::Superseded
            | Next::Corrected
            | Next::Ended) => {
                return Verdict::refused(Refusal::LinkIsAt(next));
            }
        }
        let until = self
            .set_up
            .as_ref()
            .filter(|grant| grant.link() == link)
            .map_or(now + SET_UP_LIFE, SetUp::until);
        let replaced = self.account.has_password();
        self.account.set_password(now);
        self.pins.void();
        self.pins.reset_guessing();
        self.set_up = Some(SetUp::used(link, page.clone(), until, mark.clone()));
        self.unstick();
        self.end_links(EndedWhy::Used, now, |link| link.purpose == LinkPurpose::Recovery);
        let verdict = Verdict::granted(PasswordPlaced { grant, newly: true, signed_in });
        if replaced {
            verdict.event(LoginEvent::PasswordChanged).send(Message::PasswordChanged)
        } else if signed_in {
            let first = verdict.event(LoginEvent::PasswordSet);
            first.send(Message::Tell(Notice::FirstSignIn))
        } else {
            verdict.event(LoginEvent::PasswordSet)
        }
    }

    /// What a right password leads to at `now`.
    #[must_use]
    pub fn admission(&self, now: Timestamp) -> Admission {
        match self.account.password().map(PasswordRecord::is_held) {
            None => Admission::NoPassword,
            Some(_) if self.is_expired(now) => Admission::Expired,
            Some(true) => Admission::Held,
            Some(false) if self.grants().is_empty() => Admission::NothingLeft,
            Some(false) => Admission::Welcome { epoch: self.epoch() },
        }
    }

    /// Whether an open session of this client may continue: a held password stops sign-in only.
    #[must_use]
    pub fn admits_sessions(&self, now: Timestamp) -> bool {
        self.account.has_password() && !self.grants().is_empty() && !self.is_expired(now)
    }

    pub(super) fn holds_set_up(&self, link: LinkId, page: Option<&Digest>, now: Timestamp) -> bool {
        page.is_some_and(|page| self.set_up_until(link, page, now).is_some())
    }

    /// Until when this page may set a password through this link, if the right PIN was entered on it.
    pub(super) fn set_up_until(
        &self,
        link: LinkId,
        page: &Digest,
        now: Timestamp,
    ) -> Option<Timestamp> {
        self.set_up.as_ref().filter(|grant| grant.admits(link, page, now)).map(SetUp::until)
    }

    /// Whether a page may set a password through this link now.
    pub(super) fn is_set_up_under_way(&self, link: LinkId, now: Timestamp) -> bool {
        self.set_up.as_ref().is_some_and(|grant| grant.is_under_way(link, now))
    }
}

/// An engagement's or deal's link ends where it leads (P10); a welcome link at sign-in (N8),
/// unless the firm chose otherwise; a recovery at sign-in.
fn signs_in(grant: GrantId, purpose: LinkPurpose, rules: &AccessRules) -> bool {
    match (purpose, grant) {
        (LinkPurpose::Recovery, GrantId::Portal | GrantId::Engagement(_) | GrantId::Deal(_)) => {
            false
        }
        (LinkPurpose::Invitation, GrantId::Engagement(_) | GrantId::Deal(_)) => true,
        (LinkPurpose::Invitation, GrantId::Portal) => rules.after_set_up == AfterSetUp::Portal,
    }
}
