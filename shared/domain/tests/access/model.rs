//! What must hold after every command, kept apart from the code that it watches.

use super::world::{
    Answer, Command, Guess, Number, Outcome, Page, UNKNOWN, WRONG, Word, World, mobile,
};
use jiff::{SignedDuration, Timestamp};
use std::collections::BTreeMap;
use vestibule_domain::access::{
    Admission, LinkPurpose, Next, PinSight, Refusal, SecurityLevel, Standing,
};
use vestibule_domain::event::Event;
use vestibule_domain::ids::LinkId;
use vestibule_domain::message::{Message, Notice, PinTravels};

/// What an onlooker remembers of a client's access.
pub struct Model {
    /// Answers that depended on the PIN, by generation.
    answers: BTreeMap<u32, u8>,
    /// Wrong guesses since the last success or the adviser's last reset.
    wrong: u16,
    /// This generation and all before it are used or void.
    void_up_to: u32,
    /// The right PIN was entered through this link, on this page, good until then.
    proof: Option<(LinkId, Page, Timestamp)>,
    placed: Option<(LinkId, Page, Word)>,
    has_password: bool,
    held: bool,
    superseded: Vec<LinkId>,
    /// The one link that takes a recovery PIN, by generation.
    bound: BTreeMap<u32, LinkId>,
    texted: BTreeMap<u32, Timestamp>,
    typed: Vec<(LinkId, Number)>,
    on_record: Option<Number>,
    expires_at: Option<Timestamp>,
}

impl Model {
    pub fn of_new(on_record: Option<Number>) -> Self {
        Self {
            answers: BTreeMap::new(),
            wrong: 0,
            void_up_to: 0,
            proof: None,
            placed: None,
            has_password: false,
            held: false,
            superseded: Vec::new(),
            bound: BTreeMap::new(),
            texted: BTreeMap::new(),
            typed: Vec::new(),
            on_record,
            expires_at: None,
        }
    }

    pub fn answers(&self) -> &BTreeMap<u32, u8> {
        &self.answers
    }

    /// Runs the command and checks everything.
    pub fn step(&mut self, world: &mut World, command: Command) -> Outcome {
        let before = world.clone();
        let outcome = world.run(command);
        self.watch_generations(&before, world, command, &outcome);
        self.watch_guess(&before, world, command, &outcome);
        self.watch_password(&before, world, command, &outcome);
        self.watch_ends(&before, world, command, &outcome);
        self.watch_links(&before, world, command, &outcome);
        self.watch_texts(world, command, &outcome);
        self.check_state(world);
        outcome
    }

    fn watch_generations(
        &mut self,
        before: &World,
        after: &World,
        command: Command,
        outcome: &Outcome,
    ) {
        let made: Vec<_> = outcome
            .events
            .iter()
            .filter_map(|event| {
                if let Event::PinMade { generation } = event {
                    Some(generation.number())
                } else {
                    None
                }
            })
            .collect();
        if made.is_empty() {
            assert_eq!(before.generation(), after.generation());
        } else {
            assert_eq!(made, [before.generation() + 1], "one new generation, the next");
            assert_eq!(made, [after.generation()]);
            self.void_up_to = self.void_up_to.max(before.generation());
        }
        let recovers_through = match (command, &outcome.answer) {
            (
                Command::ForgotFromLink(link)
                | Command::ContinueRecovery(link)
                | Command::VerifyMobile(link, _),
                _,
            ) => Some(link),
            (_, Ok(Answer::NewPin(renewed))) => renewed.recovery,
            (_, Ok(_) | Err(_)) => None,
        };
        if let (Some(link), [generation], true) = (recovers_through, &made[..], self.has_password) {
            self.bound.insert(*generation, link);
        }
    }

    fn watch_guess(&mut self, before: &World, after: &World, command: Command, outcome: &Outcome) {
        let Command::VerifyPin(link, page, guess) = command else {
            assert_eq!(outcome.compared, None);
            return;
        };
        let Some(generation) = outcome.compared.map(|generation| generation.number()) else {
            assert_eq!(before.access, after.access, "what is not compared changes nothing");
            assert!(outcome.is_silent());
            if let Ok(Answer::Entered(entered)) = &outcome.answer {
                assert_eq!(
                    self.proof,
                    Some((link, page, entered.until)),
                    "the same page gets the same grant again"
                );
                assert!(after.now < entered.until);
            }
            return;
        };
        assert_eq!(generation, before.generation(), "only the newest PIN is compared with");
        assert!(generation > self.void_up_to, "generation {generation} was used or voided");
        assert_eq!(before.access.pin_sight(before.now), PinSight::Live);
        assert_eq!(before.access.blocked(), None);
        match self.bound.get(&generation) {
            Some(bound) => assert_eq!(*bound, link, "a recovery PIN through another link"),
            None => {
                let purpose = before.access.link(link).map(|link| link.purpose);
                assert_eq!(
                    (purpose, self.has_password),
                    (Ok(LinkPurpose::Invitation), false),
                    "an invitation's PIN elsewhere"
                );
            }
        }
        let answers = self.answers.entry(generation).or_default();
        *answers += 1;
        assert!(*answers <= 5, "generation {generation} has answered {answers} times");
        let is_right = match guess {
            Guess::Right => true,
            Guess::Of(digits) => digits == generation,
            Guess::Wrong => false,
        };
        if is_right {
            let Ok(Answer::Entered(entered)) = &outcome.answer else {
                panic!("the right PIN was refused: {outcome:?}")
            };
            assert_eq!(entered.until, after.now + SignedDuration::from_mins(10));
            self.proof = Some((link, page, entered.until));
            self.void_up_to = generation;
            self.wrong = 0;
        } else {
            assert!(matches!(outcome.answer, Err(Refusal::PinWrong { .. })), "{outcome:?}");
            self.wrong += 1;
            assert!(self.wrong <= 100, "{} wrong guesses since the last reset", self.wrong);
        }
    }

    fn watch_password(
        &mut self,
        before: &World,
        after: &World,
        command: Command,
        outcome: &Outcome,
    ) {
        let (Command::SetPassword(link, page, word), Ok(Answer::Placed(placed))) =
            (command, &outcome.answer)
        else {
            return;
        };
        if !placed.newly {
            assert_eq!(
                self.placed,
                Some((link, page, word)),
                "only the very same request is answered again"
            );
            assert_eq!(before.access, after.access);
            return;
        }
        let found = before.access.link(link).expect("it was just used");
        let link_alone = found.pin == PinTravels::NotAsked
            && found.purpose == LinkPurpose::Invitation
            && !self.has_password;
        let proven = self
            .proof
            .is_some_and(|(through, on, until)| through == link && on == page && after.now < until);
        assert!(proven || link_alone, "a password without the proof that the invitation asked for");
        assert!(after.access.epoch() > before.access.epoch());
        assert_eq!(after.access.pin(), None, "a pending PIN outlived the new password");
        self.placed = Some((link, page, word));
        self.proof = None;
        self.has_password = true;
        self.held = false;
        self.wrong = 0;
        self.void_up_to = after.generation();
        for link in after.access.links().iter().filter(|link| link.purpose == LinkPurpose::Recovery)
        {
            assert!(
                link.ended.is_some() || after.now >= link.ends_at,
                "a recovery outlived the new password"
            );
        }
    }

    fn watch_ends(&mut self, before: &World, after: &World, command: Command, outcome: &Outcome) {
        if outcome.answer.is_err() || outcome.events.is_empty() {
            return;
        }
        if command == Command::RevealPin {
            assert_eq!(before.access, after.access, "looking at a PIN changes nothing");
        }
        match command {
            Command::RenewPin => {
                self.wrong = 0;
                self.proof = None;
                self.placed = None;
                self.held = self.has_password;
            }
            Command::Revoke => {
                assert!(after.access.epoch() > before.access.epoch());
                *self = Self {
                    void_up_to: after.generation(),
                    has_password: false,
                    held: false,
                    proof: None,
                    placed: None,
                    wrong: 0,
                    ..self.take()
                };
            }
            Command::CancelInvitation(_) => {
                self.proof = None;
                self.void_up_to = after.generation();
            }
            Command::ChangeMobile(number) => {
                if self.on_record.is_some() {
                    self.proof = None;
                    self.placed = None;
                    self.void_up_to = self.void_up_to.max(before.generation());
                }
                self.on_record = number;
            }
            Command::CorrectEmail(_) => {
                self.proof = None;
                self.placed = None;
            }
            Command::EndGrant(_) if after.access.grants().is_empty() => {
                assert!(after.access.epoch() > before.access.epoch());
                self.void_up_to = after.generation();
            }
            Command::SetExpiry(at) => self.expires_at = at,
            Command::Invite(..) if before.access.standing() == Standing::Revoked => {
                self.expires_at = None
            }
            Command::Open(..)
            | Command::VerifyMobile(..)
            | Command::VerifyPin(..)
            | Command::RequestPin(_)
            | Command::TellStuck(_)
            | Command::SetPassword(..)
            | Command::Invite(..)
            | Command::RenewLink(_)
            | Command::ForgotFromLink(_)
            | Command::MailRecovery
            | Command::ContinueRecovery(_)
            | Command::RevealPin
            | Command::EndGrant(_) => {}
        }
    }

    fn watch_links(&mut self, before: &World, after: &World, command: Command, outcome: &Outcome) {
        if outcome.refusal() == Some(Refusal::UnknownLink) {
            assert_eq!(before.access, after.access);
            assert!(outcome.is_silent());
        }
        if let Command::VerifyMobile(link, number) = command {
            self.typed.push((link, number));
        }
        if let (Command::Invite(grant, ..), Ok(Answer::Invited(_))) = (command, &outcome.answer) {
            let older = before
                .access
                .links()
                .iter()
                .filter(|old| old.grant == grant && old.ended.is_none());
            self.superseded.extend(
                older.filter(|old| old.purpose == LinkPurpose::Invitation).map(|old| old.id),
            );
        }
        for link in after.access.links() {
            let next = after.next(link.id);
            let reachable =
                after.access.grants().contains(&link.grant) && !after.access.is_expired(after.now);
            if !reachable {
                assert_eq!(next, Next::Ended);
            } else if self.superseded.contains(&link.id) && !self.has_password {
                assert_eq!(next, Next::Superseded);
            }
            let gone = matches!(next, Next::Ended | Next::Superseded | Next::Expired);
            for page in ['a', 'b', 'c'].map(Page) {
                let next = after.next_for(link.id, Some(page));
                assert!(
                    !gone || next == after.next(link.id),
                    "a page's secret brought an ended link back"
                );
                let proven = self.proof.is_some_and(|(through, on, until)| {
                    through == link.id && on == page && after.now < until
                });
                assert!(next != Next::Password || proven || link.pin == PinTravels::NotAsked);
            }
        }
    }

    fn watch_texts(&mut self, after: &World, command: Command, outcome: &Outcome) {
        for generation in outcome.texts() {
            assert!(after.access.mobile().is_some(), "a text without a number");
            assert_eq!(generation, after.generation());
            assert_eq!(after.access.pin_sight(after.now), PinSight::Live);
            let last = self.texted.insert(generation, after.now);
            assert!(
                last.is_none_or(
                    |last| after.now.duration_since(last) >= SignedDuration::from_secs(60)
                ),
                "two texts in a minute"
            );
        }
        for message in &outcome.messages {
            let expired = after.access.is_expired(after.now);
            assert!(
                expired || after.access.still_wants(message, after.now),
                "{message:?} is stale at once"
            );
        }
        if let Command::VerifyMobile(_, number) = command
            && after.access.mobile() != Some(&mobile(number))
        {
            assert!(
                outcome
                    .messages
                    .iter()
                    .all(|message| *message == Message::Tell(Notice::WrongMobile)),
                "{outcome:?}"
            );
        }
    }

    fn check_state(&self, world: &World) {
        let access = &world.access;
        let admission = access.admission(world.now);
        assert_eq!(access.security_level() == SecurityLevel::High, self.has_password);
        assert_eq!(access.standing() == Standing::Active, self.has_password);
        assert_eq!(admission == Admission::NoPassword, !self.has_password);
        assert_eq!(access.mobile().cloned(), self.on_record.map(mobile));
        let expired = self.expires_at.is_some_and(|at| world.now >= at);
        assert_eq!(access.is_expired(world.now), expired);
        if access.grants().is_empty() || expired || !self.has_password {
            assert!(!access.admits_sessions(world.now));
            assert!(!matches!(admission, Admission::Welcome { .. }));
        }
        assert!(
            !self.held || !matches!(admission, Admission::Welcome { .. }),
            "a held password signs in"
        );
        if !access.grants().is_empty() {
            assert!(matches!(access.standing(), Standing::Invited | Standing::Active));
        }
        if access.blocked().is_some() {
            assert!(matches!(access.pin_sight(world.now), PinSight::None), "blocked with a PIN");
        }
        if access.standing() == Standing::Revoked {
            assert!(access.grants().is_empty() && !self.has_password);
            assert_ne!(access.pin_sight(world.now), PinSight::Live);
        }
        let stored = serde_json::to_string(access).expect("it is stored as JSON");
        assert_eq!(
            &serde_json::from_str::<vestibule_domain::access::Access>(&stored)
                .expect("it is read again"),
            access
        );
    }

    /// A right and a wrong mobile on this link are answered alike, and so is all that a client does next.
    pub fn right_and_wrong_mobile_look_alike(&self, world: &World, link: LinkId) {
        let Some(right) = self.on_record else { return };
        if self.typed.contains(&(link, right)) || self.typed.contains(&(link, WRONG)) {
            return;
        }
        let (mut one, mut other) = (world.clone(), world.clone());
        assert_eq!(
            one.run(Command::VerifyMobile(link, right)).answer,
            other.run(Command::VerifyMobile(link, WRONG)).answer
        );
        for seen in world.access.links().iter().map(|link| link.id).chain([UNKNOWN]) {
            let looks = [
                Command::Open(seen, Some(Page('a'))),
                Command::VerifyMobile(seen, Number(91)),
                Command::VerifyPin(seen, Page('c'), Guess::Wrong),
                Command::RequestPin(seen),
                Command::TellStuck(seen),
                Command::SetPassword(seen, Page('c'), Word('x')),
                Command::RenewLink(seen),
                Command::ForgotFromLink(seen),
                Command::ContinueRecovery(seen),
            ];
            for look in looks {
                assert_eq!(
                    one.would(look).answer,
                    other.would(look).answer,
                    "{look:?} tells whether the number was right"
                );
            }
        }
    }

    fn take(&mut self) -> Self {
        std::mem::replace(self, Self::of_new(None))
    }
}
