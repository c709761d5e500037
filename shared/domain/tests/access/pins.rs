//! docs/access-rules.md, "PIN", rule by rule.

use super::world::{
    Address, Answer, Command, DEAL, FORM, Guess, Number, ON_RECORD, OTHER_PAGE, PAGE, PORTAL,
    WRONG, Word, World,
};
use jiff::{SignedDuration, Timestamp};
use vestibule_domain::access::{Blocked, Next, PinSight, Refusal, SecurityLevel, Standing};
use vestibule_domain::firms::{AccessRules, LinkDays, PinMinutes};
use vestibule_domain::messaging::{Message, Notice};
use vestibule_domain::timeline::{AccessEvent, Event};

fn pin_lives(minutes: u32) -> AccessRules {
    AccessRules {
        pin_minutes: Some(PinMinutes::try_from(minutes).expect("within bounds")),
        ..AccessRules::default()
    }
}

#[test]
fn p1_a_new_client_has_a_pin_and_a_low_level_and_no_clock_runs() {
    let mut world = World::without_mobile();
    assert_eq!(world.access.security_level(), SecurityLevel::Low);
    assert_eq!(world.access.standing(), Standing::NotInvited);
    world.days_later(1_000);
    assert_eq!(world.access.pin_sight(world.now), PinSight::Unsent);
}

#[test]
fn p2_the_adviser_sees_the_digits_until_they_are_used() {
    let mut world = World::with_mobile();
    assert!(world.run(Command::RevealPin).answer.is_ok(), "before anybody is invited, too");
    let link = world.invite(FORM);
    assert_eq!(world.access.pin().map(|pin| pin.sealed().0.as_str()), Some("sealed 1"));
    let revealed = world.must(Command::RevealPin);
    assert!(
        matches!(revealed.events[..], [Event::Access(AccessEvent::PinRevealed { generation })] if generation.number() == 1)
    );
    world.enter_pin(link);
    assert_eq!(world.run(Command::RevealPin).refusal(), Some(Refusal::NoPin));
    assert_eq!(world.access.pin_sight(world.now), PinSight::None);
    assert_eq!(world.access.pin(), None);
}

#[test]
fn an_invitation_starts_the_clock_and_the_pin_lives_as_long_as_its_link() {
    let mut world = World::without_mobile();
    let link = world.invite(FORM);
    world.later(SignedDuration::from_hours(14 * 24) - SignedDuration::from_secs(1));
    assert_eq!(world.access.pin_sight(world.now), PinSight::Live);
    world.later(SignedDuration::from_secs(1));
    assert_eq!(world.access.pin_sight(world.now), PinSight::Expired);
    assert_eq!(world.next(link), Next::Expired);
}

#[test]
fn the_firm_may_give_the_pin_a_shorter_life_but_not_a_longer_one_than_the_link() {
    let mut world = World::without_mobile().ruled_by(pin_lives(10));
    let link = world.invite(FORM);
    world.minutes_later(10);
    assert_eq!(world.next(link), Next::Pin);
    let guessed = world.guess(link, Guess::Right);
    assert_eq!((guessed.refusal(), guessed.compared), (Some(Refusal::PinNotLive), None));

    let one_day = AccessRules {
        link_days: LinkDays::try_from(1).expect("within bounds"),
        ..pin_lives(30 * 24 * 60)
    };
    assert_eq!(one_day.pin_life(), SignedDuration::from_hours(24));
}

#[test]
fn p7_text_me_the_pin_sends_the_live_one_again_and_voids_nothing() {
    let mut world = World::with_mobile();
    let link = world.invite(DEAL);
    world.minutes_later(1);
    let asked = world.must(Command::VerifyMobile(link, ON_RECORD));
    assert_eq!(asked.texts(), [1]);
    assert_eq!(world.generation(), 1);
}

#[test]
fn asked_again_within_a_minute_nothing_is_sent_and_the_answer_is_the_same() {
    let mut world = World::with_mobile();
    let link = world.invite(FORM);
    let first = world.must(Command::VerifyMobile(link, ON_RECORD));
    world.later(SignedDuration::from_secs(59));
    let again = world.must(Command::VerifyMobile(link, ON_RECORD));
    assert!(again.is_silent());
    assert_eq!(first.answer, again.answer);
    world.later(SignedDuration::from_secs(1));
    assert_eq!(world.must(Command::VerifyMobile(link, ON_RECORD)).texts(), [1]);
}

#[test]
fn a_new_pin_is_made_on_asking_only_where_none_is_live() {
    let mut world = World::with_mobile().ruled_by(pin_lives(10));
    let link = world.invite(FORM);
    world.minutes_later(9);
    assert_eq!(world.must(Command::VerifyMobile(link, ON_RECORD)).texts(), [1]);
    world.minutes_later(1);
    assert_eq!(world.must(Command::VerifyMobile(link, ON_RECORD)).texts(), [2]);
}

#[test]
fn x14_the_first_pin_bears_no_letter_and_every_later_one_does() {
    let mut world = World::with_mobile();
    let link = world.invite(FORM);
    let mut letters = Vec::new();
    for _ in 0..3 {
        let Ok(Answer::Opened(opened)) = world.run(Command::Open(link, None)).answer else {
            panic!("the link opens")
        };
        letters.push(opened.pin.letter);
        world.must(Command::RenewPin);
    }
    assert_eq!(letters, [None, Some("B".to_owned()), Some("C".to_owned())]);
}

#[test]
fn x14_the_page_asks_for_the_letter_of_the_pin_that_is_texted() {
    let mut world = World::with_mobile().ruled_by(pin_lives(10));
    let link = world.invite(FORM);
    world.minutes_later(10);
    let Ok(Answer::Asked(asked)) = world.must(Command::VerifyMobile(link, ON_RECORD)).answer else {
        panic!("asked")
    };
    assert_eq!(asked.letter.as_deref(), Some("B"));
    assert_eq!(world.generation(), 2);
}

#[test]
fn p17_a_newer_pin_voids_all_older_ones() {
    let mut world = World::with_mobile();
    let link = world.invite(FORM);
    world.must(Command::RenewPin);
    world.must(Command::RenewPin);
    for old in [1, 2] {
        assert!(matches!(world.guess(link, Guess::Of(old)).answer, Err(Refusal::PinWrong { .. })));
    }
    assert!(world.guess(link, Guess::Of(3)).answer.is_ok());
}

#[test]
fn p18_five_wrong_guesses_kill_the_pin_block_the_client_and_tell_the_adviser() {
    let mut world = World::with_mobile();
    let link = world.invite(FORM);
    for _ in 0..4 {
        assert!(!world.guess(link, Guess::Wrong).tells(Notice::Blocked));
    }
    let fifth = world.guess(link, Guess::Wrong);
    assert_eq!(
        fifth.events,
        [Event::Access(AccessEvent::PinWrong { left: 0 }), Event::Access(AccessEvent::Blocked)]
    );
    assert_eq!(fifth.messages, [Message::Tell(Notice::Blocked)]);
    let sixth = world.guess(link, Guess::Right);
    assert!(matches!(sixth.answer, Err(Refusal::PinBlocked(_))));
    assert_eq!(sixth.compared, None);
}

#[test]
fn guesses_are_counted_by_client_through_whichever_link() {
    let mut world = World::with_mobile();
    let links = [world.invite(FORM), world.invite(DEAL), world.invite(PORTAL)];
    for place in [0, 1, 2, 0, 1] {
        assert!(matches!(
            world.guess(links[place], Guess::Wrong).answer,
            Err(Refusal::PinWrong { .. })
        ));
    }
    for link in links {
        assert_eq!(world.guess(link, Guess::Right).compared, None);
    }
}

#[test]
fn x5_a_blocked_client_may_have_a_new_pin_texted_after_a_wait_that_doubles_three_times_a_day() {
    let mut world = World::with_mobile();
    let link = world.invite(FORM);
    let mut waits = Vec::new();
    for _ in 0..4 {
        world.block(link);
        let Some(Blocked::Until(until)) = world.access.blocked() else {
            panic!("a wait with an end")
        };
        waits.push(until.duration_since(world.now).as_mins());
        world.now = until - SignedDuration::from_secs(1);
        let early = world.run(Command::VerifyMobile(link, ON_RECORD));
        assert_eq!(early.refusal(), Some(Refusal::PinBlocked(Blocked::Until(until))));
        world.now = until;
        let renewed = world.must(Command::VerifyMobile(link, ON_RECORD));
        assert_eq!(renewed.texts(), [world.generation()]);
    }
    // The fourth comes a day after the first: 15 + 30 + 60 minutes of waiting, then 24 h less 90 min.
    assert_eq!(waits, [15, 30, 60, 24 * 60 - 30 - 60]);
}

#[test]
fn p15_without_a_mobile_only_the_adviser_unblocks() {
    let mut world = World::without_mobile();
    let link = world.invite(FORM);
    world.block(link);
    assert_eq!(world.access.blocked(), Some(Blocked::ByAdviser));
    world.days_later(1);
    assert!(matches!(
        world.guess(link, Guess::Right).answer,
        Err(Refusal::PinBlocked(Blocked::ByAdviser))
    ));
}

#[test]
fn p18_generate_new_pin_always_unblocks() {
    for mut world in [World::with_mobile(), World::without_mobile()] {
        let link = world.invite(FORM);
        world.block(link);
        world.must(Command::RenewPin);
        assert_eq!(world.access.blocked(), None);
        world.enter_pin(link);
    }
}

#[test]
fn a_new_number_is_no_way_out_of_a_block() {
    let mut world = World::with_mobile();
    let link = world.invite(FORM);
    world.block(link);
    let blocked = world.access.blocked();
    world.must(Command::ChangeMobile(Some(Number(2))));
    assert_eq!(world.access.blocked(), blocked);
    assert_eq!(world.access.pin_sight(world.now), PinSight::None);
}

#[test]
fn what_is_not_live_is_answered_without_comparing() {
    let mut world = World::without_mobile();
    let link = world.invite(FORM);
    world.must(Command::CancelInvitation(FORM));
    let again = world.invite(FORM);
    assert_eq!(world.guess(link, Guess::Right).compared, None);
    world.enter_pin(again);
    let used = world.run(Command::VerifyPin(again, OTHER_PAGE, Guess::Right));
    assert_eq!((used.refusal(), used.compared), (Some(Refusal::PinNotLive), None));
}

#[test]
fn the_right_pin_is_exchanged_for_ten_minutes_of_one_page_on_one_link() {
    let mut world = World::with_mobile();
    let (link, other_link) = (world.invite(FORM), world.invite(DEAL));
    world.enter_pin(link);
    assert_eq!(world.next_for(link, Some(PAGE)), Next::Password);
    for (link, page) in [(link, OTHER_PAGE), (other_link, PAGE)] {
        assert_ne!(world.next_for(link, Some(page)), Next::Password);
        let refused = world.run(Command::SetPassword(link, page, Word('p')));
        assert_eq!(refused.refusal(), Some(Refusal::SetUpOver));
    }
    world.minutes_later(10);
    assert_eq!(
        world.run(Command::SetPassword(link, PAGE, Word('p'))).refusal(),
        Some(Refusal::SetUpOver)
    );
}

#[test]
fn the_same_page_gets_the_same_grant_again_and_nothing_is_compared() {
    let mut world = World::with_mobile();
    let link = world.invite(FORM);
    let first = world.guess(link, Guess::Right);
    world.minutes_later(9);
    let lost_reply = world.guess(link, Guess::Right);
    assert_eq!(lost_reply.answer, first.answer);
    assert!(lost_reply.is_silent());
    assert_eq!(lost_reply.compared, None);
    world.minutes_later(1);
    assert_eq!(world.guess(link, Guess::Right).refusal(), Some(Refusal::PinNotLive));
}

#[test]
fn a_link_that_asks_for_no_pin_hands_out_no_other_links_set_up() {
    let mut world = World::with_mobile().ruled_by(super::inviting::link_alone());
    let (form, welcome) = (world.invite(FORM), world.invite(PORTAL));
    world.enter_pin(form);
    assert_eq!(
        world.guess(welcome, Guess::Wrong).refusal(),
        Some(Refusal::LinkIsAt(Next::Password))
    );
}

#[test]
fn a_changed_mobile_voids_pin_and_confirmation_makes_a_fresh_unsent_pin_and_tells_the_client() {
    for to in [None, Some(Number(2))] {
        let mut world = World::with_mobile();
        let link = world.invite(FORM);
        world.must(Command::VerifyMobile(link, ON_RECORD));
        let changed = world.must(Command::ChangeMobile(to));
        assert_eq!(changed.messages, [Message::MobileChanged]);
        assert!(changed.texts().is_empty());
        assert_eq!(world.generation(), 2);
        assert_eq!(world.next(link), if to.is_some() { Next::Mobile } else { Next::Pin });
        assert!(world.guess(link, Guess::Of(1)).answer.is_err());
        world.enter_pin(link);
    }
}

#[test]
fn a_changed_mobile_voids_what_was_entered_with_the_old_one() {
    let mut world = World::with_mobile();
    let link = world.invite(FORM);
    world.enter_pin(link);
    world.must(Command::ChangeMobile(Some(Number(2))));
    assert_eq!(
        world.run(Command::SetPassword(link, PAGE, Word('p'))).refusal(),
        Some(Refusal::SetUpOver)
    );
}

#[test]
fn p4_a_mobile_added_later_works_on_the_same_link_and_the_pin_already_passed_on_stays_good() {
    let mut world = World::without_mobile();
    let link = world.invite(FORM);
    assert_eq!(world.next(link), Next::Pin);
    world.must(Command::ChangeMobile(Some(Number(2))));
    assert_eq!(world.next(link), Next::Mobile);
    assert_eq!(world.must(Command::VerifyMobile(link, Number(2))).texts(), [1]);
    world.enter_pin(link);
}

#[test]
fn a_recovery_under_way_ends_with_the_mobile_that_it_was_texted_to() {
    let mut world = World::with_mobile();
    let link = world.activate(FORM);
    world.must(Command::ForgotFromLink(link));
    world.must(Command::ChangeMobile(Some(Number(2))));
    assert_eq!(world.next(link), Next::SignIn);
    assert!(world.guess(link, Guess::Right).answer.is_err());
    assert_eq!(world.access.pin(), None);
}

#[test]
fn clocks_that_run_backwards_end_nothing_and_send_nothing_twice() {
    let mut world = World::with_mobile();
    let link = world.invite(FORM);
    world.must(Command::VerifyMobile(link, ON_RECORD));
    world.minutes_later(-5);
    assert!(world.must(Command::VerifyMobile(link, ON_RECORD)).is_silent());
    assert!(world.must(Command::VerifyMobile(link, WRONG)).texts().is_empty());
    world.enter_pin(link);
    world.set_password(link);
}

#[test]
fn texts_that_were_overtaken_are_not_sent() {
    let mut world = World::with_mobile();
    let link = world.invite(DEAL);
    let wanted = |world: &World, generation: u32| {
        let pin = world.access.pin().filter(|pin| pin.generation().number() == generation);
        let text = pin.map(|pin| Message::Pin { generation: pin.generation() });
        text.is_some_and(|text| world.access.still_wants(&text, world.now, world.now))
    };
    assert!(wanted(&world, 1));
    let mut expired = world.clone();
    expired.must(Command::SetExpiry(Some(Timestamp::UNIX_EPOCH)));
    assert!(!wanted(&expired, 1), "the login's date has passed");
    let first =
        world.access.pin().map(|pin| Message::Pin { generation: pin.generation() }).expect("a PIN");
    world.must(Command::RenewPin);
    assert!(!world.access.still_wants(&first, world.now, world.now));
    world.must(Command::Invite(DEAL, None, Address('a')));
    world.must(Command::CancelInvitation(DEAL));
    assert!(!wanted(&world, 2));
    assert!(world.run(Command::Open(link, None)).answer.is_ok());
}

#[test]
fn a_text_gives_way_to_a_newer_text_of_the_same_pin_alone() {
    let mut world = World::with_mobile();
    let link = world.invite(FORM);
    world.must(Command::VerifyMobile(link, ON_RECORD));
    let generation = world.access.pin().expect("a PIN").generation();
    let (first, asked_at) = (Message::Pin { generation }, world.now);
    assert!(world.access.still_wants(&first, asked_at, world.now));
    // Nothing is sent within a minute, so nothing gives way either.
    world.must(Command::VerifyMobile(link, ON_RECORD));
    assert!(world.access.still_wants(&first, asked_at, world.now));
    world.minutes_later(1);
    world.must(Command::VerifyMobile(link, ON_RECORD));
    assert!(!world.access.still_wants(&first, asked_at, world.now));
    assert!(world.access.still_wants(&first, world.now, world.now));
    assert!(world.access.still_wants(&Message::PasswordChanged, asked_at, world.now));
    // A text of another generation is withheld because its PIN is void.
    world.must(Command::RenewPin);
    assert!(!world.access.still_wants(&first, asked_at, world.now));
}
