//! Inviting, taking an invitation back, mailing a fresh link.

use super::{
    Access, Blocked, EndedWhy, Link, LinkPurpose, Login, NOTICE_WINDOW, Next, Refusal, Standing,
    Verdict,
};
use crate::firms::{AccessRules, PinDelivery, WelcomeProof};
use crate::kernel::{GrantId, LinkId};
use crate::messaging::{Message, PinTravels};
use crate::timeline::{AccessEvent, LoginEvent};
use crate::values::Email;
use jiff::Timestamp;

use super::FreshPin;

/// What is offered to a client, and how its PIN is to travel if the adviser chose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Offer {
    /// What the invitation opens.
    pub grant: GrantId,
    /// The adviser's choice; the firm's default for this kind of grant when `None`.
    pub delivery: Option<PinDelivery>,
}

/// An invitation to be issued.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invitation {
    /// What is offered.
    pub offer: Offer,
    /// The e-mail it goes to, which becomes the sign-in name.
    pub email: Email,
    /// The identifier of the link to come.
    pub link: LinkId,
}

/// An invitation that was issued.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Invited {
    /// Its link.
    pub link: LinkId,
    /// When the link's time is over.
    pub ends_at: Timestamp,
    /// How the PIN travels.
    pub pin: PinTravels,
    /// The client is blocked for PIN entry: a new PIN is needed before this invitation helps.
    pub blocked: Option<Blocked>,
}

impl Access {
    /// Issues an invitation. `fresh` is used only where no PIN is live or waiting.
    pub fn invite(
        &mut self,
        invitation: Invitation,
        fresh: FreshPin,
        rules: &AccessRules,
        now: Timestamp,
    ) -> Verdict<Invited> {
        let Invitation { offer: Offer { grant, delivery }, email, link } = invitation;
        if self.password.is_some() && self.grants.contains(&grant) {
            return Verdict::refused(Refusal::AlreadyActive);
        }
        if self.archived_at.is_some() {
            return Verdict::refused(Refusal::Archived);
        }
        // Once a password exists, the mail goes to the sign-in name whatever was asked for.
        let to = self.login.as_ref().filter(|_| self.password.is_some());
        if let Err(refusal) = self.may_mail(to.map_or(&email, |login| &login.email)) {
            return Verdict::refused(refusal);
        }
        let pin = self.pin_travels(grant, delivery, rules);
        let ends_at = now + rules.link_days.duration();

        self.attention = None;
        if self.standing == Standing::Revoked {
            // Inviting again starts anew: neither the counts nor the former login's date stay.
            self.reset_guessing();
            self.login = None;
        }
        let corrected = self.standing == Standing::Invited
            && self.login.as_ref().is_some_and(|login| login.email != email);
        if corrected {
            self.void_links_to_former_address(now);
        }
        if self.password.is_none() {
            self.standing = Standing::Invited;
            match &mut self.login {
                Some(login) => login.email = email,
                None => self.login = Some(Login::of(email)),
            }
        }
        self.end_links(EndedWhy::Superseded, now, |old| {
            old.grant == grant && old.purpose == LinkPurpose::Invitation
        });
        self.add_link(Link::new(link, LinkPurpose::Invitation, grant, pin, now, ends_at), now);
        if !self.grants.contains(&grant) {
            self.grants.push(grant);
        }

        let blocked = self.blocked();
        let mut verdict = Verdict::granted(Invited { link, ends_at, pin, blocked });
        if corrected {
            verdict = verdict.event(LoginEvent::EmailCorrected);
        }
        verdict = verdict
            .event(AccessEvent::Invited { grant, link, pin })
            .send(Message::Invitation { link, pin });
        if self.password.is_some() || pin == PinTravels::NotAsked || blocked.is_some() {
            return verdict;
        }
        if self.ensure_pin(fresh, now) {
            verdict = verdict.event(AccessEvent::PinMade { generation: self.generation });
        }
        self.start_pin_clock(ends_at, rules, now);
        if pin == PinTravels::WithInvitation {
            verdict = self.text_pin(verdict, now);
        }
        verdict
    }

    /// Takes an invitation back: its link and the PIN are void.
    pub fn cancel_invitation(&mut self, grant: GrantId, now: Timestamp) -> Verdict<()> {
        if self.password.is_some() || !self.grants.contains(&grant) {
            return Verdict::refused(Refusal::NotInvited);
        }
        self.end_links(EndedWhy::Cancelled, now, |link| link.grant == grant);
        self.void_pin();
        self.set_up = None;
        self.attention = None;
        self.grants.retain(|held| *held != grant);
        if self.grants.is_empty() {
            self.standing = Standing::NotInvited;
        }
        Verdict::granted(()).event(AccessEvent::InvitationCancelled { grant })
    }

    /// Staff copy an open invitation's link, to pass it on where mail fails. It stands on the
    /// timeline; a recovery link is the client's alone.
    pub fn copy_link(&mut self, link: LinkId, now: Timestamp) -> Verdict<LinkId> {
        let found = match self.link(link) {
            Ok(found) if found.purpose == LinkPurpose::Invitation => found,
            Ok(_) | Err(_) => return Verdict::refused(Refusal::UnknownLink),
        };
        let next = self.next(found, None, now);
        if !next.leads_on() {
            return Verdict::refused(Refusal::LinkIsAt(next));
        }
        Verdict::granted(link).event(AccessEvent::LinkCopied { link })
    }

    /// Mails a fresh link in place of an expired or superseded one, to the address on record (X17).
    pub fn renew_link(
        &mut self,
        old: LinkId,
        fresh_link: LinkId,
        fresh: FreshPin,
        rules: &AccessRules,
        now: Timestamp,
    ) -> Verdict<LinkId> {
        let link = match self.link(old) {
            Ok(link) => link.clone(),
            Err(refusal) => return Verdict::refused(refusal),
        };
        match self.next(&link, None, now) {
            Next::Expired | Next::Superseded => {}
            next @ (Next::Mobile | Next::Pin | Next::Password | Next::SignIn | Next::Ended) => {
                return Verdict::refused(Refusal::LinkIsAt(next));
            }
        }
        if link.purpose == LinkPurpose::Recovery {
            let mailed = self.mail_recovery(fresh_link, now).map(|_| fresh_link);
            return if mailed.answer.is_ok() {
                mailed.event(AccessEvent::LinkRenewed { link: fresh_link })
            } else {
                mailed
            };
        }
        let same =
            |other: &&Link| other.grant == link.grant && other.purpose == LinkPurpose::Invitation;
        let newest = self.links.iter().filter(same).map(|other| other.made_at).max();
        if let Some(until) = newest.map(|at| at + NOTICE_WINDOW).filter(|until| now < *until) {
            return Verdict::refused(Refusal::TooSoon { until });
        }
        let pin = self.pin_travels_again(&link, rules);
        let ends_at = now + rules.link_days.duration();
        self.end_links(EndedWhy::Superseded, now, |other| {
            other.grant == link.grant && other.purpose == LinkPurpose::Invitation
        });
        self.add_link(
            Link::new(fresh_link, LinkPurpose::Invitation, link.grant, pin, now, ends_at),
            now,
        );
        let mut verdict = Verdict::granted(fresh_link)
            .event(AccessEvent::LinkRenewed { link: fresh_link })
            .send(Message::Invitation { link: fresh_link, pin });
        if pin != PinTravels::NotAsked && self.blocked().is_none() {
            if self.ensure_pin(fresh, now) {
                verdict = verdict.event(AccessEvent::PinMade { generation: self.generation });
            }
            self.start_pin_clock(ends_at, rules, now);
            if pin == PinTravels::WithInvitation {
                verdict = self.text_pin(verdict, now);
            }
        }
        verdict
    }

    /// As with the link before, as far as the firm's choice and the record still have it so.
    fn pin_travels_again(&self, old: &Link, rules: &AccessRules) -> PinTravels {
        match (old.pin, &self.mobile) {
            (PinTravels::NotAsked, Some(_) | None) => self.pin_travels(old.grant, None, rules),
            (PinTravels::WithInvitation | PinTravels::OnceMobileConfirmed, None) => {
                PinTravels::ByAdviser
            }
            (travels @ (PinTravels::WithInvitation | PinTravels::OnceMobileConfirmed), Some(_))
            | (travels @ (PinTravels::ByAdviser | PinTravels::HasPassword), Some(_) | None) => {
                travels
            }
        }
    }

    fn pin_travels(
        &self,
        grant: GrantId,
        chosen: Option<PinDelivery>,
        rules: &AccessRules,
    ) -> PinTravels {
        if self.password.is_some() {
            return PinTravels::HasPassword;
        }
        let by_default = match grant {
            GrantId::Portal if rules.welcome_proof == WelcomeProof::LinkAlone => {
                return PinTravels::NotAsked;
            }
            GrantId::Portal => rules.portal_pin,
            GrantId::Engagement(_) => rules.engagement_pin,
            GrantId::Deal(_) => rules.deal_pin,
        };
        // Texting is on exactly when a mobile is on the record (P4).
        match (&self.mobile, chosen.unwrap_or(by_default)) {
            (
                None,
                PinDelivery::WithInvitation
                | PinDelivery::OnceMobileConfirmed
                | PinDelivery::ByAdviser,
            )
            | (Some(_), PinDelivery::ByAdviser) => PinTravels::ByAdviser,
            (Some(_), PinDelivery::WithInvitation) => PinTravels::WithInvitation,
            (Some(_), PinDelivery::OnceMobileConfirmed) => PinTravels::OnceMobileConfirmed,
        }
    }
}
