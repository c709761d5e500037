//! Changes to the record that affect access: the mobile and the sign-in e-mail.

use super::{Access, EndedWhy, FreshPin, Refusal, Standing, Verdict};
use crate::firms::AccessRules;
use crate::messaging::Message;
use crate::timeline::{AccessEvent, LoginEvent};
use crate::values::{Email, Mobile};
use jiff::Timestamp;

impl Access {
    /// Changes or removes the mobile: every live PIN and confirmation is void, a fresh PIN is made
    /// and not sent, the client is notified by e-mail. Open invitations continue with it. A first
    /// mobile is only added: the PIN that the adviser may have passed on stays good.
    pub fn change_mobile(
        &mut self,
        mobile: Option<Mobile>,
        fresh: FreshPin,
        rules: &AccessRules,
        now: Timestamp,
    ) -> Verdict<()> {
        if self.mobile() == mobile.as_ref() {
            return Verdict::granted(());
        }
        self.unstick();
        let mut verdict = Verdict::granted(()).event(AccessEvent::MobileChanged);
        if self.reach.replace_mobile(mobile).is_none() {
            return verdict;
        }
        // A PIN that was entered was texted to the old number, too.
        self.set_up = None;
        self.links.forget_numbers();
        if self.login().is_some() && self.standing() != Standing::Revoked {
            verdict = verdict.send(Message::MobileChanged);
        }
        if self.account.has_password() {
            // A PIN in progress was texted to the old number.
            self.pins.void();
            return verdict;
        }
        if self.blocked().is_some() {
            // A new number does not end a block.
            return verdict;
        }
        let generation = self.pins.make(fresh);
        if let Some(ends_at) = self.open_invitation_ends_at(now) {
            self.start_pin_clock(ends_at, rules, now);
        }
        verdict.event(AccessEvent::PinMade { generation })
    }

    /// Corrects the sign-in e-mail: links that went to the wrong address are void, and sending
    /// again is offered.
    pub fn correct_email(&mut self, email: Email, now: Timestamp) -> Verdict<()> {
        let Some(login) = self.account.login_mut() else {
            return Verdict::refused(Refusal::NotInvited);
        };
        let Some(former) = login.correct_email(email) else {
            return Verdict::granted(());
        };
        self.unstick();
        self.void_links_to_former_address(now);
        let corrected = Verdict::granted(()).event(LoginEvent::EmailCorrected);
        if !self.account.has_password() {
            // A wrong address may be a stranger's: nothing is sent to it.
            return corrected;
        }
        self.reach.remember(former);
        corrected.send(Message::EmailChanged)
    }

    /// Every link was mailed to the address that was wrong: none of them works in any later state.
    pub(super) fn void_links_to_former_address(&mut self, now: Timestamp) {
        self.end_links(EndedWhy::Corrected, now, |_| true);
        self.set_up = None;
    }
}
