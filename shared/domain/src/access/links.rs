//! The links that are still remembered, the oldest first.

use super::link::Noted;
use super::{EndedWhy, Link, LinkPurpose, NumberMark, Refusal, SecurityLevel};
use crate::kernel::{GrantId, LinkId};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

/// Links are remembered for this long past their end (docs/access-rules.md, "Links").
const REMEMBERED: SignedDuration = SignedDuration::from_hours(90 * 24);
/// An item of the table has room for so many; the one that ended first is forgotten first.
const AT_MOST: usize = 200;

/// Of recovery links that have ended, so many: anybody can have one made, and each session reads
/// the client's item.
const RECOVERIES_AT_MOST: usize = 10;

/// Every link that is still remembered.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub(super) struct Links(Vec<Link>);

impl Links {
    pub(super) fn all(&self) -> &[Link] {
        &self.0
    }

    /// The link of this identifier.
    ///
    /// # Errors
    /// [`Refusal::UnknownLink`]: never made, or forgotten 90 days past its end.
    pub(super) fn find(&self, id: LinkId) -> Result<&Link, Refusal> {
        self.0.iter().find(|link| link.id == id).ok_or(Refusal::UnknownLink)
    }

    fn find_mut(&mut self, id: LinkId) -> Result<&mut Link, Refusal> {
        self.0.iter_mut().find(|link| link.id == id).ok_or(Refusal::UnknownLink)
    }

    /// Whether this link is remembered and was ended before its date.
    pub(super) fn was_ended(&self, id: LinkId) -> bool {
        self.find(id).is_ok_and(|link| link.ended.is_some())
    }

    /// When one of these links was last mailed.
    pub(super) fn last_mailed(&self, which: impl Fn(&Link) -> bool) -> Option<Timestamp> {
        self.0.iter().filter(|link| which(link)).map(Link::last_mailed_at).max()
    }

    /// Notes that the link is mailed again.
    pub(super) fn note_mailed_again(&mut self, id: LinkId, now: Timestamp) {
        if let Ok(link) = self.find_mut(id) {
            link.note_mailed_again(now);
        }
    }

    /// When the last of these links that are open ends.
    pub(super) fn last_end(
        &self,
        now: Timestamp,
        which: impl Fn(&Link) -> bool,
    ) -> Option<Timestamp> {
        let open = self.0.iter().filter(|link| link.is_open(now) && which(link));
        open.map(|link| link.ends_at).max()
    }

    /// Adds a link. Forgets those that ended long ago, and the one that ended first while there
    /// are too many.
    pub(super) fn add(&mut self, link: Link, level: SecurityLevel, now: Timestamp) {
        self.0.retain(|old| {
            old.over_since(level, now).is_none_or(|over| now.duration_since(over) < REMEMBERED)
        });
        self.0.push(link);
        self.forget_first(RECOVERIES_AT_MOST, level, now, |link| {
            link.purpose == LinkPurpose::Recovery && link.over_since(level, now).is_some()
        });
        self.forget_first(AT_MOST, level, now, |_| true);
    }

    /// Forgets the one of these links that ended first, until there are at most so many of them, or
    /// none that has ended.
    fn forget_first(
        &mut self,
        at_most: usize,
        level: SecurityLevel,
        now: Timestamp,
        which: impl Fn(&Link) -> bool,
    ) {
        while self.0.iter().filter(|link| which(link)).count() > at_most {
            let links = self.0.iter().enumerate().filter(|(_, link)| which(link));
            let over =
                links.filter_map(|(place, link)| Some((link.over_since(level, now)?, place)));
            let Some((_, place)) = over.min() else { return };
            self.0.remove(place);
        }
    }

    /// Ends these links; see [`Link::end`] for those that were ended before.
    pub(super) fn end(&mut self, why: EndedWhy, now: Timestamp, which: impl Fn(&Link) -> bool) {
        for link in self.0.iter_mut().filter(|link| which(link)) {
            link.end(why, now);
        }
    }

    /// Makes these links lead to another grant.
    pub(super) fn lead_to(&mut self, grant: GrantId, which: impl Fn(&Link) -> bool) {
        for link in self.0.iter_mut().filter(|link| which(link)) {
            link.lead_to(grant);
        }
    }

    /// Notes an opening. Returns false where one was noted a moment ago.
    pub(super) fn note_opened(&mut self, id: LinkId, now: Timestamp) -> bool {
        self.find_mut(id).is_ok_and(|link| link.note_opened(now))
    }

    /// Notes that a PIN was asked for through the link. Returns false where that was noted lately.
    ///
    /// # Errors
    /// [`Refusal::UnknownLink`].
    pub(super) fn note_pin_request(&mut self, id: LinkId, now: Timestamp) -> Result<bool, Refusal> {
        Ok(self.find_mut(id)?.note_pin_request(now))
    }

    /// Notes that the client is stuck at the link. Returns false where that was noted lately.
    ///
    /// # Errors
    /// [`Refusal::UnknownLink`].
    pub(super) fn note_stuck(&mut self, id: LinkId, now: Timestamp) -> Result<bool, Refusal> {
        Ok(self.find_mut(id)?.note_stuck(now))
    }

    /// Notes a number that was typed on the link.
    ///
    /// # Errors
    /// [`Refusal::UnknownLink`], [`Refusal::TooManyNumbers`].
    pub(super) fn note_number(
        &mut self,
        id: LinkId,
        mark: NumberMark,
        right: bool,
        now: Timestamp,
    ) -> Result<Noted, Refusal> {
        self.find_mut(id)?.note_number(mark, right, now)
    }

    /// Forgets every number that was typed.
    pub(super) fn forget_numbers(&mut self) {
        self.0.iter_mut().for_each(Link::forget_numbers);
    }

    /// Notes that every reminder of the link whose day has come was given.
    pub(super) fn note_reminders(&mut self, id: LinkId, now: Timestamp) {
        if let Ok(link) = self.find_mut(id) {
            link.note_reminders(now);
        }
    }

    /// Notes every expiry that is due, and returns the links.
    pub(super) fn note_expiries(&mut self, level: SecurityLevel, now: Timestamp) -> Vec<LinkId> {
        let links = self.0.iter_mut();
        links.filter_map(|link| link.note_expiry(level, now).then_some(link.id)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::messaging::PinRoute;

    const NOW: Timestamp = Timestamp::UNIX_EPOCH;
    const LOW: SecurityLevel = SecurityLevel::Low;

    fn id(number: usize) -> LinkId {
        LinkId(uuid::Uuid::from_u128(number.try_into().unwrap()))
    }

    fn days(count: i64) -> SignedDuration {
        SignedDuration::from_hours(24 * count)
    }

    fn invitation(number: usize) -> Link {
        let ends_at = NOW + days(14);
        Link::invitation(id(number), GrantId::Portal, PinRoute::BY_ADVISER, NOW, ends_at)
    }

    fn links(count: usize) -> Links {
        let mut links = Links::default();
        (0..count).for_each(|number| links.add(invitation(number), LOW, NOW));
        links
    }

    #[test]
    fn the_first_that_ended_is_forgotten_when_there_are_too_many() {
        let mut links = links(AT_MOST);
        links.end(EndedWhy::Superseded, NOW + days(2), |link| link.id == id(7));
        links.end(EndedWhy::Superseded, NOW + days(1), |link| link.id == id(9));
        links.add(invitation(AT_MOST), LOW, NOW + days(3));
        assert_eq!(links.all().len(), AT_MOST);
        assert_eq!(links.find(id(9)), Err(Refusal::UnknownLink));
        assert!(links.find(id(7)).is_ok());
    }

    #[test]
    fn no_link_that_still_leads_on_is_forgotten() {
        assert_eq!(links(AT_MOST + 5).all().len(), AT_MOST + 5);
    }

    #[test]
    fn a_link_is_forgotten_ninety_days_past_its_end() {
        let mut links = links(1);
        let ended = NOW + days(14);
        links.add(invitation(1), LOW, ended + REMEMBERED - SignedDuration::from_secs(1));
        assert!(links.find(id(0)).is_ok());
        links.add(invitation(2), LOW, ended + REMEMBERED);
        assert_eq!(links.find(id(0)), Err(Refusal::UnknownLink));
        // A password makes an invitation an address, which has no end by date.
        links.add(invitation(3), SecurityLevel::High, ended + REMEMBERED + REMEMBERED);
        assert!(links.find(id(2)).is_ok());
    }

    #[test]
    fn ten_recovery_links_that_have_ended_are_remembered() {
        let mut links = links(1);
        for number in 1..=20 {
            let now = NOW + SignedDuration::from_mins(i64::try_from(number).unwrap());
            links.end(EndedWhy::Superseded, now, |link| link.purpose == LinkPurpose::Recovery);
            let recovery = Link::recovery(id(number), GrantId::Portal, now, now + days(1));
            links.add(recovery, LOW, now);
        }
        let kept: Vec<_> = links.all().iter().map(|link| link.id).collect();
        let last = (10..=20).map(id);
        assert_eq!(kept, std::iter::once(id(0)).chain(last).collect::<Vec<_>>());
    }

    #[test]
    fn a_link_ends_once() {
        let mut links = links(2);
        links.end(EndedWhy::Superseded, NOW, |link| link.id == id(0));
        links.end(EndedWhy::Revoked, NOW, |_| true);
        let why = |number| links.find(id(number)).unwrap().ended.map(|ended| ended.why);
        assert_eq!(why(0), Some(EndedWhy::Superseded));
        assert_eq!(why(1), Some(EndedWhy::Revoked));
        assert!(links.was_ended(id(0)) && !links.was_ended(id(5)));
    }

    #[test]
    fn an_expiry_is_noted_once() {
        let mut links = links(2);
        assert_eq!(links.note_expiries(LOW, NOW), []);
        assert_eq!(links.note_expiries(LOW, NOW + days(14)), [id(0), id(1)]);
        assert_eq!(links.note_expiries(LOW, NOW + days(15)), []);
    }

    #[test]
    fn the_last_mail_and_the_last_end_are_of_the_chosen_links() {
        let mut links = links(1);
        let later = NOW + days(1);
        links.add(Link::recovery(id(1), GrantId::Portal, later, later + days(1)), LOW, later);
        assert_eq!(links.last_mailed(|_| true), Some(later));
        assert_eq!(links.last_mailed(|link| link.invites_to(GrantId::Portal)), Some(NOW));
        links.note_mailed_again(id(0), later + days(1));
        assert_eq!(links.last_mailed(|_| true), Some(later + days(1)));
        assert_eq!(links.last_end(later, |_| true), Some(NOW + days(14)));
        assert_eq!(links.last_end(NOW + days(14), |_| true), None);
    }
}
