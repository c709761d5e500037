//! Whatever is done, in whatever order and at whatever time, the invariants of
//! docs/behaviours.md hold.

use super::model::Model;
use super::world::{
    Address, Command, Contact, DEAL, FORM, Guess, Number, ON_RECORD, OTHER_DEAL, PAGE, PORTAL,
    Page, Told, UNKNOWN, WRONG, Word, World,
};
use jiff::SignedDuration;
use proptest::prelude::*;
use proptest::sample::select;
use vestibule_domain::access::{Blocked, Refusal};
use vestibule_domain::firms::{AccessRules, LinkDays, PinMinutes, WelcomeProof};
use vestibule_domain::kernel::{GrantId, LinkId};
use vestibule_domain::messaging::{Bounce, PinDelivery, SmsFailure};

/// A link, counted back from the newest; beyond the oldest: one that was never made.
type Back = usize;

/// A command whose link and date are found when its turn comes.
type Planned = (Back, Move);

#[derive(Debug, Clone, Copy)]
enum Move {
    On(fn(LinkId) -> Command),
    Open(Option<Page>),
    Mobile(Number),
    Pin(Page, Guess),
    Password(Page, Word),
    Do(Command),
    ExpireIn(Option<i64>),
}

fn planned(world: &World, (back, planned): Planned) -> Command {
    let links = world.access.links();
    let link = links.iter().rev().nth(back).map_or(UNKNOWN, |link| link.id);
    match planned {
        Move::On(command) => command(link),
        Move::Open(page) => Command::Open(link, page),
        Move::Mobile(number) => Command::VerifyMobile(link, number),
        Move::Pin(page, guess) => Command::VerifyPin(link, page, guess),
        Move::Password(page, word) => Command::SetPassword(link, page, word),
        Move::Do(command) => command,
        Move::ExpireIn(hours) => {
            Command::SetExpiry(hours.map(|hours| world.now + SignedDuration::from_hours(hours)))
        }
    }
}

fn back() -> impl Strategy<Value = Back> {
    prop_oneof![8 => Just(0_usize), 4 => 1..3_usize, 1 => 3..12_usize]
}

fn page() -> impl Strategy<Value = Page> {
    select(vec![Page('a'), Page('a'), Page('a'), Page('b')])
}

fn grant() -> impl Strategy<Value = GrantId> {
    select(vec![PORTAL, FORM, DEAL, OTHER_DEAL])
}

/// What the holder of a link, or anybody who knows the address, can do.
fn by_client() -> impl Strategy<Value = Move> {
    let guess = prop_oneof![4 => Just(Guess::Wrong), 2 => Just(Guess::Right), 1 => (1..6_u32).prop_map(Guess::Of)];
    let number = select(vec![ON_RECORD, ON_RECORD, Number(2), Number(3), WRONG]);
    prop_oneof![
        1 => proptest::option::of(page()).prop_map(Move::Open),
        3 => number.prop_map(Move::Mobile),
        6 => (page(), guess).prop_map(|(page, guess)| Move::Pin(page, guess)),
        4 => (page(), select(vec![Word('p'), Word('q')])).prop_map(|(page, word)| Move::Password(page, word)),
        2 => Just(Move::On(Command::ForgotFromLink)),
        2 => Just(Move::On(Command::ContinueRecovery)),
        1 => Just(Move::Do(Command::MailRecovery)),
        1 => Just(Move::On(Command::RenewLink)),
        1 => Just(Move::On(Command::RequestPin)),
        1 => Just(Move::On(Command::TellStuck)),
    ]
}

fn by_staff() -> impl Strategy<Value = Move> {
    let delivery = select(vec![
        None,
        Some(PinDelivery::WithInvitation),
        Some(PinDelivery::OnceMobileConfirmed),
        Some(PinDelivery::ByAdviser),
    ]);
    let address = select(vec![Address('a'), Address('a'), Address('b')]);
    let number = select(vec![None, Some(ON_RECORD), Some(Number(2)), Some(Number(3))]);
    prop_oneof![
        8 => (grant(), delivery, address.clone()).prop_map(|(grant, delivery, address)| Move::Do(Command::Invite(grant, delivery, address))),
        2 => Just(Move::Do(Command::RenewPin)),
        1 => Just(Move::Do(Command::RevealPin)),
        1 => Just(Move::Do(Command::Revoke)),
        1 => grant().prop_map(|grant| Move::Do(Command::CancelInvitation(grant))),
        2 => grant().prop_map(|grant| Move::Do(Command::EndGrant(grant))),
        1 => select(vec![None, Some(-1), Some(1), Some(70), Some(600)]).prop_map(Move::ExpireIn),
        2 => number.prop_map(|number| Move::Do(Command::ChangeMobile(number))),
        1 => address.prop_map(|address| Move::Do(Command::CorrectEmail(address))),
        1 => Just(Move::On(Command::CopyLink)),
        2 => Just(Move::Do(Command::SeenByStaff)),
        1 => Just(Move::Do(Command::Helped)),
        1 => Just(Move::Do(Command::Archive)),
        1 => Just(Move::Do(Command::Restore)),
        1 => contact().prop_map(|contact| Move::Do(Command::TrustAddress(contact))),
    ]
}

fn contact() -> impl Strategy<Value = Contact> {
    select(vec![
        Contact::Mail(Address('a')),
        Contact::Mail(Address('b')),
        Contact::Phone(ON_RECORD),
        Contact::Phone(Number(2)),
    ])
}

/// What providers tell.
fn by_provider() -> impl Strategy<Value = Move> {
    let address = select(vec![Address('a'), Address('a'), Address('b')]);
    let number = select(vec![ON_RECORD, ON_RECORD, Number(2)]);
    let bounce = select(vec![Bounce::Permanent, Bounce::Transient]);
    let failure =
        select(vec![SmsFailure::OptedOut, SmsFailure::Unreachable, SmsFailure::NumberLimit]);
    let told = prop_oneof![
        1 => select(vec![Told::Delivered, Told::Delayed, Told::TextDelivered, Told::Refused]),
        2 => (bounce, address.clone()).prop_map(|(bounce, address)| Told::Bounced(bounce, address)),
        1 => address.prop_map(Told::Complained),
        2 => (failure, number).prop_map(|(failure, number)| Told::TextFailed(failure, number)),
    ];
    told.prop_map(|told| Move::Do(Command::NoteReport(told)))
}

fn by_anybody() -> impl Strategy<Value = Move> {
    prop_oneof![
        12 => by_client().boxed(),
        6 => by_staff().boxed(),
        1 => by_provider().boxed(),
    ]
}

fn pause() -> impl Strategy<Value = SignedDuration> {
    let seconds = prop_oneof![
        8 => Just(0_i64),
        4 => 1..59_i64,
        3 => 60..300_i64,
        3 => 600..1000_i64,
        1 => 3_600..90_000_i64,
        1 => select(vec![2 * 3_600_i64, 3 * 86_400, 7 * 86_400]),
        1 => select(vec![15 * 86_400_i64, 100 * 86_400]),
    ];
    seconds.prop_map(SignedDuration::from_secs)
}

fn rules() -> impl Strategy<Value = AccessRules> {
    let pin_minutes = select(vec![None, None, Some(10_u32), Some(120)]);
    let link_days = select(vec![14_u8, 14, 2, 7]);
    let delivery = select(vec![
        PinDelivery::WithInvitation,
        PinDelivery::OnceMobileConfirmed,
        PinDelivery::ByAdviser,
    ]);
    (
        pin_minutes,
        link_days,
        delivery,
        select(vec![WelcomeProof::Pin, WelcomeProof::Pin, WelcomeProof::LinkAlone]),
    )
        .prop_map(|(minutes, days, engagement_pin, welcome_proof)| AccessRules {
            link_days: LinkDays::try_from(days).expect("within bounds"),
            pin_minutes: minutes
                .map(|minutes| PinMinutes::try_from(minutes).expect("within bounds")),
            engagement_pin,
            welcome_proof,
            ..AccessRules::default()
        })
}

fn client() -> impl Strategy<Value = Option<Number>> {
    select(vec![Some(ON_RECORD), Some(ON_RECORD), None])
}

/// How a story begins, so that few steps are spent on getting anywhere.
fn opening() -> impl Strategy<Value = Vec<Move>> {
    let invite = Move::Do(Command::Invite(FORM, None, Address('a')));
    let (enter, set) = (Move::Pin(Page('a'), Guess::Right), Move::Password(Page('a'), Word('p')));
    let wrong = Move::Pin(Page('a'), Guess::Wrong);
    select(vec![
        vec![],
        vec![invite, wrong, wrong, wrong, wrong],
        vec![invite],
        vec![invite, enter],
        vec![invite, enter, set],
        vec![invite, enter, set, Move::Do(Command::RenewPin)],
        vec![invite, enter, set, Move::On(Command::ForgotFromLink)],
        vec![invite, enter, set, Move::On(Command::ForgotFromLink), enter],
        vec![
            invite,
            enter,
            set,
            Move::Do(Command::MailRecovery),
            Move::On(Command::ContinueRecovery),
        ],
    ])
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_invariant_holds_after_every_command(
        number in client(),
        rules in rules(),
        opening in opening(),
        story in proptest::collection::vec((pause(), back(), prop_oneof![6 => by_anybody().boxed(), 1 => Just(Move::Do(Command::KeepDates)).boxed()]), 1..60),
    ) {
        let mut world = World::new(number).ruled_by(rules);
        let mut model = Model::of_new(number);
        let opening = opening.into_iter().map(|next| (SignedDuration::from_secs(1), 0, next));
        for (pause, back, next) in opening.chain(story) {
            world.later(pause);
            let command = planned(&world, (back, next));
            model.step(&mut world, command);
            let looked_at = planned(&world, (back, Move::On(Command::RequestPin)));
            if let Command::RequestPin(link) = looked_at {
                model.right_and_wrong_mobile_look_alike(&world, link);
            }
        }
    }

    /// What ends by its date ends whatever the sweep does: of two clients who live alike, one is
    /// never swept, and neither they nor their advisers are answered otherwise.
    #[test]
    fn keeping_the_dates_changes_no_later_answer(
        number in client(),
        rules in rules(),
        opening in opening(),
        story in proptest::collection::vec((pause(), back(), by_anybody()), 1..60),
        every in 1..4_usize,
    ) {
        let mut swept = World::new(number).ruled_by(rules);
        let mut never = swept.clone();
        let opening = opening.into_iter().map(|next| (SignedDuration::from_secs(1), 0, next));
        for (step, (pause, back, next)) in opening.chain(story).enumerate() {
            swept.later(pause);
            never.later(pause);
            if step % every == 0 {
                let kept = swept.access.keep_dates(swept.now);
                prop_assert!(kept.answer.is_ok());
            }
            let command = planned(&swept, (back, next));
            let (one, other) = (swept.run(command), never.run(command));
            prop_assert_eq!(one, other, "{:?}", command);
            let seen = |world: &World| {
                let links: Vec<_> = world.access.links().iter().map(|link| link.id).collect();
                let page = Some(PAGE);
                let next: Vec<_> =
                    links.iter().map(|link| (world.next(*link), world.next_for(*link, page))).collect();
                let pin = (world.access.pin_sight(world.now), world.access.blocked());
                (links, next, pin, world.access.admission(world.now), world.access.epoch())
            };
            prop_assert_eq!(seen(&swept), seen(&never), "after {:?}", command);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 20, failure_persistence: None, ..ProptestConfig::default() })]

    /// Nobody resets anything, and the whole story is an attack through several links (invariant 1).
    #[test]
    fn a_patient_stranger_with_every_link_gets_a_hundred_answers_at_most(
        rules in rules(),
        active in any::<bool>(),
        story in proptest::collection::vec((pause(), back(), by_client()), 500..700),
    ) {
        let mut world = World::with_mobile().ruled_by(AccessRules { welcome_proof: WelcomeProof::Pin, ..rules });
        let mut model = Model::of_new(Some(ON_RECORD));
        for grant in [PORTAL, FORM, DEAL] {
            model.step(&mut world, Command::Invite(grant, None, Address('a')));
        }
        if active {
            let link = world.newest_link();
            model.step(&mut world, Command::VerifyPin(link, Page('z'), Guess::Right));
            model.step(&mut world, Command::SetPassword(link, Page('z'), Word('z')));
        }
        let before: u32 = model.answers().values().map(|answers| u32::from(*answers)).sum();
        for (pause, back, next) in story {
            world.later(pause.min(SignedDuration::from_hours(5)));
            let next = match next {
                Move::Pin(page, _) | Move::Password(page, _) => Move::Pin(page, Guess::Wrong),
                Move::On(_) | Move::Open(_) | Move::Mobile(_) | Move::Do(_) | Move::ExpireIn(_) => next,
            };
            let command = planned(&world, (back, next));
            model.step(&mut world, command);
        }
        let after: u32 = model.answers().values().map(|answers| u32::from(*answers)).sum();
        prop_assert!(after - before <= 100, "{} answers", after - before);
    }
}

/// Invariant 1 at its bound: one link, the right mobile, and all the time in the world.
#[test]
fn guessing_five_at_a_time_ends_at_a_hundred_until_the_adviser_resets() {
    attack_for_years(5);
}

/// Four wrong ones block nobody; then the PIN is left to expire, and the next one is asked for.
#[test]
fn guessing_four_at_a_time_ends_at_a_hundred_until_the_adviser_resets() {
    attack_for_years(4);
}

fn attack_for_years(at_a_time: usize) {
    let mut world = World::with_mobile();
    let mut model = Model::of_new(Some(ON_RECORD));
    model.step(&mut world, Command::Invite(FORM, None, Address('a')));
    for _reset in 0..2 {
        let mut wrong = 0;
        for _try in 0..40 {
            let link = world.newest_link();
            model.step(&mut world, Command::VerifyMobile(link, ON_RECORD));
            for _guess in 0..at_a_time {
                let answer = model
                    .step(&mut world, Command::VerifyPin(link, Page('a'), Guess::Wrong))
                    .answer;
                wrong += u32::from(matches!(answer, Err(Refusal::PinWrong { .. })));
            }
            // Longer than any wait, and than any link.
            world.days_later(700);
            model.step(&mut world, Command::RenewLink(link));
        }
        assert_eq!(wrong, 100);
        assert_eq!(world.access.blocked(), Some(Blocked::ByAdviser));
        model.step(&mut world, Command::RenewPin);
        assert_eq!(world.access.blocked(), None);
    }
}
