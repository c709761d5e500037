//! Where the client is reached beside the sign-in e-mail, and which addresses accept nothing.

use crate::messaging::{RecoveryMails, Unreachable};
use crate::values::{Email, Mobile};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// An item of the table has room for so many; the oldest is forgotten first.
const AT_MOST: usize = 20;

/// An address of the client.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "address", rename_all = "kebab-case")]
pub enum Address {
    /// An e-mail address.
    Email(Email),
    /// A number for texts.
    Mobile(Mobile),
}

impl Address {
    /// Whether mail or texts to both arrive at the same place.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Email(one), Self::Email(two)) => one.unique() == two.unique(),
            (Self::Mobile(one), Self::Mobile(two)) => one == two,
            (Self::Email(_), Self::Mobile(_)) | (Self::Mobile(_), Self::Email(_)) => false,
        }
    }
}

/// An address that nothing more is sent to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GivenUp {
    /// Which.
    pub address: Address,
    /// Why.
    pub why: Unreachable,
    /// Since when.
    pub at: Timestamp,
}

/// The mobile, the former e-mail, and the addresses that nothing more is sent to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Reach {
    mobile: Option<Mobile>,
    /// The sign-in e-mail before it was corrected: it is notified of that.
    former_email: Option<Email>,
    /// The oldest first, each address once.
    given_up: Vec<GivenUp>,
    /// The recovery mails that anybody could ask for.
    recovery_mails: RecoveryMails,
}

impl Reach {
    pub(super) fn new(mobile: Option<Mobile>) -> Self {
        Self { mobile, ..Self::default() }
    }

    pub(super) fn from_fields(
        mobile: Option<Mobile>,
        former_email: Option<Email>,
        given_up: Vec<GivenUp>,
        recovery_mails: RecoveryMails,
    ) -> Self {
        Self { mobile, former_email, given_up, recovery_mails }
    }

    pub(super) fn recovery_mails(&self) -> &RecoveryMails {
        &self.recovery_mails
    }

    pub(super) fn note_recovery_mail(&mut self, now: Timestamp) {
        self.recovery_mails.note(now);
    }

    pub(super) fn mobile(&self) -> Option<&Mobile> {
        self.mobile.as_ref()
    }

    pub(super) fn former_email(&self) -> Option<&Email> {
        self.former_email.as_ref()
    }

    pub(super) fn given_up(&self) -> &[GivenUp] {
        &self.given_up
    }

    /// Replaces the mobile and returns the former one.
    pub(super) fn replace_mobile(&mut self, mobile: Option<Mobile>) -> Option<Mobile> {
        std::mem::replace(&mut self.mobile, mobile)
    }

    /// Remembers the sign-in e-mail before it was corrected.
    pub(super) fn remember(&mut self, former_email: Email) {
        self.former_email = Some(former_email);
    }

    /// Sends nothing more to an address.
    pub(super) fn give_up(&mut self, address: Address, why: Unreachable, now: Timestamp) {
        self.trust(&address);
        self.given_up.push(GivenUp { address, why, at: now });
        if self.given_up.len() > AT_MOST {
            self.given_up.remove(0);
        }
    }

    /// Sends to an address again. Returns whether it was given up.
    pub(super) fn trust(&mut self, address: &Address) -> bool {
        let before = self.given_up.len();
        self.given_up.retain(|given_up| !given_up.address.is_same(address));
        self.given_up.len() < before
    }

    /// Why nothing more is sent to an address, if so.
    pub(super) fn why_unreachable(&self, address: &Address) -> Option<Unreachable> {
        let mut given_up = self.given_up.iter();
        given_up.find(|given_up| given_up.address.is_same(address)).map(|given_up| given_up.why)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Timestamp = Timestamp::UNIX_EPOCH;

    fn address(name: &str) -> Address {
        Address::Email(Email::parse(&format!("{name}@example.com")).unwrap())
    }

    #[test]
    fn an_address_is_given_up_once_for_the_last_reason() {
        let mut reach = Reach::new(None);
        reach.give_up(address("ada"), Unreachable::Bounced, NOW);
        reach.give_up(address("ADA"), Unreachable::Complained, NOW);
        assert_eq!(reach.given_up().len(), 1);
        assert_eq!(reach.why_unreachable(&address("ada")), Some(Unreachable::Complained));
        assert_eq!((reach.trust(&address("Ada")), reach.trust(&address("ada"))), (true, false));
        assert_eq!(reach.why_unreachable(&address("ada")), None);
    }

    #[test]
    fn the_oldest_of_too_many_is_forgotten() {
        let mut reach = Reach::new(None);
        for number in 0..=AT_MOST {
            reach.give_up(address(&format!("ada{number}")), Unreachable::Bounced, NOW);
        }
        assert_eq!(reach.given_up().len(), AT_MOST);
        assert_eq!(reach.why_unreachable(&address("ada0")), None);
        assert!(reach.why_unreachable(&address("ada1")).is_some());
    }
}
