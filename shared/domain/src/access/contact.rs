//! Changes to the record that bear on access: the mobile and the sign-in e-mail.

use super::{Access, EndedWhy, FreshPin, LinkPurpose, Refusal, Standing, Verdict};
use crate::firms::AccessRules;
use crate::messaging::Message;
use crate::timeline::{AccessEvent, LoginEvent};
use crate::values::{Email, Mobile};
use jiff::Timestamp;

impl Access {
    /// Changes or removes the mobile: every live PIN and confirmation is void, a fresh PIN is made
    /// and not sent, the client is told by e-mail. Open invitations go on with it. A first mobile
    /// is only added: the PIN that the adviser may have passed on stays good.
    pub fn change_mobile(
        &mut self,
        mobile: Option<Mobile>,
        fresh: FreshPin,
        rules: &AccessRules,
        now: Timestamp,
    ) -> Verdict<()> {
        if self.mobile == mobile {
            return Verdict::granted(());
        }
        let had_one = self.mobile.is_some();
        self.attention = None;
        self.mobile = mobile;
        if !had_one {
            return Verdict::granted(()).event(AccessEvent::MobileChanged);
        }
        // A PIN that was entered was texted to the old number, too.
        self.set_up = None;
        for link in &mut self.links {
            link.typed.clear();
        }
        let mut verdict = Verdict::granted(()).event(AccessEvent::MobileChanged);
        if self.login.is_some() && self.standing != Standing::Revoked {
            verdict = verdict.send(Message::MobileChanged);
        }
        if self.password.is_some() {
            // A PIN under way was texted to the old number.
            self.void_pin();
            return verdict;
        }
        if self.blocked().is_some() {
            // A new number is no way out of a block.
            return verdict;
        }
        self.make_pin(fresh);
        if let Some(ends_at) = self.open_invitation_ends_at(now) {
            self.start_pin_clock(ends_at, rules, now);
        }
        verdict.event(AccessEvent::PinMade { generation: self.generation })
    }

    /// Corrects the sign-in e-mail: links that went to the wrong address are void, and sending
    /// again is offered.
    pub fn correct_email(&mut self, email: Email, now: Timestamp) -> Verdict<()> {
        let Some(login) = &mut self.login else {
            return Verdict::refused(Refusal::NotInvited);
        };
        if login.email == email {
            return Verdict::granted(());
        }
        let former = std::mem::replace(&mut login.email, email);
        self.attention = None;
        self.void_links_to_former_address(now);
        let corrected = Verdict::granted(()).event(LoginEvent::EmailCorrected);
        if self.password.is_none() {
            // A wrong address may be a stranger's: nothing is sent to it.
            return corrected;
        }
        self.former_email = Some(former);
        corrected.send(Message::EmailChanged)
    }

    pub(super) fn void_links_to_former_address(&mut self, now: Timestamp) {
        let has_password = self.password.is_some();
        // Once a password exists an invitation is only an address; a recovery link is never.
        self.end_links(EndedWhy::Superseded, now, |link| {
            link.purpose == LinkPurpose::Recovery || !has_password
        });
        self.set_up = None;
    }
}
