//! Coming in: open the link, prove the mobile, enter the PIN, ask for help.

use super::link::Typed;
use super::{
    Access, Blocked, FreshPin, LinkPurpose, NOTICE_WINDOW, Next, NumberMark, PinRecord, PinUse,
    Refusal, SET_UP_LIFE, SetUp, TEXT_WINDOW, Verdict,
};
use crate::firms::AccessRules;
use crate::kernel::{Digest, GrantId, LinkId};
use crate::messaging::{Message, Notice};
use crate::timeline::{AccessEvent, Event};
use crate::values::Mobile;
use jiff::{SignedDuration, Timestamp};

/// Different numbers that a link takes within a day.
pub const NUMBERS_A_DAY: usize = 5;
const DAY: SignedDuration = SignedDuration::from_hours(24);
/// A link that is opened again within this time leaves no second line on the timeline.
const OPENED_WINDOW: SignedDuration = SignedDuration::from_mins(10);

/// What a page learns from opening a link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opened {
    /// Where the link leads.
    pub next: Next,
    /// What it opens.
    pub grant: GrantId,
    /// What it was mailed for.
    pub purpose: LinkPurpose,
    /// A password is on record, so that the way through a PIN leads to a new one.
    pub has_password: bool,
    /// The PIN to ask for, where the way leads through one.
    pub pin: PinAsked,
}

/// Which PIN a page asks for, and how the client comes by it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PinAsked {
    /// From the second generation on, its letter.
    pub letter: Option<String>,
    /// There is one that this link takes; otherwise it has to be asked for first.
    pub live: bool,
    /// The PIN can be texted: a mobile is on record.
    pub by_text: bool,
    /// Blocked for PIN entry, and how that ends.
    pub blocked: Option<Blocked>,
}

/// What a page learns from typing a mobile: the same whether the number was right or wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// From the second generation on, the letter of the PIN that is asked for.
    pub letter: Option<String>,
    /// When the same number may ask for the text again.
    pub again_at: Timestamp,
}

/// The right PIN was entered: a password may be set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PinEntered {
    /// Until when.
    pub until: Timestamp,
}

impl Access {
    /// Opens a link. Nothing changes but the timeline, however often and by whomever (X1).
    pub fn open(&mut self, link: LinkId, page: Option<&Digest>, now: Timestamp) -> Verdict<Opened> {
        let found = match self.link(link) {
            Ok(found) => found,
            Err(refusal) => return Verdict::refused(refusal),
        };
        let next = self.next(found, page, now);
        let (grant, purpose) = (found.grant, found.purpose);
        let seen_lately = found.opened_at.is_some_and(|at| now.duration_since(at) < OPENED_WINDOW);
        let opened = Verdict::granted(Opened {
            next,
            grant,
            purpose,
            has_password: self.password.is_some() && next.leads_on(),
            pin: self.pin_asked(link, next, now),
        });
        if seen_lately || next == Next::Ended {
            return opened;
        }
        if let Some(found) = self.link_mut(link) {
            found.opened_at = Some(now);
        }
        opened.event(AccessEvent::LinkOpened { link })
    }

    /// Takes the number that was typed. The right one has the PIN texted; a wrong one sends
    /// nothing. The reply is the same, and so is every later one: whatever the number, the same
    /// PIN stands ready afterwards.
    pub fn verify_mobile(
        &mut self,
        link: LinkId,
        typed: &Mobile,
        mark: NumberMark,
        fresh: FreshPin,
        rules: &AccessRules,
        now: Timestamp,
    ) -> Verdict<Asked> {
        if let Err(refusal) = self.at_pin_step(link, now) {
            return Verdict::refused(refusal);
        }
        let Some(on_record) = &self.mobile else {
            return Verdict::refused(Refusal::NoMobile);
        };
        if let Err(refusal) =
            self.may_renew_while_blocked(now).and_then(|()| self.may_replace_texted(link, now))
        {
            return Verdict::refused(refusal);
        }
        let right = typed == on_record;
        let first = match self.note_number(link, mark, right, now) {
            Ok(first) => first,
            Err(refusal) => return Verdict::refused(refusal),
        };
        let asked =
            Asked { letter: self.letter_asked(link, now), again_at: first.asked_at + TEXT_WINDOW };
        let mut verdict = Verdict::granted(asked);
        if first.new {
            verdict = verdict.event(if right {
                Event::Access(AccessEvent::MobileVerified)
            } else {
                Event::Access(AccessEvent::WrongMobileTyped)
            });
        }
        if first.first_wrong {
            verdict = self.ask_for_help(verdict, Notice::WrongMobile, now);
        }
        self.leave_block(now);
        if self.ensure_pin_for(link, fresh, now) {
            verdict = verdict.event(AccessEvent::PinMade { generation: self.generation });
        }
        let unstarted = self.pin.as_ref().is_some_and(|pin| pin.live_until.is_none());
        if let (true, Ok(link)) = (unstarted, self.link(link)) {
            let ends_at = link.ends_at;
            self.start_pin_clock(ends_at, rules, now);
        }
        if right { self.text_pin(verdict, now) } else { verdict }
    }

    /// Takes a guess. `guessed` is the keyed digest of the guess for the generation of the PIN on
    /// record; it is compared only when that PIN is live.
    pub fn verify_pin(
        &mut self,
        link: LinkId,
        page: &Digest,
        guessed: Option<&Digest>,
        now: Timestamp,
    ) -> Verdict<PinEntered> {
        let Ok(found) = self.link(link) else {
            return Verdict::refused(Refusal::UnknownLink);
        };
        // A reply that was lost strands nobody: the same page gets the same grant again.
        if let (Next::Password, Some(until)) =
            (self.next(found, Some(page), now), self.set_up_until(link, page, now))
        {
            return Verdict::granted(PinEntered { until });
        }
        if let Err(refusal) = self.at_pin_step(link, now) {
            return Verdict::refused(refusal);
        }
        if let Some(blocked) = self.blocked() {
            return Verdict::refused(Refusal::PinBlocked(blocked));
        }
        let Some(pin) =
            self.pin.as_ref().filter(|pin| pin.is_live(now) && self.pin_fits(pin.usable_for, link))
        else {
            return Verdict::refused(Refusal::PinNotLive);
        };
        if guessed == Some(&pin.check) {
            let generation = pin.generation;
            let until = now + SET_UP_LIFE;
            self.void_pin();
            self.set_up = Some(SetUp::for_page(link, page.clone(), until));
            self.reset_guessing();
            self.attention = None;
            return Verdict::granted(PinEntered { until })
                .event(AccessEvent::PinVerified { generation });
        }
        let left = self.count_wrong_guess(now);
        let wrong =
            Verdict::refused(Refusal::PinWrong { left }).event(AccessEvent::PinWrong { left });
        if self.blocked().is_none() {
            return wrong;
        }
        self.ask_for_help(wrong.event(AccessEvent::Blocked), Notice::Blocked, now)
    }

    /// "Don't have a PIN?": the adviser is told, at most once in fifteen minutes (P16).
    pub fn request_pin(&mut self, link: LinkId, now: Timestamp) -> Verdict<()> {
        if let Err(refusal) = self.at_pin_step(link, now) {
            return Verdict::refused(refusal);
        }
        let Some(found) = self.link_mut(link) else {
            return Verdict::refused(Refusal::UnknownLink);
        };
        if found.asked_for_pin_at.is_some_and(|at| now.duration_since(at) < NOTICE_WINDOW) {
            return Verdict::granted(());
        }
        found.asked_for_pin_at = Some(now);
        let asked = Verdict::granted(()).event(AccessEvent::PinAskedFor);
        self.ask_for_help(asked, Notice::PinNeeded, now)
    }

    /// "Tell NAME that I'm stuck": from wherever the link leads, at most once in fifteen minutes (X20).
    pub fn tell_stuck(&mut self, link: LinkId, now: Timestamp) -> Verdict<()> {
        let next = match self.link(link) {
            Ok(found) => self.next(found, None, now),
            Err(refusal) => return Verdict::refused(refusal),
        };
        if next == Next::Ended {
            return Verdict::refused(Refusal::LinkIsAt(next));
        }
        let Some(found) = self.link_mut(link) else {
            return Verdict::refused(Refusal::UnknownLink);
        };
        if found.told_stuck_at.is_some_and(|at| now.duration_since(at) < NOTICE_WINDOW) {
            return Verdict::granted(());
        }
        found.told_stuck_at = Some(now);
        self.ask_for_help(Verdict::granted(()).event(AccessEvent::StuckTold), Notice::Stuck, now)
    }

    /// Texts the live PIN, unless that was done within the last minute (P7).
    pub(super) fn text_pin<T>(&mut self, verdict: Verdict<T>, now: Timestamp) -> Verdict<T> {
        let Some(pin) = self.pin.as_mut().filter(|pin| pin.is_live(now)) else { return verdict };
        if pin.texted_at.is_some_and(|at| now.duration_since(at) < TEXT_WINDOW) {
            return verdict;
        }
        pin.texted_at = Some(now);
        let generation = pin.generation;
        verdict
            .event(AccessEvent::PinTextRequested { generation })
            .send(Message::Pin { generation })
    }

    fn at_pin_step(&self, link: LinkId, now: Timestamp) -> Result<(), Refusal> {
        match self.next(self.link(link)?, None, now) {
            Next::Mobile | Next::Pin => Ok(()),
            next @ (Next::Password
            | Next::SignIn
            | Next::Expired
            | Next::Superseded
            | Next::Ended) => Err(Refusal::LinkIsAt(next)),
        }
    }

    fn pin_fits(&self, usable_for: PinUse, link: LinkId) -> bool {
        match usable_for {
            PinUse::Recovery(through) => through == link,
            PinUse::Activation => {
                self.link(link).is_ok_and(|link| link.purpose == LinkPurpose::Invitation)
            }
        }
    }

    fn ensure_pin_for(&mut self, link: LinkId, fresh: FreshPin, now: Timestamp) -> bool {
        if self.password.is_none() {
            return self.ensure_pin(fresh, now);
        }
        let fits = self.recovers_through(link, now);
        if !fits {
            self.make_recovery_pin(fresh, link, now);
        }
        !fits
    }

    /// A link that leads nowhere may be in a stranger's hands: it tells nothing about the PIN.
    fn pin_asked(&self, link: LinkId, next: Next, now: Timestamp) -> PinAsked {
        if !next.leads_on() {
            return PinAsked { letter: None, live: false, by_text: false, blocked: None };
        }
        let live = |pin: &PinRecord| pin.is_live(now) && self.pin_fits(pin.usable_for, link);
        PinAsked {
            letter: self.letter_asked(link, now),
            live: self.pin.as_ref().is_some_and(live),
            by_text: self.mobile.is_some(),
            blocked: self.blocked(),
        }
    }

    /// The letter of the PIN that this link takes, or of the one that will be made on asking.
    fn letter_asked(&self, link: LinkId, now: Timestamp) -> Option<String> {
        let good = |pin: &&PinRecord| {
            (pin.live_until.is_none() || pin.is_live(now)) && self.pin_fits(pin.usable_for, link)
        };
        self.pin
            .as_ref()
            .filter(good)
            .map_or_else(|| self.generation_to_come(), |pin| pin.generation)
            .letter()
    }

    fn note_number(
        &mut self,
        link: LinkId,
        mark: NumberMark,
        right: bool,
        now: Timestamp,
    ) -> Result<Noted, Refusal> {
        let found = self.link_mut(link).ok_or(Refusal::UnknownLink)?;
        found.typed.retain(|typed| now.duration_since(typed.at) < DAY);
        let first_wrong = !right && found.typed.iter().all(|typed| typed.right);
        if let Some(typed) = found.typed.iter_mut().find(|typed| typed.mark == mark) {
            if now.duration_since(typed.at) >= TEXT_WINDOW {
                typed.at = now;
            }
            return Ok(Noted { new: false, first_wrong: false, asked_at: typed.at });
        }
        if found.typed.len() >= NUMBERS_A_DAY {
            let until = found.typed.iter().map(|typed| typed.at).min().unwrap_or(now) + DAY;
            return Err(Refusal::TooManyNumbers { until });
        }
        found.typed.push(Typed { mark, at: now, right });
        Ok(Noted { new: true, first_wrong, asked_at: now })
    }
}

/// What is known of a number that was typed.
struct Noted {
    new: bool,
    first_wrong: bool,
    asked_at: Timestamp,
}
