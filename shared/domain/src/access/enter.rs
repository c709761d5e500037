//! Coming in: prove the mobile, enter the PIN.

use super::{
    Access, FreshPin, Next, NumberMark, PinRecord, Refusal, SET_UP_LIFE, SetUp, TEXT_WINDOW,
    Verdict,
};
use crate::firms::AccessRules;
use crate::kernel::{Digest, Generation, LinkId};
use crate::messaging::{Message, Notice};
use crate::timeline::{AccessEvent, Event};
use crate::values::Mobile;
use jiff::Timestamp;

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
    /// Takes the number that was typed. The right one has the PIN texted; a wrong one sends
    /// nothing. The reply is the same, and so is every later one: whatever the number, the same
    /// PIN is live afterwards.
    pub fn verify_mobile(
        &mut self,
        link: LinkId,
        typed: &Mobile,
        mark: NumberMark,
        fresh: FreshPin,
        rules: &AccessRules,
        now: Timestamp,
    ) -> Verdict<Asked> {
        let (ends_at, letter) = match self.at_pin_step(link, now) {
            Ok(found) => (found.ends_at, self.letter_asked(found, now)),
            Err(refusal) => return Verdict::refused(refusal),
        };
        let Some(on_record) = self.mobile() else {
            return Verdict::refused(Refusal::NoMobile);
        };
        let right = typed == on_record;
        if let Err(refusal) =
            self.may_renew_while_blocked(now).and_then(|()| self.may_replace_texted(link, now))
        {
            return Verdict::refused(refusal);
        }
        let noted = match self.links.note_number(link, mark, right, now) {
            Ok(noted) => noted,
            Err(refusal) => return Verdict::refused(refusal),
        };
        let mut verdict =
            Verdict::granted(Asked { letter, again_at: noted.asked_at + TEXT_WINDOW });
        if noted.new {
            verdict = verdict.event(if right {
                Event::Access(AccessEvent::MobileVerified)
            } else {
                Event::Access(AccessEvent::WrongMobileTyped)
            });
        }
        if noted.first_wrong {
            verdict = self.ask_for_help(verdict, Notice::WrongMobile, now);
        }
        self.pins.leave_block(now);
        if let Some(generation) = self.ensure_pin_for(link, fresh, now) {
            verdict = verdict.event(AccessEvent::PinMade { generation });
        }
        if self.pin().is_some_and(PinRecord::is_unsent) {
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
        let found = match self.link(link) {
            Ok(found) => found,
            Err(refusal) => return Verdict::refused(refusal),
        };
        // Nobody is stuck because a reply was lost: the same page gets the same grant again.
        if let (Next::Password, Some(until)) =
            (self.next(found, Some(page), now), self.set_up_until(link, page, now))
        {
            return Verdict::granted(PinEntered { until });
        }
        let found = match self.at_pin_step(link, now) {
            Ok(found) => found,
            Err(refusal) => return Verdict::refused(refusal),
        };
        if let Some(blocked) = self.blocked() {
            return Verdict::refused(Refusal::PinBlocked(blocked));
        }
        let Some(pin) = self.pins.live_on(found, now) else {
            return Verdict::refused(Refusal::PinNotLive);
        };
        if pin.is(guessed) {
            let generation = pin.generation();
            let until = now + SET_UP_LIFE;
            self.pins.void();
            self.pins.reset_guessing();
            self.set_up = Some(SetUp::for_page(link, page.clone(), until));
            self.unstick();
            return Verdict::granted(PinEntered { until })
                .event(AccessEvent::PinVerified { generation });
        }
        let left = self.pins.count_wrong(now);
        let wrong =
            Verdict::refused(Refusal::PinWrong { left }).event(AccessEvent::PinWrong { left });
        if self.blocked().is_none() {
            return wrong;
        }
        self.ask_for_help(wrong.event(AccessEvent::Blocked), Notice::Blocked, now)
    }

    /// Starts the clock of the PIN: as long as its link, or as the firm chose.
    pub(super) fn start_pin_clock(
        &mut self,
        link_ends_at: Timestamp,
        rules: &AccessRules,
        now: Timestamp,
    ) {
        self.pins.start_clock((now + rules.pin_life()).min(link_ends_at));
    }

    /// Texts the live PIN, unless that was done within the last minute (P7).
    pub(super) fn text_pin<T>(&mut self, verdict: Verdict<T>, now: Timestamp) -> Verdict<T> {
        match self.pins.note_text(now) {
            None => verdict,
            Some(generation) => verdict
                .event(AccessEvent::PinTextRequested { generation })
                .send(Message::Pin { generation }),
        }
    }

    fn ensure_pin_for(
        &mut self,
        link: LinkId,
        fresh: FreshPin,
        now: Timestamp,
    ) -> Option<Generation> {
        if !self.account.has_password() {
            return self.pins.ensure(fresh, now);
        }
        let fits = self.pins.recovers_through(link, now);
        (!fits).then(|| self.make_recovery_pin(fresh, link, now))
    }
}
