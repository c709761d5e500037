//! One client, one clock, and every command as a value, with stand-ins for all that is secret.

use jiff::{SignedDuration, Timestamp};
use vestibule_domain::access::{
    self, Access, Asked, FreshPin, Invitation, Invited, NewPin, Next, Offer, Opened,
    PasswordPlaced, PinEntered, PinRecord, Recovery, Refusal, Verdict,
};
use vestibule_domain::firms::AccessRules;
use vestibule_domain::kernel::{
    DealId, Digest, EngagementId, Generation, GrantId, LinkId, SealedPin,
};
use vestibule_domain::messaging::{Bounce, Message, Notice, PinDelivery, Report, SmsFailure};
use vestibule_domain::timeline::{AccessEvent, Event};
use vestibule_domain::values::{Email, Mobile};

/// When every story begins.
pub const START: Timestamp = Timestamp::constant(1_767_225_600, 0);
/// A link that was never made.
pub const UNKNOWN: LinkId = LinkId(uuid::Uuid::max());
pub const PORTAL: GrantId = GrantId::Portal;
pub const FORM: GrantId = GrantId::Engagement(EngagementId(uuid::Uuid::from_u128(0xe1)));
pub const DEAL: GrantId = GrantId::Deal(DealId(uuid::Uuid::from_u128(0xd1)));
pub const OTHER_DEAL: GrantId = GrantId::Deal(DealId(uuid::Uuid::from_u128(0xd2)));

/// A mobile, by a number of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Number(pub u8);
/// The mobile that a client begins with, where there is one.
pub const ON_RECORD: Number = Number(1);
/// Never on record.
pub const WRONG: Number = Number(90);

/// A page that made a secret of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Page(pub char);
pub const PAGE: Page = Page('a');
pub const OTHER_PAGE: Page = Page('b');

/// A password that was typed, by a letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Word(pub char);

/// An e-mail address, by a letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Address(pub char);

/// Where a client is written to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Contact {
    Mail(Address),
    Phone(Number),
}

/// What a provider tells of a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Told {
    Delivered,
    Delayed,
    TextDelivered,
    Refused,
    Bounced(Bounce, Address),
    Complained(Address),
    TextFailed(SmsFailure, Number),
}

/// Six digits that were typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Guess {
    /// Those of the newest generation.
    Right,
    /// Those of this generation.
    Of(u32),
    /// Those of none.
    Wrong,
}

/// Every public command.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Command {
    Open(LinkId, Option<Page>),
    VerifyMobile(LinkId, Number),
    VerifyPin(LinkId, Page, Guess),
    RequestPin(LinkId),
    TellStuck(LinkId),
    SetPassword(LinkId, Page, Word),
    Invite(GrantId, Option<PinDelivery>, Address),
    CancelInvitation(GrantId),
    RenewLink(LinkId),
    ForgotFromLink(LinkId),
    MailRecovery,
    ContinueRecovery(LinkId),
    RenewPin,
    RevealPin,
    Revoke,
    EndGrant(GrantId),
    SetExpiry(Option<Timestamp>),
    ChangeMobile(Option<Number>),
    CorrectEmail(Address),
    CopyLink(LinkId),
    SeenByStaff,
    Helped,
    Archive,
    Restore,
    KeepDates,
    NoteReport(Told),
    TrustAddress(Contact),
}

/// What a command granted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    Opened(Opened),
    Asked(Asked),
    Entered(PinEntered),
    Placed(PasswordPlaced),
    Invited(Invited),
    Renewed(LinkId),
    Copied(LinkId),
    Recovery(Recovery),
    NewPin(NewPin),
    Revealed(Generation),
    Done,
}

/// What a command led to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    pub events: Vec<Event>,
    pub messages: Vec<Message>,
    pub answer: Result<Answer, Refusal>,
    /// The generation that a guess was compared with.
    pub compared: Option<Generation>,
}

impl Outcome {
    pub fn texts(&self) -> Vec<u32> {
        let texts = self.messages.iter().filter_map(|message| match message {
            Message::Pin { generation } => Some(generation.number()),
            Message::Invitation { .. }
            | Message::Recovery { .. }
            | Message::PasswordChanged
            | Message::AccessEnded
            | Message::MobileChanged
            | Message::Reminder { .. }
            | Message::EmailChanged
            | Message::Tell(_)
            | Message::Escalate(_) => None,
        });
        texts.collect()
    }

    pub fn tells(&self, notice: Notice) -> bool {
        self.messages.contains(&Message::Tell(notice))
    }

    pub fn escalates(&self, notice: Notice) -> bool {
        self.messages.contains(&Message::Escalate(notice))
    }

    /// The links that are brought to mind.
    pub fn reminders(&self) -> Vec<LinkId> {
        let reminders = self.messages.iter().filter_map(|message| match message {
            Message::Reminder { link, .. } => Some(*link),
            Message::Pin { .. }
            | Message::Invitation { .. }
            | Message::Recovery { .. }
            | Message::PasswordChanged
            | Message::AccessEnded
            | Message::MobileChanged
            | Message::EmailChanged
            | Message::Tell(_)
            | Message::Escalate(_) => None,
        });
        reminders.collect()
    }

    pub fn is_silent(&self) -> bool {
        self.events.is_empty() && self.messages.is_empty()
    }

    pub fn refusal(&self) -> Option<Refusal> {
        self.answer.as_ref().err().copied()
    }
}

#[derive(Debug, Clone)]
pub struct World {
    pub access: Access,
    pub rules: AccessRules,
    pub now: Timestamp,
    /// How many links were named, whether or not they were needed.
    named: u16,
}

impl World {
    pub fn with_mobile() -> Self {
        Self::new(Some(ON_RECORD))
    }

    pub fn without_mobile() -> Self {
        Self::new(None)
    }

    pub fn new(number: Option<Number>) -> Self {
        let access = Access::new(number.map(mobile), pin_of(Generation::FIRST));
        Self { access, rules: AccessRules::default(), now: START, named: 0 }
    }

    pub fn ruled_by(mut self, rules: AccessRules) -> Self {
        self.rules = rules;
        self
    }

    pub fn later(&mut self, time: SignedDuration) {
        self.now += time;
    }

    pub fn minutes_later(&mut self, minutes: i64) {
        self.later(SignedDuration::from_mins(minutes));
    }

    pub fn hours_later(&mut self, hours: i64) {
        self.later(SignedDuration::from_hours(hours));
    }

    pub fn days_later(&mut self, days: i64) {
        self.later(SignedDuration::from_hours(24 * days));
    }

    /// The number of the newest generation.
    pub fn generation(&self) -> u32 {
        self.access.generation_to_come().number() - 1
    }

    pub fn next(&self, link: LinkId) -> Next {
        self.next_for(link, None)
    }

    pub fn next_for(&self, link: LinkId, page: Option<Page>) -> Next {
        let found = self.access.link(link).expect("the link is known");
        self.access.next(found, page.map(digest_of_page).as_ref(), self.now)
    }

    pub fn run(&mut self, command: Command) -> Outcome {
        let (now, rules) = (self.now, self.rules.clone());
        let fresh = pin_of(self.access.generation_to_come());
        let newest = self.generation();
        let new_link = self.name_link();
        let access = &mut self.access;
        match command {
            Command::Open(link, page) => outcome(
                access.open(link, page.map(digest_of_page).as_ref(), now).map(Answer::Opened),
            ),
            Command::VerifyMobile(link, number) => {
                let mark = Digest::new(format!("mark of {}", number.0));
                outcome(
                    access
                        .verify_mobile(link, &mobile(number), mark, fresh, &rules, now)
                        .map(Answer::Asked),
                )
            }
            Command::VerifyPin(link, page, guess) => {
                let generation = access.pin().map(PinRecord::generation);
                let guessed =
                    generation.map(|generation| digest_of_pin(&digits(guess, newest), generation));
                let verdict = access
                    .verify_pin(link, &digest_of_page(page), guessed.as_ref(), now)
                    .map(Answer::Entered);
                // A guess that was compared says so on the timeline, right or wrong.
                let compared = generation.filter(|_| {
                    verdict.events.iter().any(|event| match event {
                        Event::Access(
                            AccessEvent::PinWrong { .. } | AccessEvent::PinVerified { .. },
                        ) => true,
                        Event::Access(_)
                        | Event::Login(_)
                        | Event::Client(_)
                        | Event::Message(_) => false,
                    })
                });
                Outcome { compared, ..outcome(verdict) }
            }
            Command::RequestPin(link) => outcome(access.request_pin(link, now).map(done)),
            Command::TellStuck(link) => outcome(access.tell_stuck(link, now).map(done)),
            Command::SetPassword(link, page, word) => {
                let mark = Digest::new(format!("{word:?} typed on {page:?}"));
                outcome(
                    access
                        .set_password(link, &digest_of_page(page), &mark, &rules, now)
                        .map(Answer::Placed),
                )
            }
            Command::Invite(grant, delivery, address) => {
                let invitation = Invitation {
                    offer: Offer { grant, delivery },
                    email: email(address),
                    link: new_link,
                };
                outcome(access.invite(invitation, fresh, &rules, now).map(Answer::Invited))
            }
            Command::CancelInvitation(grant) => {
                outcome(access.cancel_invitation(grant, now).map(done))
            }
            Command::RenewLink(link) => {
                outcome(access.renew_link(link, new_link, fresh, &rules, now).map(Answer::Renewed))
            }
            Command::ForgotFromLink(link) => {
                outcome(access.forgot_from_link(link, fresh, now).map(Answer::Recovery))
            }
            Command::MailRecovery => {
                outcome(access.mail_recovery(new_link, now).map(Answer::Recovery))
            }
            Command::ContinueRecovery(link) => {
                outcome(access.continue_recovery(link, fresh, now).map(Answer::Recovery))
            }
            Command::RenewPin => {
                outcome(access.renew_pin(fresh, new_link, &rules, now).map(Answer::NewPin))
            }
            Command::RevealPin => {
                outcome(access.reveal_pin(now).map(|pin| Answer::Revealed(pin.generation())))
            }
            Command::Revoke => outcome(access.revoke(&rules, now).map(done)),
            Command::EndGrant(grant) => outcome(access.end_grant(grant, now).map(done)),
            Command::SetExpiry(at) => outcome(access.set_expiry(at, now).map(done)),
            Command::ChangeMobile(number) => {
                outcome(access.change_mobile(number.map(mobile), fresh, &rules, now).map(done))
            }
            Command::CorrectEmail(address) => {
                outcome(access.correct_email(email(address), now).map(done))
            }
            Command::CopyLink(link) => outcome(access.copy_link(link, now).map(Answer::Copied)),
            Command::SeenByStaff => {
                access.seen_by_staff();
                outcome(Verdict::quiet(Ok(Answer::Done)))
            }
            Command::Helped => outcome(access.helped().map(done)),
            Command::Archive => outcome(access.archive(now).map(done)),
            Command::Restore => outcome(access.restore().map(done)),
            Command::KeepDates => outcome(access.keep_dates(now).map(done)),
            Command::NoteReport(told) => {
                outcome(access.note_report("a-template", report(told), now).map(done))
            }
            Command::TrustAddress(at) => outcome(access.trust_address(&contact(at)).map(done)),
        }
    }

    /// Runs a command that must be granted.
    pub fn must(&mut self, command: Command) -> Outcome {
        let outcome = self.run(command);
        assert!(outcome.answer.is_ok(), "{command:?} was refused: {:?}", outcome.answer);
        outcome
    }

    /// What a command would lead to.
    pub fn would(&self, command: Command) -> Outcome {
        self.clone().run(command)
    }

    pub fn newest_link(&self) -> LinkId {
        self.access.links().last().expect("a link was made").id
    }

    pub fn invite(&mut self, grant: GrantId) -> LinkId {
        self.must(Command::Invite(grant, None, Address('a')));
        self.newest_link()
    }

    pub fn invite_at(&mut self, grant: GrantId, address: char) -> LinkId {
        self.must(Command::Invite(grant, None, Address(address)));
        self.newest_link()
    }

    pub fn guess(&mut self, link: LinkId, guess: Guess) -> Outcome {
        self.run(Command::VerifyPin(link, PAGE, guess))
    }

    /// Five wrong guesses, the last of which blocks.
    pub fn block(&mut self, link: LinkId) {
        for left in [4, 3, 2, 1, 0] {
            assert_eq!(self.guess(link, Guess::Wrong).answer, Err(Refusal::PinWrong { left }));
        }
    }

    pub fn enter_pin(&mut self, link: LinkId) {
        self.must(Command::VerifyPin(link, PAGE, Guess::Right));
    }

    pub fn set_password(&mut self, link: LinkId) {
        self.must(Command::SetPassword(link, PAGE, Word('p')));
    }

    /// Invited, PIN entered, password set.
    pub fn activate(&mut self, grant: GrantId) -> LinkId {
        let link = self.invite(grant);
        self.enter_pin(link);
        self.set_password(link);
        link
    }

    fn name_link(&mut self) -> LinkId {
        self.named += 1;
        LinkId(uuid::Uuid::from_u128(u128::from(self.named)))
    }
}

pub fn mobile(number: Number) -> Mobile {
    let text = format!("\"+614910570{:02}\"", number.0);
    serde_json::from_str(&text).expect("a number in E.164")
}

pub fn email(address: Address) -> Email {
    Email::parse(&format!("{}@client.example", address.0)).expect("an address")
}

pub fn contact(contact: Contact) -> access::Address {
    match contact {
        Contact::Mail(address) => access::Address::Email(email(address)),
        Contact::Phone(number) => access::Address::Mobile(mobile(number)),
    }
}

fn report(told: Told) -> Report {
    match told {
        Told::Delivered => Report::EmailDelivered,
        Told::Delayed => Report::EmailDelayed,
        Told::TextDelivered => Report::SmsDelivered,
        Told::Refused => Report::Refused { reason: "a-reason".to_owned() },
        Told::Bounced(bounce, address) => Report::EmailBounced { bounce, address: email(address) },
        Told::Complained(address) => Report::EmailComplained { address: email(address) },
        Told::TextFailed(reason, number) => Report::SmsFailed { reason, number: mobile(number) },
    }
}

fn pin_of(generation: Generation) -> FreshPin {
    let check = digest_of_pin(&digits(Guess::Right, generation.number()), generation);
    FreshPin { sealed: SealedPin(format!("sealed {}", generation.number())), check }
}

fn digits(guess: Guess, newest: u32) -> String {
    match guess {
        Guess::Right => format!("{newest:06}"),
        Guess::Of(generation) => format!("{generation:06}"),
        Guess::Wrong => "999999".to_owned(),
    }
}

fn digest_of_pin(digits: &str, generation: Generation) -> Digest {
    Digest::new(format!("{digits} of {}", generation.number()))
}

fn digest_of_page(page: Page) -> Digest {
    Digest::new(format!("page {}", page.0))
}

fn done((): ()) -> Answer {
    Answer::Done
}

fn outcome(verdict: Verdict<Answer>) -> Outcome {
    Outcome {
        events: verdict.events,
        messages: verdict.messages,
        answer: verdict.answer,
        compared: None,
    }
}
