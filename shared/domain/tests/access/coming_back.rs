//! docs/access-rules.md, "Forgotten passwords", and the password's side of "Generate new PIN".

use super::world::{
    Answer, Command, DEAL, FORM, Guess, ON_RECORD, OTHER_PAGE, PAGE, Page, WRONG, Word, World,
};
use jiff::SignedDuration;
use vestibule_domain::access::{Admission, Blocked, NewPin, Next, PinSight, Recovery, Refusal};
use vestibule_domain::messaging::{Message, Notice, StartedBy};
use vestibule_domain::timeline::{Event, LoginEvent};

fn is_welcome(world: &World) -> bool {
    matches!(world.access.admission(world.now), Admission::Welcome { .. })
}

/// An active client who has asked for a recovery link at the sign-in page.
fn mailed() -> (World, vestibule_domain::kernel::LinkId, vestibule_domain::kernel::LinkId) {
    let mut world = World::with_mobile();
    let form = world.activate(FORM);
    world.must(Command::MailRecovery);
    let recovery = world.newest_link();
    (world, form, recovery)
}

#[test]
fn p13_from_a_link_the_new_pin_is_texted_at_once() {
    let mut world = World::with_mobile();
    let link = world.activate(FORM);
    let forgot = world.must(Command::ForgotFromLink(link));
    assert_eq!(forgot.answer, Ok(Answer::Recovery(Recovery::Texted)));
    assert_eq!(forgot.texts(), [2]);
    assert!(forgot.tells(Notice::NewPinRequested));
    assert_eq!(world.next(link), Next::Pin);
    assert!(is_welcome(&world), "the old password works until the new one is set");
}

#[test]
fn p14_without_a_mobile_the_adviser_is_told_and_makes_the_pin() {
    let mut world = World::without_mobile();
    let link = world.activate(FORM);
    let forgot = world.must(Command::ForgotFromLink(link));
    assert_eq!(forgot.answer, Ok(Answer::Recovery(Recovery::AdviserTold)));
    assert!(forgot.tells(Notice::PinNeeded));
    assert_eq!(world.access.pin(), None);
    world.must(Command::RenewPin);
    let recovery = world.newest_link();
    world.enter_pin(recovery);
    world.set_password(recovery);
    assert!(is_welcome(&world));
}

#[test]
fn a_client_without_a_password_has_none_to_forget() {
    let mut world = World::with_mobile();
    let link = world.invite(FORM);
    assert_eq!(
        world.run(Command::ForgotFromLink(link)).refusal(),
        Some(Refusal::LinkIsAt(Next::Mobile))
    );
    assert_eq!(world.run(Command::MailRecovery).refusal(), Some(Refusal::NoPassword));
}

#[test]
fn from_the_sign_in_page_only_a_link_is_mailed_until_its_continue() {
    let (mut world, _, recovery) = mailed();
    assert_eq!(world.access.pin(), None);
    world.must(Command::Open(recovery, None));
    assert_eq!(world.access.pin(), None, "X1: a scanner opens links");
    let continued = world.must(Command::ContinueRecovery(recovery));
    assert_eq!(continued.texts(), [2]);
}

#[test]
fn a_recovery_link_is_mailed_once_in_fifteen_minutes() {
    let (mut world, ..) = mailed();
    assert!(matches!(world.run(Command::MailRecovery).answer, Err(Refusal::TooSoon { .. })));
    world.minutes_later(15);
    assert!(world.run(Command::MailRecovery).answer.is_ok());
}

#[test]
fn a_stranger_who_types_the_address_ends_no_recovery_that_has_come_to_its_pin() {
    let (mut world, _, recovery) = mailed();
    world.minutes_later(14);
    world.must(Command::ContinueRecovery(recovery));
    world.minutes_later(1);
    world.must(Command::MailRecovery);
    assert_eq!(world.next(recovery), Next::Pin);
    world.minutes_later(6);
    world.enter_pin(recovery);
    world.minutes_later(9);
    world.must(Command::MailRecovery);
    assert_eq!(world.next_for(recovery, Some(PAGE)), Next::Password);
    world.set_password(recovery);
}

#[test]
fn a_stranger_who_types_the_address_ends_no_recovery_that_the_adviser_began() {
    let mut relayed = World::with_mobile();
    relayed.activate(FORM);
    relayed.must(Command::RenewPin);
    let from_adviser = relayed.newest_link();
    relayed.minutes_later(20);
    relayed.must(Command::MailRecovery);
    relayed.enter_pin(from_adviser);
    relayed.set_password(from_adviser);
}

#[test]
fn a_live_recovery_link_is_mailed_again_and_replaced_shortly_before_its_end() {
    let (mut world, _, recovery) = mailed();
    world.hours_later(22);
    let again = world.must(Command::MailRecovery);
    let started_by = StartedBy::Client;
    assert_eq!(again.messages, [Message::Recovery { link: recovery, started_by }]);
    assert_eq!((world.next(recovery), world.newest_link()), (Next::Pin, recovery));
    world.minutes_later(90);
    world.must(Command::MailRecovery);
    assert_eq!(
        (world.next(recovery), world.next(world.newest_link())),
        (Next::Superseded, Next::Pin)
    );
}

#[test]
fn three_recovery_mails_are_sent_in_a_day_and_the_client_stays_small() {
    let mut world = World::with_mobile();
    world.activate(FORM);
    let mut sent = Vec::new();
    for _ in 0..(30 * 96) {
        if world.run(Command::MailRecovery).answer.is_ok() {
            sent.push(world.now);
        }
        world.minutes_later(15);
    }
    let day = SignedDuration::from_hours(24);
    assert!(sent.windows(4).all(|four| four[3].duration_since(four[0]) >= day));
    assert!(sent.len() >= 87, "a client can ask on each of the thirty days: {}", sent.len());
    assert!(world.access.links().len() <= 12, "{}", world.access.links().len());
    // Staff are not counted, and a link of theirs can be asked for again.
    world.must(Command::RenewPin);
}

#[test]
fn the_holder_of_an_older_recovery_link_ends_no_live_one() {
    let (mut world, _, older) = mailed();
    world.days_later(1);
    world.must(Command::RenewLink(older));
    let live = world.newest_link();
    world.minutes_later(15);
    world.must(Command::RenewLink(older));
    assert_eq!((world.newest_link(), world.next(live)), (live, Next::Pin));
}

#[test]
fn recovery_pins_live_ten_minutes_when_texted_and_a_day_when_relayed() {
    let mut texted = World::with_mobile();
    let link = texted.activate(FORM);
    texted.must(Command::ForgotFromLink(link));
    texted.minutes_later(10);
    assert_eq!(texted.access.pin_sight(texted.now), PinSight::Expired);
    assert_eq!(texted.next(link), Next::SignIn);

    let mut relayed = World::with_mobile();
    relayed.activate(FORM);
    relayed.must(Command::RenewPin);
    relayed.later(SignedDuration::from_hours(24) - SignedDuration::from_secs(1));
    assert_eq!(relayed.access.pin_sight(relayed.now), PinSight::Live);
    relayed.later(SignedDuration::from_secs(1));
    assert_eq!(relayed.access.pin_sight(relayed.now), PinSight::Expired);
}

#[test]
fn a_recovery_pin_fits_the_link_that_it_was_asked_through_and_no_other() {
    let (mut world, form, recovery) = mailed();
    world.must(Command::Invite(DEAL, None, super::world::Address('a')));
    let deal = world.newest_link();
    world.must(Command::ForgotFromLink(form));
    for other in [deal, recovery] {
        let guessed = world.guess(other, Guess::Right);
        assert!(guessed.answer.is_err());
        assert_eq!(guessed.compared, None);
    }
    world.enter_pin(form);
    world.minutes_later(2);
    world.must(Command::ContinueRecovery(recovery));
    assert_eq!(world.run(Command::VerifyPin(form, OTHER_PAGE, Guess::Right)).compared, None);
    world.must(Command::VerifyPin(recovery, OTHER_PAGE, Guess::Right));
}

#[test]
fn a_pin_that_was_just_texted_for_one_link_is_not_replaced_through_another() {
    let (mut world, form, recovery) = mailed();
    world.must(Command::ForgotFromLink(form));
    for command in [
        Command::ContinueRecovery(recovery),
        Command::VerifyMobile(recovery, ON_RECORD),
        Command::VerifyMobile(recovery, WRONG),
    ] {
        let until = world.now + SignedDuration::from_mins(1);
        assert_eq!(world.run(command).refusal(), Some(Refusal::TooSoon { until }));
    }
    world.minutes_later(1);
    assert_eq!(world.must(Command::ContinueRecovery(recovery)).texts(), [3]);
}

#[test]
fn a_used_recovery_link_starts_no_other_recovery() {
    let (mut world, _, recovery) = mailed();
    world.must(Command::ContinueRecovery(recovery));
    world.enter_pin(recovery);
    world.set_password(recovery);
    assert_eq!(world.next(recovery), Next::SignIn);
    for command in [
        Command::ForgotFromLink(recovery),
        Command::ContinueRecovery(recovery),
        Command::VerifyMobile(recovery, ON_RECORD),
    ] {
        let refused = world.run(command);
        assert_eq!(
            (refused.refusal(), refused.is_silent()),
            (Some(Refusal::LinkIsAt(Next::SignIn)), true)
        );
    }
    assert_eq!(world.generation(), 2);
}

#[test]
fn a_new_password_ends_every_session_pending_pin_and_recovery_link() {
    let (mut world, form, recovery) = mailed();
    let epoch = world.access.epoch();
    world.must(Command::ForgotFromLink(form));
    world.enter_pin(form);
    let set = world.must(Command::SetPassword(form, PAGE, Word('q')));
    assert_eq!(
        (set.events, set.messages),
        (vec![Event::Login(LoginEvent::PasswordChanged)], vec![Message::PasswordChanged])
    );
    assert!(world.access.epoch() > epoch);
    assert_eq!((world.access.pin(), world.next(recovery)), (None, Next::SignIn));
}

#[test]
fn p18_generate_new_pin_on_an_active_client_mails_a_recovery_link_and_holds_the_password() {
    let mut world = World::with_mobile();
    world.activate(FORM);
    let renewed = world.must(Command::RenewPin);
    let recovery = world.newest_link();
    assert!(
        matches!(renewed.answer, Ok(Answer::NewPin(NewPin { recovery: Some(link), .. })) if link == recovery)
    );
    assert_eq!(
        renewed.messages,
        [Message::Recovery { link: recovery, started_by: StartedBy::Staff }]
    );
    assert_eq!(world.access.admission(world.now), Admission::Held);
    assert!(
        world.access.admits_sessions(world.now),
        "sign-in is refused; an open session stays valid"
    );
    world.enter_pin(recovery);
    assert_eq!(world.access.admission(world.now), Admission::Held, "until the new one is set");
    world.set_password(recovery);
    assert!(is_welcome(&world));
}

#[test]
fn p18_a_password_is_held_past_the_logins_date_too() {
    let mut world = World::with_mobile();
    world.activate(FORM);
    world.must(Command::SetExpiry(Some(world.now)));
    world.must(Command::RenewPin);
    world.must(Command::SetExpiry(None));
    assert_eq!(world.access.admission(world.now), Admission::Held);
    let recovery = world.newest_link();
    world.enter_pin(recovery);
    world.set_password(recovery);
    assert!(is_welcome(&world));
}

#[test]
fn p18_a_password_is_held_where_nothing_is_left_to_reach_too() {
    let mut world = World::with_mobile();
    world.activate(FORM);
    world.must(Command::EndGrant(FORM));
    world.must(Command::RenewPin);
    world.invite(DEAL);
    assert_eq!(world.access.admission(world.now), Admission::Held);
    let deal = world.newest_link();
    world.must(Command::ForgotFromLink(deal));
    world.enter_pin(deal);
    world.set_password(deal);
    assert!(is_welcome(&world));
}

#[test]
fn a_new_pin_by_the_adviser_ends_the_set_up_that_an_older_one_opened() {
    let mut world = World::with_mobile();
    let link = world.invite(FORM);
    world.enter_pin(link);
    world.must(Command::RenewPin);
    assert_eq!(
        world.run(Command::SetPassword(link, PAGE, Word('p'))).refusal(),
        Some(Refusal::SetUpOver)
    );
}

#[test]
fn a_blocked_pin_never_stops_the_password_and_recovery_waits_as_any_pin_does() {
    let mut world = World::with_mobile();
    let link = world.activate(FORM);
    world.must(Command::ForgotFromLink(link));
    world.block(link);
    assert!(is_welcome(&world));
    assert!(matches!(
        world.run(Command::ForgotFromLink(link)).answer,
        Err(Refusal::PinBlocked(Blocked::Until(_)))
    ));
    world.minutes_later(15);
    assert_eq!(world.must(Command::ForgotFromLink(link)).texts(), [3]);
}

#[test]
fn a_recovery_ends_at_the_sign_in_page_and_one_from_a_form_in_the_form() {
    let signed_in = |world: &mut World, link| {
        world.must(Command::VerifyPin(link, Page('r'), Guess::Right));
        let Ok(Answer::Placed(placed)) =
            world.must(Command::SetPassword(link, Page('r'), Word('q'))).answer
        else {
            panic!("set")
        };
        placed.signed_in
    };
    let (mut world, form, recovery) = mailed();
    world.must(Command::ContinueRecovery(recovery));
    assert!(!signed_in(&mut world, recovery));
    world.must(Command::ForgotFromLink(form));
    assert!(signed_in(&mut world, form));
}

#[test]
fn x17_an_expired_recovery_link_has_a_fresh_one_mailed() {
    let (mut world, _, recovery) = mailed();
    world.days_later(1);
    assert_eq!(world.next(recovery), Next::Expired);
    let renewed = world.must(Command::RenewLink(recovery));
    let fresh = world.newest_link();
    assert_eq!(
        renewed.messages,
        [Message::Recovery { link: fresh, started_by: StartedBy::Client }]
    );
    assert_eq!((world.next(recovery), world.next(fresh)), (Next::Superseded, Next::Pin));
}

#[test]
fn a_fresh_recovery_link_that_is_refused_leaves_no_line_on_the_timeline() {
    let (mut world, _, old) = mailed();
    world.days_later(1);
    world.must(Command::MailRecovery);
    let refused = world.run(Command::RenewLink(old));
    assert!(matches!(refused.answer, Err(Refusal::TooSoon { .. })));
    assert!(refused.is_silent());
}

#[test]
fn a_corrected_email_ends_the_set_up_of_a_new_password_too() {
    let mut world = World::with_mobile();
    let link = world.activate(FORM);
    world.must(Command::ForgotFromLink(link));
    world.enter_pin(link);
    world.must(Command::CorrectEmail(super::world::Address('b')));
    assert_eq!(
        world.run(Command::SetPassword(link, PAGE, Word('q'))).refusal(),
        Some(Refusal::LinkIsAt(Next::Corrected))
    );
}

#[test]
fn x14_the_page_asks_for_the_letter_of_the_pin_that_its_own_link_takes() {
    let (mut world, form, recovery) = mailed();
    world.must(Command::ForgotFromLink(form));
    world.minutes_later(2);
    let asked = world.must(Command::VerifyMobile(recovery, ON_RECORD));
    assert_eq!(asked.texts(), [3]);
    let Ok(Answer::Asked(asked)) = asked.answer else { panic!("asked") };
    assert_eq!(asked.letter.as_deref(), Some("C"), "B was the form's");
}
