//! What the providers report of the client's messages, and the addresses that accept nothing.

use super::{Access, Address, Refusal, Verdict};
use crate::messaging::{Bounce, Notice, Report, SmsFailure, Unreachable};
use crate::timeline::{AccessEvent, MessageEvent};
use crate::values::Email;
use jiff::Timestamp;

impl Access {
    /// Notes what became of a message to the client. The adviser is notified where the client misses
    /// something by it: not of an address that was corrected since, nor when nothing is left to
    /// reach.
    pub fn note_report(&mut self, template: &str, report: Report, now: Timestamp) -> Verdict<()> {
        let noted = Verdict::granted(()).event(MessageEvent::reported(template, &report));
        match report {
            Report::EmailDelivered | Report::EmailDelayed | Report::SmsDelivered => noted,
            Report::EmailBounced { bounce, address } => {
                let address = Address::Email(address);
                let noted = self.not_reached(noted, &address, Notice::EmailBounced, now);
                match bounce {
                    Bounce::Permanent => self.reach.give_up(address, Unreachable::Bounced, now),
                    Bounce::Transient => {}
                }
                noted
            }
            Report::Refused { .. } => self.not_taken(noted, Notice::EmailBounced, now),
            Report::EmailComplained { address } => {
                let address = Address::Email(address);
                let noted = self.not_reached(noted, &address, Notice::EmailComplained, now);
                self.reach.give_up(address, Unreachable::Complained, now);
                noted
            }
            Report::SmsFailed { reason, number } => {
                let number = Address::Mobile(number);
                let noted = self.not_reached(noted, &number, Notice::SmsFailed, now);
                match reason {
                    SmsFailure::OptedOut => self.reach.give_up(number, Unreachable::OptedOut, now),
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
            Address::Email(_) => self.sign_in_address(),
            Address::Mobile(_) => self.mobile_address(),
        };
        match on_record {
            Some(on_record) if on_record.is_same(address) => self.not_taken(noted, notice, now),
            Some(_) | None => noted,
        }
    }

    fn not_taken(&mut self, noted: Verdict<()>, notice: Notice, now: Timestamp) -> Verdict<()> {
        if self.grants().is_empty() {
            return noted;
        }
        self.ask_for_help(noted, notice, now)
    }

    /// Staff say that an address is good after all: messages are sent to it again.
    pub fn trust_address(&mut self, address: &Address) -> Verdict<()> {
        if self.reach.trust(address) {
            Verdict::granted(()).event(AccessEvent::AddressTrusted)
        } else {
            Verdict::granted(())
        }
    }

    /// Why the sign-in e-mail accepts nothing from us, if so.
    #[must_use]
    pub fn unreachable_email(&self) -> Option<Unreachable> {
        self.reach.why_unreachable(&self.sign_in_address()?)
    }

    /// Why this e-mail address accepts nothing from us, if so.
    #[must_use]
    pub fn unreachable_at(&self, email: &Email) -> Option<Unreachable> {
        self.reach.why_unreachable(&Address::Email(email.clone()))
    }

    /// Why the mobile accepts nothing from us, if so.
    #[must_use]
    pub fn unreachable_mobile(&self) -> Option<Unreachable> {
        self.reach.why_unreachable(&self.mobile_address()?)
    }

    /// Refuses to mail what cannot arrive.
    ///
    /// # Errors
    /// [`Refusal::Unreachable`].
    pub(super) fn may_mail(&self, email: &Email) -> Result<(), Refusal> {
        match self.unreachable_at(email) {
            None => Ok(()),
            Some(why) => Err(Refusal::Unreachable(why)),
        }
    }

    fn sign_in_address(&self) -> Option<Address> {
        self.login().map(|login| Address::Email(login.email.clone()))
    }

    fn mobile_address(&self) -> Option<Address> {
        self.mobile().cloned().map(Address::Mobile)
    }
}
