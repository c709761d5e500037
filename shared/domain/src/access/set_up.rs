//! The password on record, and the set-up grant that a right PIN is exchanged for.

use crate::kernel::{Digest, LinkId};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// The password, as far as the rules need it; its hash is stored with the credential.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct PasswordRecord {
    /// When it was set.
    set_at: Timestamp,
    /// Refused until a recovery PIN is entered ("Generate new PIN" on an active client).
    held: bool,
}

impl PasswordRecord {
    pub(super) fn set_at(now: Timestamp) -> Self {
        Self { set_at: now, held: false }
    }

    pub(super) fn is_held(&self) -> bool {
        self.held
    }

    pub(super) fn hold(&mut self) {
        self.held = true;
    }
}

/// The set-up grant that the right PIN was exchanged for: bound to the link and to a secret that
/// the page made before it asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct SetUp {
    link: LinkId,
    page: Digest,
    until: Timestamp,
    /// Once used: a keyed digest of the password that was set. A repeated request whose reply was
    /// lost then gets the same reply. Its key is the page's secret, which is stored nowhere.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    placed: Option<Digest>,
}

impl SetUp {
    /// A grant that no password was set with yet.
    pub(super) fn for_page(link: LinkId, page: Digest, until: Timestamp) -> Self {
        Self { link, page, until, placed: None }
    }

    /// The grant that the password of this mark was set with.
    pub(super) fn used(link: LinkId, page: Digest, until: Timestamp, mark: Digest) -> Self {
        Self { link, page, until, placed: Some(mark) }
    }

    pub(super) fn link(&self) -> LinkId {
        self.link
    }

    /// When the grant ends.
    pub(super) fn until(&self) -> Timestamp {
        self.until
    }

    pub(super) fn is_used(&self) -> bool {
        self.placed.is_some()
    }

    /// Whether a password may still be set through this link, by the page that holds the grant.
    pub(super) fn is_under_way(&self, link: LinkId, now: Timestamp) -> bool {
        self.link == link && !self.is_used() && now < self.until
    }

    /// Whether this page may set a password through this link.
    pub(super) fn admits(&self, link: LinkId, page: &Digest, now: Timestamp) -> bool {
        self.is_under_way(link, now) && self.page == *page
    }

    /// Whether this page set a password of this mark through this link a moment ago.
    pub(super) fn was_used_by(
        &self,
        link: LinkId,
        page: &Digest,
        mark: &Digest,
        now: Timestamp,
    ) -> bool {
        self.link == link
            && self.page == *page
            && now < self.until
            && self.placed.as_ref() == Some(mark)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::SignedDuration;

    const NOW: Timestamp = Timestamp::UNIX_EPOCH;
    const LINK: LinkId = LinkId(uuid::Uuid::from_u128(1));
    const OTHER: LinkId = LinkId(uuid::Uuid::from_u128(2));

    fn digest(text: &str) -> Digest {
        Digest::new(text.to_owned())
    }

    #[test]
    fn a_grant_admits_its_page_on_its_link_until_it_ends() {
        let until = NOW + SignedDuration::from_mins(10);
        let grant = SetUp::for_page(LINK, digest("page"), until);
        assert!(grant.admits(LINK, &digest("page"), NOW));
        assert!(!grant.admits(LINK, &digest("another"), NOW));
        assert!(!grant.admits(OTHER, &digest("page"), NOW));
        assert!(!grant.admits(LINK, &digest("page"), until));
        assert!(grant.is_under_way(LINK, NOW) && !grant.is_under_way(OTHER, NOW));
    }

    #[test]
    fn a_used_grant_admits_nobody_and_knows_the_request_that_used_it() {
        let until = NOW + SignedDuration::from_mins(10);
        let grant = SetUp::used(LINK, digest("page"), until, digest("mark"));
        assert!(!grant.admits(LINK, &digest("page"), NOW));
        let known = |page: &str, mark: &str, now| {
            grant.was_used_by(LINK, &digest(page), &digest(mark), now)
        };
        assert!(known("page", "mark", NOW));
        assert!(!known("page", "another", NOW));
        assert!(!known("another", "mark", NOW));
        assert!(!known("page", "mark", until));
    }
}
