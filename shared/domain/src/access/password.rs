//! The password: setting it through a set-up grant, and what signing in requires.

use super::{
    Access, EndedWhy, LinkPurpose, Next, PasswordRecord, Refusal, SET_UP_LIFE, Standing, Verdict,
};
use crate::firms::{AccessRules, AfterSetUp};
use crate::kernel::{Digest, GrantId, LinkId};
use crate::messaging::{Message, Notice};
use crate::timeline::LoginEvent;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// The set-up grant that the right PIN was exchanged for: bound to the link and to a secret that
/// the page made before asking.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetUp {
    link: LinkId,
    page: Digest,
    pub(super) until: Timestamp,
    /// Once used: a keyed digest of the password that was set, so that a repeated request whose
    /// reply was lost is answered alike. Its key is the page's secret, which is stored nowhere.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    placed: Option<Digest>,
}

impl SetUp {
    pub(super) fn link(&self) -> LinkId {
        self.link
    }

    pub(super) fn for_page(link: LinkId, page: Digest, until: Timestamp) -> Self {
        Self { link, page, until, placed: None }
    }
}

/// A password was set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PasswordPlaced {
    /// What the link leads to.
    pub grant: GrantId,
    /// Whether this very request set it, or an earlier one whose reply was lost.
    pub newly: bool,
    /// Whether a session begins at once, or the way leads to the sign-in page.
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
    /// `mark` is a digest of the new password keyed by the page's secret; see [`SetUp`].
    pub fn set_password(
        &mut self,
        link: LinkId,
        page: &Digest,
        mark: &Digest,
        rules: &AccessRules,
        now: Timestamp,
    ) -> Verdict<PasswordPlaced> {
        let Ok(found) = self.link(link) else {
            return Verdict::refused(Refusal::UnknownLink);
        };
        let (grant, purpose) = (found.grant, found.purpose);
        let mut placed =
            PasswordPlaced { grant, newly: true, signed_in: signs_in(grant, purpose, rules) };
        let repeated = self.set_up.as_ref().is_some_and(|set_up| {
            set_up.link == link
                && set_up.page == *page
                && now < set_up.until
                && set_up.placed.as_ref() == Some(mark)
        });
        let next = self.next(found, Some(page), now);
        if repeated && self.password.is_some() && next != Next::Ended {
            placed.newly = false;
            return Verdict::granted(placed);
        }
        match next {
            Next::Password => {}
            Next::Mobile | Next::Pin => return Verdict::refused(Refusal::SetUpOver),
            next @ (Next::SignIn | Next::Expired | Next::Superseded | Next::Ended) => {
                return Verdict::refused(Refusal::LinkIsAt(next));
            }
        }
        let until = self
            .set_up
            .as_ref()
            .filter(|set_up| set_up.link == link)
            .map_or(now + SET_UP_LIFE, |set_up| set_up.until);
        let replaced = self.password.replace(PasswordRecord { set_at: now, held: false }).is_some();
        self.standing = Standing::Active;
        self.void_pin();
        self.reset_guessing();
        self.attention = None;
        self.set_up = Some(SetUp {
            placed: Some(mark.clone()),
            ..SetUp::for_page(link, page.clone(), until)
        });
        self.end_sessions();
        self.end_links(EndedWhy::Used, now, |link| link.purpose == LinkPurpose::Recovery);
        let verdict = Verdict::granted(placed);
        if replaced {
            verdict.event(LoginEvent::PasswordChanged).send(Message::PasswordChanged)
        } else if placed.signed_in {
            let first = verdict.event(LoginEvent::PasswordSet);
            first.send(Message::Tell(Notice::FirstSignIn))
        } else {
            verdict.event(LoginEvent::PasswordSet)
        }
    }

    /// What a right password leads to at `now`.
    #[must_use]
    pub fn admission(&self, now: Timestamp) -> Admission {
        match &self.password {
            None => Admission::NoPassword,
            Some(_) if self.is_expired(now) => Admission::Expired,
            Some(password) if password.held => Admission::Held,
            Some(_) if self.grants.is_empty() => Admission::NothingLeft,
            Some(_) => Admission::Welcome { epoch: self.epoch },
        }
    }

    /// Whether an open session of this client may go on: a held password stops sign-in only.
    #[must_use]
    pub fn admits_sessions(&self, now: Timestamp) -> bool {
        self.password.is_some() && !self.grants.is_empty() && !self.is_expired(now)
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
        let set_up = self.set_up_under_way(link, now).filter(|set_up| set_up.page == *page);
        set_up.map(|set_up| set_up.until)
    }

    /// The set-up grant of this link, held by whichever page, while no password was set with it.
    pub(super) fn set_up_under_way(&self, link: LinkId, now: Timestamp) -> Option<&SetUp> {
        self.set_up
            .as_ref()
            .filter(|set_up| set_up.link == link && set_up.placed.is_none() && now < set_up.until)
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
