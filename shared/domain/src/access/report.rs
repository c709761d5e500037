//! What the providers tell of the client's messages, and the addresses that nothing more is sent to.

use super::{Access, Refusal, Verdict};
use crate::messaging::{Bounce, Notice, Report, SmsFailure, Unreachable};
use crate::timeline::{AccessEvent, MessageEvent};
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

impl Address {
    fn is_same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Email(one), Self::Email(two)) => one.unique() == two.unique(),
            (Self::Mobile(one), Self::Mobile(two)) => one == two,
            (Self::Email(_), Self::Mobile(_)) | (Self::Mobile(_), Self::Email(_)) => false,
        }
    }
}

impl Access {
    /// Notes what became of a message that went to the client. The adviser is told where it keeps
    /// the client from something: not of an address that was corrected meanwhile, nor when nothing
    /// is left to reach.
    pub fn note_report(&mut self, template: &str, report: Report, now: Timestamp) -> Verdict<()> {
        let noted = Verdict::granted(()).event(MessageEvent::reported(template, &report));
        match report {
            Report::EmailDelivered | Report::EmailDelayed | Report::SmsDelivered => noted,
            Report::EmailBounced { bounce, address } => {
                let address = Address::Email(address);
                let noted = self.not_reached(noted, &address, Notice::EmailBounced, now);
                match bounce {
                    Bounce::Permanent => self.give_up(address, Unreachable::Bounced, now),
                    Bounce::Transient => {}
                }
                noted
            }
            Report::Refused { .. } => self.not_taken(noted, Notice::EmailBounced, now),
            Report::EmailComplained { address } => {
                let address = Address::Email(address);
                let noted = self.not_reached(noted, &address, Notice::EmailComplained, now);
                self.give_up(address, Unreachable::Complained, now);
                noted
            }
            Report::SmsFailed { reason, number } => {
                let number = Address::Mobile(number);
                let noted = self.not_reached(noted, &number, Notice::SmsFailed, now);
                match reason {
                    SmsFailure::OptedOut => self.give_up(number, Unreachable::OptedOut, now),
                    SmsFailure::Unreachable
                    | SmsFailure::InvalidNumber
                    | SmsFailure::Blocked
                    | SmsFailure::NumberLimit
                    | SmsFailure::FirmLimit
                    | SmsFailure::CountryNotAllowed
                    | SmsFailure::SpendLimit
                    | SmsFailure::NotSetUp
                    | SmsFailure::Other => {}
                }
                noted
            }
        }
    }

    fn not_reached(
        &mut self,
        noted: Verdict<()>,
        address: &Address,
        notice: Notice,
        now: Timestamp,
    ) -> Verdict<()> {
        let on_record = match address {
            Address::Email(_) => {
                self.login.as_ref().map(|login| Address::Email(login.email.clone()))
            }
            Address::Mobile(_) => self.mobile.clone().map(Address::Mobile),
        };
        match on_record {
            Some(on_record) if on_record.is_same(address) => self.not_taken(noted, notice, now),
            Some(_) | None => noted,
        }
    }

    fn not_taken(&mut self, noted: Verdict<()>, notice: Notice, now: Timestamp) -> Verdict<()> {
        if self.grants.is_empty() {
            return noted;
        }
        self.ask_for_help(noted, notice, now)
    }

    /// Staff say that an address is good after all: it is written to again.
    pub fn trust_address(&mut self, address: &Address) -> Verdict<()> {
        let before = self.given_up.len();
        self.given_up.retain(|given_up| !given_up.address.is_same(address));
        if self.given_up.len() == before {
            return Verdict::granted(());
        }
        Verdict::granted(()).event(AccessEvent::AddressTrusted)
    }

    /// The addresses that nothing more is sent to.
    #[must_use]
    pub fn given_up(&self) -> &[GivenUp] {
        &self.given_up
    }

    /// Why the sign-in e-mail takes nothing from us, if so.
    #[must_use]
    pub fn unreachable_email(&self) -> Option<Unreachable> {
        let login = self.login.as_ref()?;
        self.why_unreachable(&Address::Email(login.email.clone()))
    }

    /// Why the mobile takes nothing from us, if so.
    #[must_use]
    pub fn unreachable_mobile(&self) -> Option<Unreachable> {
        let mobile = self.mobile.as_ref()?;
        self.why_unreachable(&Address::Mobile(mobile.clone()))
    }

    /// Refuses to mail what cannot arrive.
    ///
    /// # Errors
    /// [`Refusal::Unreachable`].
    pub(super) fn may_mail(&self, email: &Email) -> Result<(), Refusal> {
        match self.why_unreachable(&Address::Email(email.clone())) {
            None => Ok(()),
            Some(why) => Err(Refusal::Unreachable(why)),
        }
    }

    fn why_unreachable(&self, address: &Address) -> Option<Unreachable> {
        let mut given_up = self.given_up.iter();
        given_up.find(|given_up| given_up.address.is_same(address)).map(|given_up| given_up.why)
    }

    fn give_up(&mut self, address: Address, why: Unreachable, now: Timestamp) {
        self.given_up.retain(|given_up| !given_up.address.is_same(&address));
        self.given_up.push(GivenUp { address, why, at: now });
        if self.given_up.len() > AT_MOST {
            self.given_up.remove(0);
        }
    }
}
