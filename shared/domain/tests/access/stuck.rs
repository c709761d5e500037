//! Who needs help: X20 and P19, and putting clients away.

use super::world::{
    Address, Answer, Command, DEAL, FORM, Guess, Number, ON_RECORD, OTHER_PAGE, PAGE, WRONG, Word,
    World,
};
use jiff::SignedDuration;
use vestibule_domain::access::{Attention, Help, Next, Refusal, Seen, UNREAD_LIFE};
use vestibule_domain::kernel::LinkId;
use vestibule_domain::messaging::{Message, Notice};
use vestibule_domain::timeline::{AccessEvent, ClientEvent, Event};

/// A command on a link.
type On = fn(LinkId) -> Command;

/// A client who has just told the adviser that they are stuck.
fn stuck() -> (World, LinkId) {
    let mut world = World::with_mobile();
    let link = world.invite(FORM);
    world.must(Command::TellStuck(link));
    (world, link)
}

fn seen(world: &World) -> Option<Seen> {
    world.access.attention().map(|attention| attention.seen)
}

#[test]
fn x20_whoever_asks_for_help_needs_it_until_they_go_on() {
    let (mut world, link) = stuck();
    let since = world.now;
    assert_eq!(world.access.help(), Help::Stuck { since, notice: Notice::Stuck });
    assert_eq!(
        world.access.attention(),
        Some(&Attention { notice: Notice::Stuck, since, seen: Seen::Unread })
    );
    world.minutes_later(5);
    world.enter_pin(link);
    assert_eq!((world.access.help(), world.access.attention()), (Help::None, None));
}

#[test]
fn whatever_the_adviser_is_told_so_that_they_help_puts_the_client_among_those_who_are_stuck() {
    let asks: [(On, Notice); 3] = [
        (Command::RequestPin, Notice::PinNeeded),
        (Command::TellStuck, Notice::Stuck),
        (|link| Command::VerifyMobile(link, WRONG), Notice::WrongMobile),
    ];
    for (ask, notice) in asks {
        let mut world = World::with_mobile();
        let link = world.invite(FORM);
        assert!(world.must(ask(link)).tells(notice));
        assert_eq!(world.access.help(), Help::Stuck { since: world.now, notice });
    }
    let mut forgot = World::without_mobile();
    let link = forgot.activate(FORM);
    assert!(forgot.must(Command::ForgotFromLink(link)).tells(Notice::PinNeeded));
    assert_ne!(forgot.access.help(), Help::None);
    let mut texted = World::with_mobile();
    let link = texted.activate(FORM);
    assert!(texted.must(Command::ForgotFromLink(link)).tells(Notice::NewPinRequested));
    assert_eq!(texted.access.help(), Help::None, "the adviser need do nothing (P13)");
}

#[test]
fn p18_a_block_outweighs_the_rest_until_a_new_pin_is_made() {
    let mut world = World::with_mobile();
    let link = world.invite(FORM);
    world.block(link);
    let since = world.now;
    world.minutes_later(1);
    world.must(Command::TellStuck(link));
    assert_eq!(world.access.help(), Help::Blocked { since });
    world.must(Command::Helped);
    assert_eq!(world.access.help(), Help::Blocked { since }, "a word alone unblocks nobody");
    world.must(Command::RenewPin);
    assert_eq!(world.access.help(), Help::None);
}

#[test]
fn p18_a_client_who_had_a_new_pin_texted_is_stuck_until_it_is_entered() {
    let mut world = World::with_mobile();
    let link = world.invite(FORM);
    world.block(link);
    world.minutes_later(15);
    world.must(Command::VerifyMobile(link, ON_RECORD));
    assert!(matches!(world.access.help(), Help::Stuck { notice: Notice::Blocked, .. }));
    world.enter_pin(link);
    assert_eq!(world.access.help(), Help::None);
}

#[test]
fn whoever_goes_on_or_is_helped_is_stuck_no_more() {
    let ways: [On; 7] = [
        |link| Command::VerifyPin(link, PAGE, Guess::Right),
        |_| Command::RenewPin,
        |_| Command::Invite(DEAL, None, Address('a')),
        |_| Command::ChangeMobile(Some(Number(2))),
        |_| Command::CorrectEmail(Address('b')),
        |_| Command::Revoke,
        |_| Command::Helped,
    ];
    for way in ways {
        let (mut world, link) = stuck();
        let way = way(link);
        world.must(way);
        assert_eq!(world.access.help(), Help::None, "{way:?}");
        world.days_later(1);
        let kept = world.must(Command::KeepDates);
        assert!(!kept.escalates(Notice::Stuck), "{way:?}");
    }
}

#[test]
fn a_password_that_was_set_ends_what_was_asked_for_on_the_way() {
    let mut world = World::with_mobile();
    let link = world.invite(FORM);
    world.enter_pin(link);
    world.must(Command::TellStuck(link));
    world.set_password(link);
    assert_eq!(world.access.help(), Help::None);
}

#[test]
fn a_wrong_pin_or_a_look_at_the_link_leaves_the_client_stuck() {
    let (mut world, link) = stuck();
    world.guess(link, Guess::Wrong);
    world.must(Command::Open(link, None));
    world.must(Command::VerifyMobile(link, ON_RECORD));
    assert_ne!(world.access.help(), Help::None);
}

#[test]
fn p19_what_lies_unread_for_two_hours_goes_to_the_firms_admins_once() {
    let (mut world, _) = stuck();
    assert_eq!(world.access.next_due(), Some(world.now + UNREAD_LIFE));
    world.later(UNREAD_LIFE - SignedDuration::from_secs(1));
    assert!(world.must(Command::KeepDates).is_silent());
    world.later(SignedDuration::from_secs(1));
    let kept = world.must(Command::KeepDates);
    assert_eq!(
        (kept.events, kept.messages),
        (
            vec![Event::Access(AccessEvent::Escalated { notice: Notice::Stuck })],
            vec![Message::Escalate(Notice::Stuck)]
        )
    );
    assert_eq!(seen(&world), Some(Seen::Escalated));
    world.hours_later(24);
    assert!(world.must(Command::KeepDates).is_silent());
    assert_ne!(world.access.help(), Help::None, "told to more people, and not helped yet");
}

#[test]
fn p19_what_was_read_goes_to_nobody_else() {
    let (mut world, _) = stuck();
    world.hours_later(1);
    assert!(world.must(Command::SeenByStaff).is_silent());
    assert_eq!(seen(&world), Some(Seen::Read));
    world.hours_later(24);
    assert!(world.must(Command::KeepDates).is_silent());
    assert_ne!(world.access.help(), Help::None, "who looks has not helped yet");
}

#[test]
fn p19_the_two_hours_run_from_the_first_of_several_and_anew_once_it_was_read() {
    let (mut world, link) = stuck();
    world.hours_later(1);
    world.must(Command::RequestPin(link));
    world.hours_later(1);
    assert!(world.must(Command::KeepDates).escalates(Notice::PinNeeded), "the latest is named");

    let (mut world, link) = stuck();
    world.hours_later(1);
    world.must(Command::SeenByStaff);
    world.must(Command::RequestPin(link));
    world.hours_later(1);
    assert!(world.must(Command::KeepDates).is_silent());
    world.hours_later(1);
    assert!(world.must(Command::KeepDates).escalates(Notice::PinNeeded));
}

#[test]
fn p6_whether_the_number_was_right_is_told_to_the_adviser_and_to_nobody_else() {
    let typed = |number| {
        let mut world = World::with_mobile();
        let link = world.invite(FORM);
        world.must(Command::VerifyMobile(link, number));
        (world, link)
    };
    let ((mut right, link), (mut wrong, _)) = (typed(ON_RECORD), typed(WRONG));
    assert_ne!(right.access.help(), wrong.access.help());
    for world in [&mut right, &mut wrong] {
        world.hours_later(3);
        world.must(Command::KeepDates);
    }
    for command in [
        Command::Open(link, None),
        Command::TellStuck(link),
        Command::RequestPin(link),
        Command::VerifyPin(link, PAGE, Guess::Wrong),
        Command::VerifyMobile(link, Number(91)),
        Command::SetPassword(link, OTHER_PAGE, Word('x')),
    ] {
        assert_eq!(right.run(command).answer, wrong.run(command).answer, "{command:?}");
    }
}

#[test]
fn nobody_is_stuck_on_the_way_to_nothing() {
    let mut cancelled = World::with_mobile();
    let link = cancelled.invite(FORM);
    cancelled.block(link);
    cancelled.must(Command::CancelInvitation(FORM));
    assert_eq!(cancelled.access.help(), Help::None);
    assert!(cancelled.access.blocked().is_some(), "inviting again is no way out of a block");
    cancelled.invite(FORM);
    assert!(matches!(cancelled.access.help(), Help::Blocked { .. }));

    let mut un_shared = World::with_mobile();
    let deal = un_shared.activate(DEAL);
    un_shared.must(Command::TellStuck(deal));
    un_shared.must(Command::EndGrant(DEAL));
    assert_eq!(un_shared.access.help(), Help::None);
    assert_eq!(un_shared.access.next_due(), None);

    let mut one_of_two = World::with_mobile();
    let form = one_of_two.activate(FORM);
    one_of_two.invite(DEAL);
    one_of_two.must(Command::TellStuck(form));
    one_of_two.must(Command::EndGrant(DEAL));
    assert_ne!(one_of_two.access.help(), Help::None);
}

#[test]
fn a_client_is_put_away_once_nothing_is_left_to_reach_and_taken_back() {
    let mut world = World::with_mobile();
    world.activate(FORM);
    assert_eq!(world.run(Command::Archive).refusal(), Some(Refusal::StillHasAccess));
    world.must(Command::Revoke);
    let at = world.now;
    assert_eq!(world.must(Command::Archive).events, [Event::Client(ClientEvent::Archived)]);
    world.minutes_later(1);
    assert!(world.must(Command::Archive).is_silent());
    assert_eq!(world.access.archived_at(), Some(at));
    let invite = Command::Invite(FORM, None, Address('a'));
    assert_eq!(world.run(invite).refusal(), Some(Refusal::Archived));
    assert_eq!(world.must(Command::Restore).events, [Event::Client(ClientEvent::Restored)]);
    assert!(world.must(Command::Restore).is_silent());
    world.must(invite);
    assert_eq!(world.next(world.newest_link()), Next::Mobile);
}

#[test]
fn an_open_invitation_keeps_a_client_in_the_lists() {
    let mut world = World::with_mobile();
    assert_eq!(world.would(Command::Archive).answer, Ok(Answer::Done));
    world.invite(FORM);
    assert_eq!(world.run(Command::Archive).refusal(), Some(Refusal::StillHasAccess));
}
