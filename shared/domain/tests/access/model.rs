//! What must hold after every command, kept apart from the code that it watches.

use super::world::{
    Answer, Command, Contact, Guess, Number, Outcome, Page, Told, UNKNOWN, WRONG, Word, World,
    contact, email, mobile,
};
use jiff::{SignedDuration, Timestamp};
use std::collections::BTreeMap;
use vestibule_domain::access::{
    Access, Admission, Attention, EndedWhy, Help, LinkPurpose, Next, PinSight, Refusal,
    SecurityLevel, Seen, Standing,
};
use vestibule_domain::kernel::LinkId;
use vestibule_domain::messaging::{Bounce, Message, Notice, PinRoute, SmsFailure};
use vestibule_domain::timeline::{AccessEvent, Event, LoginEvent};

const DAY: SignedDuration = SignedDuration::from_hours(24);
const TWO_HOURS: SignedDuration = SignedDuration::from_hours(2);

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
    /// They were mailed to an address that was corrected.
    corrected: Vec<LinkId>,
    /// The one link that takes a recovery PIN, by generation.
    bound: BTreeMap<u32, LinkId>,
    texted: BTreeMap<u32, Timestamp>,
    typed: Vec<(LinkId, Number)>,
    on_record: Option<Number>,
    expires_at: Option<Timestamp>,
    /// The last notification of the adviser, since when it is unread, and whether it still is.
    attention: Option<(Notice, Timestamp, Seen)>,
    given_up: Vec<Contact>,
    opened: Vec<LinkId>,
    /// Once for each reminder.
    reminded: Vec<LinkId>,
    links_noted: Vec<LinkId>,
    pins_noted: Vec<u32>,
    /// The epoch of the newest open sessions, and whether they were refused since.
    sessions: Option<(u32, bool)>,
    /// Of the login's present date.
    end_noted: bool,
    warnings: usize,
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
            corrected: Vec::new(),
            bound: BTreeMap::new(),
            texted: BTreeMap::new(),
            typed: Vec::new(),
            on_record,
            expires_at: None,
            attention: None,
            given_up: Vec::new(),
            opened: Vec::new(),
            reminded: Vec::new(),
            links_noted: Vec::new(),
            pins_noted: Vec::new(),
            sessions: None,
            end_noted: false,
            warnings: 0,
        }
    }

    pub fn answers(&self) -> &BTreeMap<u32, u8> {
        &self.answers
    }

    /// Runs the command and checks everything.
    pub fn step(&mut self, world: &mut World, command: Command) -> Outcome {
        self.watch_sessions(world);
        let before = world.clone();
        let outcome = world.run(command);
        self.watch_sessions(world);
        self.watch_generations(&before, world, command, &outcome);
        self.watch_guess(&before, world, command, &outcome);
        self.watch_password(&before, world, command, &outcome);
        self.watch_ends(&before, world, command, &outcome);
        self.watch_links(&before, world, command, &outcome);
        self.watch_texts(world, command, &outcome);
        self.watch_help(world, command, &outcome);
        self.watch_reports(&before, world, command, &outcome);
        self.watch_dates(&before, world, command, &outcome);
        watch_the_rest(&before, world, command, &outcome);
        check_next_due(world);
        check_stored(world);
        self.check_state(world);
        outcome
    }

    /// Sessions that were refused once are refused for good.
    fn watch_sessions(&mut self, world: &World) {
        let (epoch, admits) = (world.access.epoch(), world.access.admits_sessions(world.now));
        match &mut self.sessions {
            Some((of, refused)) if *of == epoch => {
                assert!(!admits || !*refused, "an ended session came back");
                *refused |= !admits;
            }
            Some(_) | None if admits => self.sessions = Some((epoch, false)),
            Some(_) | None => {}
        }
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
                if let Event::Access(AccessEvent::PinMade { generation }) = event {
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
        let link_alone = found.pin == PinRoute::NotAsked
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
            Command::CopyLink(_)
            | Command::SeenByStaff
            | Command::Helped
            | Command::Archive
            | Command::Restore
            | Command::KeepDates
            | Command::NoteReport(_)
            | Command::TrustAddress(_) => {}
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
        if outcome.events.contains(&Event::Login(LoginEvent::EmailCorrected)) {
            self.corrected.extend(before.access.links().iter().map(|link| link.id));
        }
        self.watch_corrected(before, after, command, outcome);
        if matches!(command, Command::RenewLink(_) | Command::MailRecovery) {
            keeps_live_links(before, after);
        }
        for link in after.access.links() {
            let next = after.next(link.id);
            let reachable =
                after.access.grants().contains(&link.grant) && !after.access.is_expired(after.now);
            if !reachable {
                assert_eq!(next, Next::Ended);
            } else if self.corrected.contains(&link.id) {
                let why = link.ended.expect("it was ended").why;
                let other_end = matches!(why, EndedWhy::Cancelled | EndedWhy::Revoked);
                assert_eq!(next, if other_end { Next::Ended } else { Next::Corrected });
            } else if self.superseded.contains(&link.id) && !self.has_password {
                assert_eq!(next, Next::Superseded);
            }
            let gone = !leads_on(next);
            for page in ['a', 'b', 'c'].map(Page) {
                let next = after.next_for(link.id, Some(page));
                assert!(
                    !gone || next == after.next(link.id),
                    "a page's secret brought an ended link back"
                );
                let proven = self.proof.is_some_and(|(through, on, until)| {
                    through == link.id && on == page && after.now < until
                });
                assert!(next != Next::Password || proven || link.pin == PinRoute::NotAsked);
            }
        }
    }

    /// A link in a former mailbox opens nothing, starts nothing and notifies nobody, in every later
    /// state. It can only have a link mailed to the address on record.
    fn watch_corrected(&self, before: &World, after: &World, command: Command, outcome: &Outcome) {
        let (used, renews) = match command {
            Command::Open(link, _)
            | Command::VerifyMobile(link, _)
            | Command::VerifyPin(link, ..)
            | Command::RequestPin(link)
            | Command::TellStuck(link)
            | Command::SetPassword(link, ..)
            | Command::ForgotFromLink(link)
            | Command::ContinueRecovery(link)
            | Command::CopyLink(link) => (link, false),
            Command::RenewLink(link) => (link, true),
            Command::Invite(..)
            | Command::CancelInvitation(_)
            | Command::MailRecovery
            | Command::RenewPin
            | Command::RevealPin
            | Command::Revoke
            | Command::EndGrant(_)
            | Command::SetExpiry(_)
            | Command::ChangeMobile(_)
            | Command::CorrectEmail(_)
            | Command::SeenByStaff
            | Command::Helped
            | Command::Archive
            | Command::Restore
            | Command::KeepDates
            | Command::NoteReport(_)
            | Command::TrustAddress(_) => return,
        };
        if !self.corrected.contains(&used) {
            return;
        }
        if !renews {
            assert_eq!(before.access, after.access, "{command:?} on a link in a former mailbox");
            assert!(outcome.is_silent(), "{command:?} on a link in a former mailbox: {outcome:?}");
            return;
        }
        for message in &outcome.messages {
            let mailed = match message {
                Message::Invitation { link, .. } | Message::Recovery { link, .. } => Some(*link),
                Message::Pin { .. } => None,
                Message::PasswordChanged
                | Message::AccessEnded
                | Message::MobileChanged
                | Message::EmailChanged
                | Message::Reminder { .. }
                | Message::Tell(_)
                | Message::Escalate(_) => panic!("{message:?} through a link in a former mailbox"),
            };
            assert!(mailed.is_none_or(|link| !self.corrected.contains(&link)));
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
                expired || after.access.still_wants(message, after.now, after.now),
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

    fn watch_help(&mut self, after: &World, command: Command, outcome: &Outcome) {
        let asked: Vec<_> = outcome
            .messages
            .iter()
            .filter_map(|message| match message {
                Message::Tell(notice) if calls_for_help(*notice) => Some(*notice),
                Message::Tell(_)
                | Message::Invitation { .. }
                | Message::Recovery { .. }
                | Message::Pin { .. }
                | Message::PasswordChanged
                | Message::AccessEnded
                | Message::MobileChanged
                | Message::Reminder { .. }
                | Message::EmailChanged
                | Message::Escalate(_) => None,
            })
            .collect();
        match &asked[..] {
            [] if continues(after, command, outcome) => self.attention = None,
            [] => {}
            [notice] => {
                let since = match self.attention {
                    Some((_, since, Seen::Unread)) => since,
                    Some((_, _, Seen::Read | Seen::Escalated)) | None => after.now,
                };
                self.attention = Some((*notice, since, Seen::Unread));
                assert_ne!(after.access.help(), Help::None, "{command:?} was told and forgotten");
            }
            more => panic!("{command:?} told the adviser {more:?}"),
        }
        if let (Command::SeenByStaff, Some((_, _, seen))) = (command, &mut self.attention) {
            *seen = Seen::Read;
        }
        match &mut self.attention {
            Some((notice, since, seen @ Seen::Unread))
                if command == Command::KeepDates && after.now >= *since + TWO_HOURS =>
            {
                *seen = Seen::Escalated;
                assert!(outcome.escalates(*notice), "unread for two hours, and nobody was told");
                assert!(
                    outcome
                        .events
                        .contains(&Event::Access(AccessEvent::Escalated { notice: *notice }))
                );
            }
            Some(_) | None => {
                let escalated = |message: &Message| matches!(message, Message::Escalate(_));
                assert!(!outcome.messages.iter().any(escalated), "{command:?} escalates");
            }
        }
        let kept = after.access.attention().map(|attention| {
            let Attention { notice, since, seen } = attention;
            (*notice, *since, *seen)
        });
        assert_eq!(kept, self.attention, "after {command:?}");
        let blocked = after.access.blocked().is_some();
        match (after.access.help(), self.attention) {
            (Help::None, _) if after.access.grants().is_empty() => {}
            (Help::None, None) => assert!(!blocked, "a block that nobody sees"),
            (Help::Stuck { since, notice }, Some((told, at, _))) => {
                assert_eq!((since, notice, blocked), (at, told, false));
            }
            (Help::Blocked { since }, _) => assert!(blocked && since <= after.now),
            (help @ (Help::None | Help::Stuck { .. }), attention) => {
                panic!("{help:?}, and the adviser was told {attention:?}")
            }
        }
    }

    fn watch_reports(
        &mut self,
        before: &World,
        after: &World,
        command: Command,
        outcome: &Outcome,
    ) {
        let on_record = |access: &vestibule_domain::access::Access, at: Contact| match at {
            Contact::Mail(address) => {
                access.login().is_some_and(|login| login.email == email(address))
            }
            Contact::Phone(number) => access.mobile() == Some(&mobile(number)),
        };
        match command {
            Command::NoteReport(told) => {
                let (about, ends) = match told {
                    Told::Delivered | Told::Delayed | Told::TextDelivered | Told::Refused => {
                        (None, false)
                    }
                    Told::Bounced(bounce, address) => {
                        (Some(Contact::Mail(address)), bounce == Bounce::Permanent)
                    }
                    Told::Complained(address) => (Some(Contact::Mail(address)), true),
                    Told::TextFailed(reason, number) => {
                        (Some(Contact::Phone(number)), reason == SmsFailure::OptedOut)
                    }
                };
                if let (Some(about), true) = (about, ends) {
                    self.given_up.retain(|given_up| *given_up != about);
                    self.given_up.push(about);
                }
                let matters = told == Told::Refused
                    || about.is_some_and(|about| on_record(&before.access, about));
                let reachable = !before.access.grants().is_empty();
                assert_eq!(
                    outcome.messages.len(),
                    usize::from(matters && reachable),
                    "{outcome:?}"
                );
                assert_eq!(
                    outcome.events.len(),
                    1,
                    "a provider's report is recorded on the timeline"
                );
            }
            Command::TrustAddress(at) => {
                let was_given_up = self.given_up.contains(&at);
                self.given_up.retain(|given_up| *given_up != at);
                assert_eq!(
                    outcome.events == [Event::Access(AccessEvent::AddressTrusted)],
                    was_given_up
                );
            }
            Command::Invite(grant, _, address) => {
                let to_login = |at: &&Contact| {
                    matches!(at, Contact::Mail(_)) && on_record(&before.access, **at)
                };
                let given_up = if self.has_password {
                    self.given_up.iter().any(|at| to_login(&at))
                } else {
                    self.given_up.contains(&Contact::Mail(address))
                };
                let repeated = self.has_password && before.access.grants().contains(&grant);
                let archived = before.access.archived_at().is_some();
                assert_eq!(
                    matches!(outcome.answer, Err(Refusal::Unreachable(_))),
                    given_up && !repeated && !archived,
                    "an invitation to an address that takes nothing from us"
                );
                assert_eq!(outcome.answer == Err(Refusal::Archived), archived && !repeated);
            }
            Command::RenewPin => {
                let mails = self.has_password && !before.access.grants().is_empty();
                assert_eq!(
                    matches!(outcome.answer, Err(Refusal::Unreachable(_))),
                    mails && before.access.unreachable_email().is_some(),
                    "a password is held, and the link to a new one arrives nowhere"
                );
            }
            Command::Open(..)
            | Command::VerifyMobile(..)
            | Command::VerifyPin(..)
            | Command::RequestPin(_)
            | Command::TellStuck(_)
            | Command::SetPassword(..)
            | Command::CancelInvitation(_)
            | Command::RenewLink(_)
            | Command::ForgotFromLink(_)
            | Command::MailRecovery
            | Command::ContinueRecovery(_)
            | Command::RevealPin
            | Command::Revoke
            | Command::EndGrant(_)
            | Command::SetExpiry(_)
            | Command::ChangeMobile(_)
            | Command::CorrectEmail(_)
            | Command::CopyLink(_)
            | Command::SeenByStaff
            | Command::Helped
            | Command::Archive
            | Command::Restore
            | Command::KeepDates => {}
        }
        let kept: Vec<_> =
            after.access.given_up().iter().map(|given_up| given_up.address.clone()).collect();
        let wanted: Vec<_> = self.given_up.iter().map(|at| contact(*at)).collect();
        assert_eq!(kept, wanted, "after {command:?}");
        let (mut mail, mut text) = (false, false);
        for at in self.given_up.iter().filter(|at| on_record(&after.access, **at)) {
            match at {
                Contact::Mail(_) => mail = true,
                Contact::Phone(_) => text = true,
            }
        }
        assert_eq!(after.access.unreachable_email().is_some(), mail);
        assert_eq!(after.access.unreachable_mobile().is_some(), text);
    }

    fn watch_dates(&mut self, before: &World, after: &World, command: Command, outcome: &Outcome) {
        if let (Command::Open(link, _), Ok(Answer::Opened(opened))) = (command, &outcome.answer)
            && opened.next != Next::Ended
        {
            self.opened.push(link);
        }
        let new_date = match command {
            Command::SetExpiry(_) => outcome.events == [Event::Login(LoginEvent::ExpiryChanged)],
            Command::Invite(..) => {
                before.access.standing() == Standing::Revoked && outcome.answer.is_ok()
            }
            Command::Open(..)
            | Command::VerifyMobile(..)
            | Command::VerifyPin(..)
            | Command::RequestPin(_)
            | Command::TellStuck(_)
            | Command::SetPassword(..)
            | Command::CancelInvitation(_)
            | Command::RenewLink(_)
            | Command::ForgotFromLink(_)
            | Command::MailRecovery
            | Command::ContinueRecovery(_)
            | Command::RenewPin
            | Command::RevealPin
            | Command::Revoke
            | Command::EndGrant(_)
            | Command::ChangeMobile(_)
            | Command::CorrectEmail(_)
            | Command::CopyLink(_)
            | Command::SeenByStaff
            | Command::Helped
            | Command::Archive
            | Command::Restore
            | Command::KeepDates
            | Command::NoteReport(_)
            | Command::TrustAddress(_) => false,
        };
        if new_date {
            (self.end_noted, self.warnings) = (false, 0);
        }
        let due = outcome.events.iter().filter(|event| is_by_date(event)).count();
        if command != Command::KeepDates {
            assert_eq!(due, 0, "{command:?} keeps dates: {outcome:?}");
            assert!(outcome.reminders().is_empty());
            return;
        }
        keeping_dates_changes_nothing_else(before, after);
        for event in &outcome.events {
            self.watch_date(before, after, event);
        }
        for message in &outcome.messages {
            match message {
                Message::Reminder { link, pin } => self.watch_reminder(before, *link, *pin),
                Message::Tell(Notice::LoginExpiring) | Message::Escalate(_) => {}
                Message::Tell(_)
                | Message::Invitation { .. }
                | Message::Recovery { .. }
                | Message::Pin { .. }
                | Message::PasswordChanged
                | Message::AccessEnded
                | Message::MobileChanged
                | Message::EmailChanged => panic!("a date that passed sends {message:?}"),
            }
        }
        let reminded =
            |event: &&Event| matches!(event, Event::Access(AccessEvent::InvitationReminded { .. }));
        assert_eq!(outcome.events.iter().filter(reminded).count(), outcome.reminders().len());
    }

    fn watch_date(&mut self, before: &World, after: &World, event: &Event) {
        let now = after.now;
        assert!(is_by_date(event), "a date that passed leaves {event:?}");
        if let Event::Access(AccessEvent::LinkExpired { link }) = event {
            let found = before.access.link(*link).expect("it is known");
            assert!(found.ended.is_none() && now >= found.ends_at);
            assert!(!self.links_noted.contains(link), "{link:?} has ended twice");
            self.links_noted.push(*link);
        } else if let Event::Access(AccessEvent::PinExpired { generation }) = event {
            assert_eq!(generation.number(), before.generation());
            assert_eq!(before.access.pin_sight(now), PinSight::Expired);
            assert!(!self.pins_noted.contains(&generation.number()));
            self.pins_noted.push(generation.number());
        } else if *event == Event::Login(LoginEvent::LoginExpired) {
            assert!(after.access.is_expired(now));
            assert!(!self.end_noted, "a login that ends twice by the same date");
            self.end_noted = true;
        } else if let Event::Login(LoginEvent::LoginExpiring { days }) = event {
            let left = self.expires_at.expect("it has a date").duration_since(now);
            assert!(left > SignedDuration::ZERO && left <= DAY * i32::from(*days));
            self.warnings += 1;
            assert!(self.warnings <= 2, "{} warnings of one date", self.warnings);
        }
    }

    fn watch_reminder(&mut self, before: &World, link: LinkId, pin: PinRoute) {
        let found = before.access.link(link).expect("it is known");
        assert_eq!((found.purpose, found.ended), (LinkPurpose::Invitation, None));
        assert!(!self.opened.contains(&link), "it was opened");
        assert!(leads_on(before.next(link)), "it leads to {:?}", before.next(link));
        assert_eq!(before.access.unreachable_email(), None);
        self.reminded.push(link);
        let times = self.reminded.iter().filter(|reminded| **reminded == link).count();
        let day = *[3, 10].get(times - 1).expect("two reminders at most");
        assert!(before.now.duration_since(found.made_at) >= DAY * day, "before day {day}");
        assert_eq!(pin == PinRoute::HasPassword, self.has_password);
        if before.access.mobile().is_none() {
            let texted = [PinRoute::WITH_INVITATION, PinRoute::ONCE_MOBILE_CONFIRMED];
            assert!(!texted.contains(&pin), "a text is promised to nobody");
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
        if !access.grants().is_empty() || self.has_password {
            assert_eq!(access.archived_at(), None, "archived, and something can be reached");
        } else {
            assert_eq!(access.next_due(), None, "nothing is open, and something is due");
        }
        let stored = serde_json::to_string(access).expect("it is stored as JSON");
        assert_eq!(
            stored.contains("expired_pin"),
            access.pin().is_none() && access.pin_sight(world.now) == PinSight::Expired
        );
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
        for hours in [0, 3, 4 * 24] {
            // What the sweep does meanwhile tells nothing either.
            for world in [&mut one, &mut other] {
                world.hours_later(hours);
            }
            if hours > 0 {
                let (one, other) = (one.run(Command::KeepDates), other.run(Command::KeepDates));
                assert_eq!(one.reminders(), other.reminders());
            }
            look_alike(world, &one, &other);
        }
    }

    fn take(&mut self) -> Self {
        std::mem::replace(self, Self::of_new(None))
    }
}

fn look_alike(before: &World, one: &World, other: &World) {
    for seen in before.access.links().iter().map(|link| link.id).chain([UNKNOWN]) {
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

/// Whether the adviser is notified because the client needs help.
fn calls_for_help(notice: Notice) -> bool {
    match notice {
        Notice::PinNeeded
        | Notice::Blocked
        | Notice::WrongMobile
        | Notice::Stuck
        | Notice::EmailBounced
        | Notice::EmailComplained
        | Notice::SmsFailed => true,
        Notice::NewPinRequested
        | Notice::PasswordWaits
        | Notice::FirstSignIn
        | Notice::LoginExpiring => false,
    }
}

/// The client can continue, is helped, or has nothing left to do.
fn continues(after: &World, command: Command, outcome: &Outcome) -> bool {
    let changed = outcome.answer.is_ok() && !outcome.events.is_empty();
    match command {
        Command::VerifyPin(..)
        | Command::SetPassword(..)
        | Command::Invite(..)
        | Command::CancelInvitation(_)
        | Command::RenewPin
        | Command::Revoke
        | Command::ChangeMobile(_)
        | Command::CorrectEmail(_)
        | Command::Helped
        | Command::Archive => changed,
        Command::EndGrant(_) => changed && after.access.grants().is_empty(),
        Command::Open(..)
        | Command::VerifyMobile(..)
        | Command::RequestPin(_)
        | Command::TellStuck(_)
        | Command::RenewLink(_)
        | Command::ForgotFromLink(_)
        | Command::MailRecovery
        | Command::ContinueRecovery(_)
        | Command::RevealPin
        | Command::SetExpiry(_)
        | Command::CopyLink(_)
        | Command::SeenByStaff
        | Command::Restore
        | Command::KeepDates
        | Command::NoteReport(_)
        | Command::TrustAddress(_) => false,
    }
}

/// Lines that only a date can leave.
fn is_by_date(event: &Event) -> bool {
    matches!(
        event,
        Event::Access(AccessEvent::LinkExpired { .. })
            | Event::Access(AccessEvent::PinExpired { .. })
            | Event::Login(LoginEvent::LoginExpired)
            | Event::Login(LoginEvent::LoginExpiring { .. })
            | Event::Access(AccessEvent::InvitationReminded { .. })
            | Event::Access(AccessEvent::Escalated { .. })
    )
}

fn leads_on(next: Next) -> bool {
    match next {
        Next::Mobile | Next::Pin | Next::Password | Next::SignIn => true,
        Next::Expired | Next::Superseded | Next::Corrected | Next::Ended => false,
    }
}

/// What anybody can ask for ends no link that leads on: only one that ends within the hour.
fn keeps_live_links(before: &World, after: &World) {
    let soon = before.now + SignedDuration::from_hours(1);
    for link in before.access.links().iter().filter(|link| link.is_open(soon)) {
        for page in [None, Some(Page('a')), Some(Page('b')), Some(Page('c'))] {
            let next = before.next_for(link.id, page);
            if leads_on(next) {
                assert_eq!(after.next_for(link.id, page), next, "a live link was ended");
            }
        }
    }
}

/// What ends by its date ends whatever is noted of it.
fn keeping_dates_changes_nothing_else(before: &World, after: &World) {
    let seen = |world: &World| {
        let (access, now) = (&world.access, world.now);
        let pages = [None, Some(Page('a')), Some(Page('b')), Some(Page('c'))];
        let links: Vec<_> = access
            .links()
            .iter()
            .map(|link| (link.id, link.ended, pages.map(|page| world.next_for(link.id, page))))
            .collect();
        let standing = (access.standing(), access.security_level(), access.admission(now));
        let sessions = (access.epoch(), access.admits_sessions(now), access.grants().to_vec());
        let pin = (world.generation(), access.pin_sight(now), access.blocked());
        let record = (access.mobile().cloned(), access.login().map(|login| login.expires_at));
        (links, standing, sessions, pin, record)
    };
    assert_eq!(seen(before), seen(after));
    if after.access.pin_sight(after.now) == PinSight::Expired {
        assert_eq!(after.access.pin(), None, "digits outlive their PIN");
    }
    assert!(after.access.next_due().is_none_or(|at| at > after.now), "due for ever");
    let mut again = after.clone();
    assert!(again.run(Command::KeepDates).is_silent());
    assert_eq!(again.access, after.access, "keeping the dates twice");
}

/// No command leads to a combination that reading refuses.
fn check_stored(world: &World) {
    let stored = serde_json::to_value(&world.access).expect("it can be written");
    let read: Access = serde_json::from_value(stored).expect("it can be read");
    assert_eq!(read, world.access);
}

/// Nothing is due before `next_due`, and something is at it.
fn check_next_due(world: &World) {
    let kept_at = |at: Timestamp| {
        let mut kept = world.clone();
        kept.now = at;
        let outcome = kept.run(Command::KeepDates);
        (outcome.is_silent() && kept.access == world.access, outcome)
    };
    let due = world.access.next_due();
    let before = due.map_or(world.now + DAY * 400, |at| at - SignedDuration::from_secs(1));
    if before >= world.now {
        let (idle, outcome) = kept_at(before);
        assert!(idle, "due at {due:?}, and before: {outcome:?}");
    }
    if let Some(at) = due {
        assert!(!kept_at(at.max(world.now)).0, "nothing to do at {at}");
    }
}

fn watch_the_rest(before: &World, after: &World, command: Command, outcome: &Outcome) {
    if let Command::CopyLink(link) = command {
        assert_eq!(before.access, after.access, "copying a link changes nothing");
        assert!(outcome.messages.is_empty());
        let is_invitation =
            before.access.link(link).is_ok_and(|found| found.purpose == LinkPurpose::Invitation);
        let open = is_invitation && leads_on(before.next(link));
        assert_eq!(outcome.events == [Event::Access(AccessEvent::LinkCopied { link })], open);
        assert_eq!(outcome.answer.is_ok(), open);
    }
    if let Command::CorrectEmail(_) = command {
        let told = outcome.messages == [Message::EmailChanged];
        let had_password = before.access.security_level() == SecurityLevel::High;
        assert_eq!(told, had_password && !outcome.events.is_empty());
        let former = before.access.login().map(|login| &login.email);
        assert!(!told || after.access.former_email() == former, "another address is notified");
    }
    if command == Command::SeenByStaff {
        assert!(outcome.is_silent(), "a look leaves no line");
    }
}
