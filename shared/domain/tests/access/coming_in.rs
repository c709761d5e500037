//! docs/access-rules.md, "Mobile" and "Links".

use super::world::{
    Address, Answer, Command, DEAL, FORM, Guess, Number, ON_RECORD, Outcome, PAGE, PORTAL, UNKNOWN,
    WRONG, World,
};
use vestibule_domain::access::{LinkPurpose, Next, PinAsked, Refusal};
use vestibule_domain::firms::{AccessRules, PinMinutes};
use vestibule_domain::kernel::LinkId;
use vestibule_domain::messaging::{Message, Notice, PinRoute};
use vestibule_domain::timeline::{AccessEvent, Event};

fn opened(world: &World, link: LinkId) -> vestibule_domain::access::Opened {
    let Ok(Answer::Opened(opened)) = world.would(Command::Open(link, None)).answer else {
        panic!("the link opens")
    };
    opened
}

fn mobile_asked_after(outcome: &Outcome) -> bool {
    outcome.answer.is_ok()
}

#[test]
fn p6_the_mobile_is_asked_for_where_one_is_on_record_and_the_pin_was_not_texted_with_the_mail() {
    let mut world = World::with_mobile();
    let (form, deal) = (world.invite(FORM), world.invite(DEAL));
    assert_eq!(world.next(form), Next::Mobile);
    assert_eq!(
        world.next(deal),
        Next::Pin,
        "S3: texted at once, so the link asks for the PIN first"
    );
    let mut world = World::without_mobile();
    let form = world.invite(FORM);
    assert_eq!(world.next(form), Next::Pin, "P15");
    assert_eq!(world.run(Command::VerifyMobile(form, WRONG)).refusal(), Some(Refusal::NoMobile));
}

#[test]
fn p5_the_right_mobile_has_the_pin_texted() {
    let mut world = World::with_mobile();
    let link = world.invite(FORM);
    let asked = world.must(Command::VerifyMobile(link, ON_RECORD));
    assert_eq!(asked.texts(), [1]);
    assert!(asked.events.contains(&Event::Access(AccessEvent::MobileVerified)));
    assert_eq!(world.next(link), Next::Pin);
}

#[test]
fn p6_a_wrong_mobile_sends_nothing_but_stands_on_the_timeline_and_is_told_to_the_adviser() {
    let mut world = World::with_mobile();
    let link = world.invite(FORM);
    let asked = world.must(Command::VerifyMobile(link, WRONG));
    assert_eq!(asked.events, [Event::Access(AccessEvent::WrongMobileTyped)]);
    assert_eq!(asked.messages, [Message::Tell(Notice::WrongMobile)]);
}

#[test]
fn p6_a_wrong_mobile_looks_like_the_right_one_in_every_state_that_takes_one() {
    let ten_minutes =
        AccessRules { pin_minutes: PinMinutes::try_from(10).ok(), ..AccessRules::default() };
    let mut live = World::with_mobile();
    let live_link = live.invite(FORM);
    let mut expired_pin = World::with_mobile().ruled_by(ten_minutes);
    let expired_link = expired_pin.invite(FORM);
    expired_pin.minutes_later(11);
    let mut blocked = World::with_mobile();
    let blocked_link = blocked.invite(DEAL);
    blocked.block(blocked_link);
    blocked.minutes_later(15);
    let mut recovering = World::with_mobile();
    recovering.activate(FORM);
    recovering.must(Command::RenewPin);
    let recovery_link = recovering.newest_link();
    let mut other_recovery = recovering.clone();
    let form = other_recovery.access.links()[0].id;
    other_recovery.must(Command::ForgotFromLink(form));
    other_recovery.minutes_later(2);

    for (world, link) in [
        (live, live_link),
        (expired_pin, expired_link),
        (blocked, blocked_link),
        (recovering, recovery_link),
        (other_recovery, recovery_link),
    ] {
        let (mut right, mut wrong) = (world.clone(), world);
        let answer = right.run(Command::VerifyMobile(link, ON_RECORD));
        assert!(mobile_asked_after(&answer));
        assert_eq!(answer.answer, wrong.run(Command::VerifyMobile(link, WRONG)).answer);
        assert_eq!(right.next(link), wrong.next(link));
        assert_eq!(opened(&right, link), opened(&wrong, link), "letter and block");
        let guess = Command::VerifyPin(link, PAGE, Guess::Wrong);
        assert_eq!(right.run(guess).answer, wrong.run(guess).answer, "whether a PIN is live");
        for other in right.access.links().iter().map(|link| link.id) {
            let forgot = Command::ForgotFromLink(other);
            assert_eq!(right.would(forgot).answer, wrong.would(forgot).answer);
        }
    }
}

#[test]
fn a_wrong_mobile_is_told_once_and_five_different_ones_a_day_are_taken() {
    let mut world = World::with_mobile();
    let link = world.invite(FORM);
    let told: Vec<_> = (50..55)
        .map(|number| {
            world.must(Command::VerifyMobile(link, Number(number))).tells(Notice::WrongMobile)
        })
        .collect();
    assert_eq!(told, [true, false, false, false, false]);
    for sixth in [ON_RECORD, WRONG] {
        assert!(matches!(
            world.run(Command::VerifyMobile(link, sixth)).answer,
            Err(Refusal::TooManyNumbers { .. })
        ));
    }
    assert!(
        world.run(Command::VerifyMobile(link, Number(52))).answer.is_ok(),
        "one that was typed already is not another"
    );
    world.days_later(1);
    assert!(world.run(Command::VerifyMobile(link, ON_RECORD)).answer.is_ok());
}

#[test]
fn x1_opening_a_link_uses_nothing_up_however_often() {
    let mut world = World::with_mobile();
    let link = world.invite(FORM);
    assert_eq!(
        world.must(Command::Open(link, None)).events,
        [Event::Access(AccessEvent::LinkOpened { link })]
    );
    let once = world.access.clone();
    for _ in 0..50 {
        assert!(world.must(Command::Open(link, None)).is_silent());
    }
    assert_eq!(world.access, once);
    world.minutes_later(10);
    assert_eq!(world.must(Command::Open(link, None)).events.len(), 1);
}

#[test]
fn an_unknown_link_is_refused_and_changes_nothing() {
    let mut world = World::with_mobile();
    world.invite(FORM);
    let before = world.access.clone();
    let commands = [
        Command::Open(UNKNOWN, None),
        Command::VerifyMobile(UNKNOWN, ON_RECORD),
        Command::VerifyPin(UNKNOWN, PAGE, Guess::Right),
        Command::RequestPin(UNKNOWN),
        Command::TellStuck(UNKNOWN),
        Command::SetPassword(UNKNOWN, PAGE, super::world::Word('p')),
        Command::RenewLink(UNKNOWN),
        Command::ForgotFromLink(UNKNOWN),
        Command::ContinueRecovery(UNKNOWN),
    ];
    for command in commands {
        let outcome = world.run(command);
        assert_eq!(
            (outcome.refusal(), outcome.is_silent()),
            (Some(Refusal::UnknownLink), true),
            "{command:?}"
        );
    }
    assert_eq!(world.access, before);
}

#[test]
fn a_newer_invitation_of_the_same_grant_supersedes_the_older_and_no_other() {
    let mut world = World::with_mobile();
    let (form, deal) = (world.invite(FORM), world.invite(DEAL));
    let newer = world.invite(FORM);
    assert_eq!(
        [form, deal, newer].map(|link| world.next(link)),
        [Next::Superseded, Next::Pin, Next::Mobile]
    );
    for command in
        [Command::VerifyMobile(form, ON_RECORD), Command::VerifyPin(form, PAGE, Guess::Right)]
    {
        assert_eq!(world.run(command).refusal(), Some(Refusal::LinkIsAt(Next::Superseded)));
    }
}

#[test]
fn x17_an_expired_or_superseded_link_has_a_fresh_one_mailed_once_in_fifteen_minutes() {
    let mut world = World::with_mobile();
    let link = world.invite(FORM);
    assert_eq!(
        world.run(Command::RenewLink(link)).refusal(),
        Some(Refusal::LinkIsAt(Next::Mobile))
    );
    world.days_later(14);
    let renewed = world.must(Command::RenewLink(link));
    let fresh = world.newest_link();
    assert_eq!(renewed.events[0], Event::Access(AccessEvent::LinkRenewed { link: fresh }));
    assert!(matches!(renewed.messages[..], [Message::Invitation { link, .. }] if link == fresh));
    assert_eq!((world.next(link), world.next(fresh)), (Next::Superseded, Next::Mobile));
    assert!(matches!(world.run(Command::RenewLink(link)).answer, Err(Refusal::TooSoon { .. })));
    world.minutes_later(15);
    let again = world.must(Command::RenewLink(link));
    assert!(matches!(again.messages[..], [Message::Invitation { link, .. }] if link == fresh));
    assert_eq!(world.newest_link(), fresh, "the live link is mailed again");
    assert!(matches!(world.run(Command::RenewLink(link)).answer, Err(Refusal::TooSoon { .. })));
    world.days_later(13);
    world.minutes_later(24 * 60 - 15 - 30);
    world.must(Command::RenewLink(link));
    assert_ne!(world.newest_link(), fresh, "half an hour before its end a fresh one replaces it");
}

#[test]
fn the_holder_of_an_older_link_ends_neither_the_live_one_nor_a_set_up_under_way() {
    let mut world = World::with_mobile();
    let older = world.invite(FORM);
    let live = world.invite(FORM);
    world.minutes_later(15);
    world.enter_pin(live);
    let renewed = world.must(Command::RenewLink(older));
    let pin = PinRoute::ONCE_MOBILE_CONFIRMED;
    assert_eq!(renewed.messages, [Message::Invitation { link: live, pin }]);
    assert_eq!(world.next_for(live, Some(PAGE)), Next::Password);
    world.set_password(live);
}

#[test]
fn s3_a_fresh_link_of_a_shared_deal_comes_with_its_text_like_the_first() {
    let mut world = World::with_mobile();
    let link = world.invite(DEAL);
    world.days_later(15);
    assert_eq!(world.must(Command::RenewLink(link)).texts(), [2]);
}

#[test]
fn a_link_that_leads_nowhere_tells_nothing_about_the_pin() {
    let mut world = World::with_mobile();
    let link = world.invite(FORM);
    world.must(Command::RenewPin);
    let silent = PinAsked { letter: None, live: false, by_text: false, blocked: None };
    let mut superseded = world.clone();
    superseded.must(Command::CorrectEmail(Address('b')));
    assert_eq!(
        (opened(&superseded, link).next, opened(&superseded, link).pin),
        (Next::Corrected, silent.clone())
    );
    world.must(Command::Revoke);
    assert_eq!((opened(&world, link).next, opened(&world, link).pin), (Next::Ended, silent));
}

#[test]
fn a_page_learns_whether_there_is_a_pin_to_enter_or_one_to_ask_for() {
    let mut world = World::with_mobile();
    let link = world.invite(DEAL);
    assert!(opened(&world, link).pin.live, "texted with the invitation");
    world.days_later(13);
    assert!(opened(&world, link).pin.live, "as long as the link");
    let link = world.activate(FORM);
    let forgotten = opened(&world, link);
    assert!(forgotten.has_password && !forgotten.pin.live, "no recovery was asked for yet");
    world.must(Command::ForgotFromLink(link));
    let asked = opened(&world, link);
    assert_eq!((asked.next, asked.purpose), (Next::Pin, LinkPurpose::Invitation));
    assert!(asked.has_password && asked.pin.live);
}

#[test]
fn p11_once_a_password_exists_a_link_is_an_address_past_its_time_until_it_is_closed() {
    let mut world = World::with_mobile();
    let link = world.activate(FORM);
    world.days_later(200);
    // Links are tidied away when one is made.
    world.invite(DEAL);
    assert_eq!(world.next(link), Next::SignIn);
    world.must(Command::EndGrant(FORM));
    assert_eq!(world.next(link), Next::Ended);
}

#[test]
fn links_are_remembered_for_ninety_days_past_their_end() {
    let mut world = World::with_mobile();
    let link = world.invite(FORM);
    world.days_later(14 + 89);
    world.invite(DEAL);
    assert_eq!(world.next(link), Next::Expired);
    world.days_later(1);
    world.invite(PORTAL);
    assert_eq!(world.run(Command::Open(link, None)).refusal(), Some(Refusal::UnknownLink));
}

#[test]
fn p16_who_has_no_pin_has_the_adviser_told_once_in_fifteen_minutes() {
    let mut world = World::without_mobile();
    let link = world.invite(FORM);
    let asked = world.must(Command::RequestPin(link));
    assert_eq!(
        (asked.events, asked.messages),
        (vec![Event::Access(AccessEvent::PinAskedFor)], vec![Message::Tell(Notice::PinNeeded)])
    );
    assert!(world.must(Command::RequestPin(link)).is_silent());
    world.minutes_later(15);
    assert!(world.must(Command::RequestPin(link)).tells(Notice::PinNeeded));
}

#[test]
fn x20_whoever_is_stuck_is_heard_wherever_the_link_leads_unless_access_has_ended() {
    let mut world = World::with_mobile();
    let link = world.invite(FORM);
    assert!(world.must(Command::TellStuck(link)).tells(Notice::Stuck));
    assert!(world.must(Command::TellStuck(link)).is_silent());
    world.days_later(14);
    assert!(world.must(Command::TellStuck(link)).tells(Notice::Stuck), "on an expired link too");
    world.must(Command::Revoke);
    assert_eq!(world.run(Command::TellStuck(link)).refusal(), Some(Refusal::LinkIsAt(Next::Ended)));
}
