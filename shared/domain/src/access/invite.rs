//! Inviting, cancelling an invitation, mailing a fresh link.

use super::{
    Access, Blocked, EndedWhy, FreshPin, Link, LinkPurpose, NOTICE_WINDOW, Next, Refusal, Standing,
    Verdict,
};
use crate::firms::AccessRules;
use crate::kernel::{GrantId, LinkId};
use crate::messaging::{Message, PinDelivery, PinRoute};
use crate::timeline::{AccessEvent, LoginEvent};
use crate::values::Email;
use jiff::{SignedDuration, Timestamp};

/// A link that ends sooner is not mailed again: a fresh one takes its place.
const LEAST_LEFT: SignedDuration = SignedDuration::from_hours(1);

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
    /// When the link expires.
    pub ends_at: Timestamp,
    /// How the PIN travels.
    pub pin: PinRoute,
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
        if let Err(refusal) =
            self.account.may_be_invited(grant).and_then(|()| self.may_mail(self.mailed_to(&email)))
        {
            return Verdict::refused(refusal);
        }
        let pin = self.pin_route(grant, delivery, rules);
        let ends_at = now + rules.link_days.duration();

        self.unstick();
        let standing = self.standing();
        let readdressed = self.login().is_some_and(|login| login.email != email);
        let corrected = standing == Standing::Invited && readdressed;
        if standing == Standing::Revoked {
            // The counts of the access that was revoked do not stay.
            self.pins.reset_guessing();
        }
        if corrected {
            self.void_links_to_former_address(now);
        }
        self.account.invite(email, grant);
        self.supersede_invitations(grant, now);
        self.add_link(Link::invitation(link, grant, pin, now, ends_at), now);

        let blocked = self.blocked();
        let mut verdict = Verdict::granted(Invited { link, ends_at, pin, blocked });
        if corrected {
            verdict = verdict.event(LoginEvent::EmailCorrected);
        }
        verdict = verdict
            .event(AccessEvent::Invited { grant, link, pin })
            .send(Message::Invitation { link, pin });
        if self.account.has_password() || blocked.is_some() {
            return verdict;
        }
        self.ready_pin(verdict, pin, ends_at, fresh, rules, now)
    }

    /// Cancels an invitation: its link and the PIN are void.
    pub fn cancel_invitation(&mut self, grant: GrantId, now: Timestamp) -> Verdict<()> {
        if self.account.has_password() || !self.account.holds(grant) {
            return Verdict::refused(Refusal::NotInvited);
        }
        self.account.remove_grant(grant);
        self.end_links(EndedWhy::Cancelled, now, |link| link.grant == grant);
        self.pins.void();
        self.set_up = None;
        self.unstick();
        Verdict::granted(()).event(AccessEvent::InvitationCancelled { grant })
    }

    /// Staff copy an open invitation's link, to pass it on where mail fails. That is recorded on
    /// the timeline; a recovery link is the client's alone.
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

    /// Mails a link to the address on record, in place of one that leads nowhere and could (X17):
    /// the live one again while there is one, and otherwise a fresh one. The holder of an old link
    /// thus ends no live one, and no set-up under way. Returns the link that is mailed.
    pub fn renew_link(
        &mut self,
        old: LinkId,
        fresh_link: LinkId,
        fresh: FreshPin,
        rules: &AccessRules,
        now: Timestamp,
    ) -> Verdict<LinkId> {
        let old = match self.link(old) {
            Ok(found) => found,
            Err(refusal) => return Verdict::refused(refusal),
        };
        match self.next(old, None, now) {
            Next::Expired | Next::Superseded | Next::Corrected => {}
            next @ (Next::Mobile | Next::Pin | Next::Password | Next::SignIn | Next::Ended) => {
                return Verdict::refused(Refusal::LinkIsAt(next));
            }
        }
        if old.purpose == LinkPurpose::Recovery {
            let mailed = self.mail_recovery_link(fresh_link, now);
            return match mailed.answer {
                Ok(link) => mailed.event(AccessEvent::LinkRenewed { link }),
                Err(_) => mailed,
            };
        }
        let (grant, pin) = (old.grant, self.pin_route_again(old, rules));
        if let Err(refusal) = self.may_mail_link(|other| other.invites_to(grant), now) {
            return Verdict::refused(refusal);
        }
        let live = self.live_link(|other| other.invites_to(grant), now);
        if let Some((link, pin)) = live.map(|live| (live.id, self.pin_route_now(live))) {
            self.links.note_mailed_again(link, now);
            return Verdict::granted(link)
                .event(AccessEvent::LinkRenewed { link })
                .send(Message::Invitation { link, pin });
        }
        let ends_at = now + rules.link_days.duration();
        self.supersede_invitations(grant, now);
        self.add_link(Link::invitation(fresh_link, grant, pin, now, ends_at), now);
        let verdict = Verdict::granted(fresh_link)
            .event(AccessEvent::LinkRenewed { link: fresh_link })
            .send(Message::Invitation { link: fresh_link, pin });
        if self.account.has_password() || self.blocked().is_some() {
            return verdict;
        }
        self.ready_pin(verdict, pin, ends_at, fresh, rules, now)
    }

    /// Whether one of these links may be mailed again. A mail to an address that was corrected since
    /// delays none to the right one.
    ///
    /// # Errors
    /// [`Refusal::TooSoon`].
    pub(super) fn may_mail_link(
        &self,
        which: impl Fn(&Link) -> bool,
        now: Timestamp,
    ) -> Result<(), Refusal> {
        let to_the_client = |link: &Link| which(link) && !link.was_misdirected();
        let until = self.links.last_mailed(to_the_client).map(|at| at + NOTICE_WINDOW);
        match until.filter(|until| now < *until) {
            Some(until) => Err(Refusal::TooSoon { until }),
            None => Ok(()),
        }
    }

    /// The newest of these links that leads on, and lasts long enough to be mailed again. One with
    /// a recovery or a set-up under way is live to its end.
    pub(super) fn live_link(&self, which: impl Fn(&Link) -> bool, now: Timestamp) -> Option<&Link> {
        let lasts = |link: &Link| {
            link.is_open(now + LEAST_LEFT)
                || self.pins.recovers_through(link.id, now)
                || self.is_set_up_under_way(link.id, now)
        };
        let mut newest_first = self.links().iter().rev();
        newest_first.find(|link| {
            which(link) && link.is_open(now) && self.leads_on(link, now) && lasts(link)
        })
    }

    /// Makes a PIN where none is live or waiting, starts its clock, and texts it if it travels with
    /// the invitation.
    fn ready_pin<T>(
        &mut self,
        mut verdict: Verdict<T>,
        pin: PinRoute,
        link_ends_at: Timestamp,
        fresh: FreshPin,
        rules: &AccessRules,
        now: Timestamp,
    ) -> Verdict<T> {
        if pin == PinRoute::NotAsked {
            return verdict;
        }
        if let Some(generation) = self.pins.ensure(fresh, now) {
            verdict = verdict.event(AccessEvent::PinMade { generation });
        }
        self.start_pin_clock(link_ends_at, rules, now);
        if pin == PinRoute::WITH_INVITATION { self.text_pin(verdict, now) } else { verdict }
    }

    fn supersede_invitations(&mut self, grant: GrantId, now: Timestamp) {
        self.end_links(EndedWhy::Superseded, now, |old| old.invites_to(grant));
    }

    pub(super) fn add_link(&mut self, link: Link, now: Timestamp) {
        self.links.add(link, self.security_level(), now);
    }

    /// Once a password exists, the mail goes to the sign-in name whatever was asked for.
    fn mailed_to<'a>(&'a self, asked: &'a Email) -> &'a Email {
        let login = self.login().filter(|_| self.account.has_password());
        login.map_or(asked, |login| &login.email)
    }

    /// As with the link before, as far as the firm's choice and the record still have it so.
    fn pin_route_again(&self, old: &Link, rules: &AccessRules) -> PinRoute {
        if self.account.has_password() {
            return PinRoute::HasPassword;
        }
        match old.pin {
            PinRoute::NotAsked => self.pin_route(old.grant, None, rules),
            route @ (PinRoute::HasPassword | PinRoute::Delivered(_)) => route.with(self.mobile()),
        }
    }

    fn pin_route(
        &self,
        grant: GrantId,
        chosen: Option<PinDelivery>,
        rules: &AccessRules,
    ) -> PinRoute {
        if self.account.has_password() {
            return PinRoute::HasPassword;
        }
        // Texting is on exactly when a mobile is on the record (P4).
        match rules.pin_route(grant) {
            PinRoute::Delivered(by_default) => {
                PinRoute::Delivered(chosen.unwrap_or(by_default)).with(self.mobile())
            }
            route @ (PinRoute::NotAsked | PinRoute::HasPassword) => route,
        }
    }
}
