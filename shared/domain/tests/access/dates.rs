//! What happens by its date: X20 and X13; what has ended is recorded on the timeline (X3).

use super::world::{
    Address, Answer, Command, DEAL, FORM, Guess, ON_RECORD, PAGE, PORTAL, START, Told, UNKNOWN,
    World,
};
use jiff::{SignedDuration, Timestamp};
use vestibule_domain::access::{Next, PinSight, Refusal};
use vestibule_domain::firms::{AccessRules, LinkDays, PinMinutes};
use vestibule_domain::kernel::LinkId;
use vestibule_domain::messaging::{Bounce, Message, Notice, PinRoute};
use vestibule_domain::timeline::{AccessEvent, Event, LoginEvent};

const SECOND: SignedDuration = SignedDuration::from_secs(1);
const DAY: SignedDuration = SignedDuration::from_hours(24);

fn links_live(days: u8) -> AccessRules {
    AccessRules {
        link_days: LinkDays::try_from(days).expect("within bounds"),
        ..AccessRules::default()
    }
}

fn pins_live(minutes: u32) -> AccessRules {
    AccessRules { pin_minutes: PinMinutes::try_from(minutes).ok(), ..AccessRules::default() }
}

/// Sweeps every hour, and returns on which days the link was brought to mind.
fn reminded_on(world: &mut World, link: LinkId, days: i64) -> Vec<i64> {
    let mut on = Vec::new();
    for hour in 1..=days * 24 {
        world.hours_later(1);
        if world.must(Command::KeepDates).reminders().contains(&link) {
            on.push(hour / 24);
        }
    }
    on
}

#[test]
fn x20_an_invitation_that_nobody_opened_is_brought_to_mind_on_days_three_and_ten() {
    let mut world = World::with_mobile();
    let link = world.invite(FORM);
    world.later(DAY * 3 - SECOND);
    assert!(world.must(Command::KeepDates).is_silent());
    world.later(SECOND);
    assert_eq!(world.access.next_due(), Some(world.now));
    let kept = world.must(Command::KeepDates);
    assert_eq!(kept.events, [Event::Access(AccessEvent::InvitationReminded { link })]);
    assert_eq!(
        kept.messages,
        [Message::Reminder { link, pin: PinRoute::ONCE_MOBILE_CONFIRMED }],
        "the same link once more"
    );
    assert_eq!(reminded_on(&mut world, link, 20), [7], "a week later, and not again");
}

#[test]
fn x20_each_invitation_has_reminders_of_its_own() {
    let mut world = World::with_mobile();
    let form = world.invite(FORM);
    world.days_later(1);
    let deal = world.invite(DEAL);
    world.days_later(2);
    assert_eq!(world.must(Command::KeepDates).reminders(), [form]);
    world.days_later(1);
    assert_eq!(world.must(Command::KeepDates).reminders(), [deal]);
}

#[test]
fn x20_what_was_opened_or_has_ended_is_not_brought_to_mind() {
    let ends: [fn(LinkId) -> Command; 5] = [
        |link| Command::Open(link, None),
        |_| Command::CancelInvitation(FORM),
        |_| Command::EndGrant(FORM),
        |_| Command::Revoke,
        |_| Command::CorrectEmail(Address('b')),
    ];
    for end in ends {
        let mut world = World::with_mobile();
        let link = world.invite(FORM);
        world.must(end(link));
        assert_eq!(reminded_on(&mut world, link, 20), [0; 0], "{:?}", end(link));
    }
    let mut superseded = World::with_mobile();
    let old = superseded.invite(FORM);
    superseded.days_later(1);
    let new = superseded.invite(FORM);
    superseded.days_later(2);
    assert!(superseded.must(Command::KeepDates).is_silent());
    superseded.days_later(1);
    assert_eq!(superseded.must(Command::KeepDates).reminders(), [new]);
    assert_eq!(superseded.next(old), Next::Superseded);
}

#[test]
fn x20_a_link_that_is_over_by_then_is_not_brought_to_mind() {
    for (days, on) in [(1, vec![]), (3, vec![]), (4, vec![3]), (10, vec![3]), (11, vec![3, 10])] {
        let mut world = World::with_mobile().ruled_by(links_live(days));
        let link = world.invite(FORM);
        assert_eq!(reminded_on(&mut world, link, 30), on, "links that live {days} days");
        assert_eq!(world.access.next_due(), None);
    }
    let mut over = World::with_mobile().ruled_by(links_live(1));
    over.invite(FORM);
    over.days_later(1);
    over.must(Command::KeepDates);
    assert_eq!(over.access.next_due(), None, "nobody wakes up for a reminder that is not sent");
}

#[test]
fn x20_a_sweep_that_comes_late_reminds_once() {
    let mut world = World::with_mobile();
    let link = world.invite(FORM);
    world.days_later(11);
    assert_eq!(world.must(Command::KeepDates).reminders(), [link]);
    assert_eq!(reminded_on(&mut world, link, 10), [0; 0]);
}

#[test]
fn x20_a_login_whose_date_has_passed_is_not_brought_to_mind() {
    let mut world = World::with_mobile();
    let link = world.invite(FORM);
    world.must(Command::SetExpiry(Some(world.now + DAY)));
    assert_eq!(reminded_on(&mut world, link, 5), [0; 0]);
    world.must(Command::SetExpiry(None));
    assert_eq!(reminded_on(&mut world, link, 5), [5], "on the tenth day it holds again");
}

#[test]
fn x20_a_reminder_says_how_the_pin_route_as_things_stand() {
    let mut no_mobile = World::with_mobile();
    let link = no_mobile.invite(FORM);
    no_mobile.must(Command::ChangeMobile(None));
    no_mobile.days_later(3);
    assert_eq!(
        no_mobile.must(Command::KeepDates).messages,
        [Message::Reminder { link, pin: PinRoute::BY_ADVISER }]
    );

    let mut in_by_another = World::with_mobile();
    let deal = in_by_another.invite(DEAL);
    let form = in_by_another.invite(FORM);
    in_by_another.must(Command::Open(form, None));
    in_by_another.enter_pin(form);
    in_by_another.set_password(form);
    in_by_another.days_later(3);
    assert_eq!(
        in_by_another.must(Command::KeepDates).messages,
        [Message::Reminder { link: deal, pin: PinRoute::HasPassword }],
        "P12: the same password opens it"
    );
}

#[test]
fn x20_who_has_a_password_is_not_asked_to_set_up_the_portal() {
    let mut world = World::with_mobile();
    let welcome = world.invite(PORTAL);
    let form = world.invite(FORM);
    world.must(Command::Open(form, None));
    world.enter_pin(form);
    world.set_password(form);
    assert_eq!(reminded_on(&mut world, welcome, 20), [0; 0]);
}

#[test]
fn x20_a_deal_of_a_client_who_has_a_password_is_brought_to_mind_past_its_links_time() {
    let mut world = World::with_mobile().ruled_by(links_live(1));
    let form = world.activate(FORM);
    world.must(Command::Open(form, None));
    let deal = world.invite(DEAL);
    assert_eq!(world.access.next_due(), Some(world.now + DAY * 3));
    world.days_later(3);
    let kept = world.must(Command::KeepDates);
    assert_eq!(kept.reminders(), [deal], "P11: the link is an address until it is closed");
    let reminder = kept.messages.first().expect("it was sent");
    assert!(world.access.still_wants(reminder, world.now, world.now));
    world.must(Command::EndGrant(DEAL));
    assert!(!world.access.still_wants(reminder, world.now, world.now));
}

#[test]
fn x20_a_reminder_under_way_is_withheld_when_the_link_is_opened_or_ends() {
    let mut world = World::with_mobile();
    let link = world.invite(FORM);
    world.days_later(3);
    let kept = world.must(Command::KeepDates);
    let reminder = kept.messages.first().expect("it was sent").clone();
    let after = |command: Option<Command>| {
        let mut world = world.clone();
        if let Some(command) = command {
            world.must(command);
        }
        world.access.still_wants(&reminder, world.now, world.now)
    };
    assert!(after(None));
    for command in [
        Command::Open(link, None),
        Command::CancelInvitation(FORM),
        Command::Invite(FORM, None, Address('a')),
        Command::SetExpiry(Some(START)),
        Command::NoteReport(Told::Bounced(Bounce::Permanent, Address('a'))),
    ] {
        assert!(!after(Some(command)), "{command:?}");
    }
    let mut late = world.clone();
    late.days_later(11);
    assert!(!late.access.still_wants(&reminder, late.now, late.now));
}

#[test]
fn x3_a_link_and_a_pin_that_end_leave_a_line_each_and_the_digits_are_deleted() {
    let mut world = World::with_mobile().ruled_by(pins_live(10));
    let link = world.invite(FORM);
    world.must(Command::Open(link, None));
    let generation = world.access.pin().expect("a PIN").generation();
    world.minutes_later(10);
    assert!(world.access.pin().is_some(), "nobody has swept yet");
    assert_eq!(world.access.next_due(), Some(world.now));
    assert_eq!(
        world.must(Command::KeepDates).events,
        [Event::Access(AccessEvent::PinExpired { generation })]
    );
    assert_eq!(world.access.pin(), None);
    assert_eq!(world.access.pin_sight(world.now), PinSight::Expired, "P2: as it was before");
    world.days_later(14);
    assert_eq!(
        world.must(Command::KeepDates).events,
        [Event::Access(AccessEvent::LinkExpired { link })]
    );
    assert!(world.must(Command::KeepDates).is_silent());
    assert_eq!(world.access.next_due(), None);
}

#[test]
fn p2_a_pin_that_expired_is_seen_as_expired_until_it_is_replaced_or_void() {
    let expired = || {
        let mut world = World::with_mobile().ruled_by(pins_live(10));
        world.invite(FORM);
        world.minutes_later(10);
        world.must(Command::KeepDates);
        world
    };
    let ways = [
        (Command::RevealPin, PinSight::Expired),
        (Command::RenewPin, PinSight::Live),
        (Command::CancelInvitation(FORM), PinSight::None),
        (Command::EndGrant(FORM), PinSight::None),
        (Command::Revoke, PinSight::None),
    ];
    for (way, sight) in ways {
        let mut world = expired();
        let _outcome = world.run(way);
        assert_eq!(world.access.pin_sight(world.now), sight, "{way:?}");
    }
}

#[test]
fn p2_a_recovery_pin_that_expired_is_forgotten_with_its_link() {
    let mut world = World::with_mobile();
    world.activate(FORM);
    world.must(Command::MailRecovery);
    let recovery = world.newest_link();
    world.must(Command::ContinueRecovery(recovery));
    world.minutes_later(10);
    world.must(Command::KeepDates);
    assert_eq!(world.access.pin_sight(world.now), PinSight::Expired);
    world.hours_later(23);
    world.must(Command::MailRecovery);
    assert_eq!(world.next(recovery), Next::Superseded);
    assert_eq!(world.access.pin_sight(world.now), PinSight::None);
}

#[test]
fn links_that_were_ended_before_or_became_addresses_do_not_end_by_their_date() {
    let mut superseded = World::with_mobile();
    superseded.invite(FORM);
    superseded.invite(FORM);
    superseded.days_later(30);
    let ended = |event: &&Event| matches!(event, Event::Access(AccessEvent::LinkExpired { .. }));
    let kept = superseded.must(Command::KeepDates);
    assert_eq!(kept.events.iter().filter(ended).count(), 1, "the newer one only");

    let mut active = World::with_mobile();
    let form = active.activate(FORM);
    active.must(Command::Open(form, None));
    active.must(Command::MailRecovery);
    let recovery = active.newest_link();
    active.days_later(30);
    let kept = active.must(Command::KeepDates);
    assert_eq!(kept.events, [Event::Access(AccessEvent::LinkExpired { link: recovery })], "P11");
}

#[test]
fn x13_the_adviser_is_told_fourteen_and_three_days_before_a_login_ends_and_then_it_ends() {
    let mut world = World::with_mobile();
    let link = world.activate(FORM);
    world.must(Command::Open(link, None));
    world.must(Command::SetExpiry(Some(world.now + DAY * 30)));
    let mut told = Vec::new();
    for day in 1..=40 {
        world.days_later(1);
        let kept = world.must(Command::KeepDates);
        let told_today = kept.tells(Notice::LoginExpiring);
        let line = kept.events.first().cloned();
        assert!(kept.events.len() <= 1);
        told.extend(line.map(|line| (day, line, told_today)));
    }
    assert_eq!(
        told,
        [
            (16, Event::Login(LoginEvent::LoginExpiring { days: 14 }), true),
            (27, Event::Login(LoginEvent::LoginExpiring { days: 3 }), true),
            (30, Event::Login(LoginEvent::LoginExpired), false)
        ]
    );
}

#[test]
fn x13_whoever_sets_a_date_is_not_told_of_it_at_once() {
    let mut world = World::with_mobile();
    let link = world.activate(FORM);
    world.must(Command::Open(link, None));
    world.must(Command::SetExpiry(Some(world.now + DAY * 14)));
    assert!(world.must(Command::KeepDates).is_silent());
    world.days_later(11);
    assert_eq!(
        world.must(Command::KeepDates).events,
        [Event::Login(LoginEvent::LoginExpiring { days: 3 })]
    );
}

#[test]
fn x13_a_date_that_is_moved_has_warnings_and_an_end_of_its_own() {
    let mut world = World::with_mobile();
    let link = world.activate(FORM);
    world.must(Command::Open(link, None));
    world.must(Command::SetExpiry(Some(world.now + DAY)));
    world.days_later(1);
    assert_eq!(world.must(Command::KeepDates).events, [Event::Login(LoginEvent::LoginExpired)]);
    world.must(Command::SetExpiry(Some(world.now + DAY * 15)));
    world.days_later(1);
    assert_eq!(
        world.must(Command::KeepDates).events,
        [Event::Login(LoginEvent::LoginExpiring { days: 14 })]
    );
    world.days_later(14);
    assert_eq!(world.must(Command::KeepDates).events, [Event::Login(LoginEvent::LoginExpired)]);
    world.must(Command::SetExpiry(None));
    assert!(world.must(Command::KeepDates).is_silent());
}

#[test]
fn x13_an_invitation_leaves_the_logins_date_and_what_was_noted_of_it() {
    let mut world = World::with_mobile();
    world.invite(FORM);
    world.must(Command::SetExpiry(Some(world.now + DAY)));
    world.days_later(1);
    assert!(
        world.must(Command::KeepDates).events.contains(&Event::Login(LoginEvent::LoginExpired))
    );
    world.invite(DEAL);
    assert!(
        !world.must(Command::KeepDates).events.contains(&Event::Login(LoginEvent::LoginExpired))
    );
}

#[test]
fn x13_nobody_is_warned_of_a_login_that_is_gone() {
    for end in [Command::Revoke, Command::CancelInvitation(FORM)] {
        let mut world = World::with_mobile();
        world.invite(FORM);
        world.must(Command::SetExpiry(Some(world.now + DAY * 20)));
        world.must(end);
        assert_eq!(world.access.next_due(), None, "{end:?}");
        world.days_later(20);
        assert!(world.must(Command::KeepDates).is_silent(), "{end:?}");
    }
}

#[test]
fn the_furthest_dates_that_can_be_written_are_taken() {
    for at in [Timestamp::MIN, Timestamp::MAX] {
        let mut world = World::with_mobile();
        world.invite(FORM);
        world.must(Command::SetExpiry(Some(at)));
        let _due = world.access.next_due();
        world.must(Command::KeepDates);
    }
}

#[test]
fn staff_copy_the_link_of_an_open_invitation_and_it_stands_on_the_timeline() {
    let mut world = World::with_mobile();
    let link = world.invite(FORM);
    let copied = world.must(Command::CopyLink(link));
    assert_eq!(copied.answer, Ok(Answer::Copied(link)));
    assert_eq!(copied.events, [Event::Access(AccessEvent::LinkCopied { link })]);
    assert!(copied.messages.is_empty());
    assert_eq!(world.run(Command::CopyLink(UNKNOWN)).refusal(), Some(Refusal::UnknownLink));
    let mut expired = world.clone();
    expired.days_later(14);
    assert_eq!(
        expired.run(Command::CopyLink(link)).refusal(),
        Some(Refusal::LinkIsAt(Next::Expired))
    );
    world.must(Command::CancelInvitation(FORM));
    assert_eq!(world.run(Command::CopyLink(link)).refusal(), Some(Refusal::LinkIsAt(Next::Ended)));
}

#[test]
fn a_recovery_link_is_the_clients_alone() {
    let mut world = World::with_mobile();
    world.activate(FORM);
    world.must(Command::RenewPin);
    let recovery = world.newest_link();
    let copied = world.run(Command::CopyLink(recovery));
    assert_eq!((copied.refusal(), copied.is_silent()), (Some(Refusal::UnknownLink), true));
}

#[test]
fn what_has_ended_is_refused_before_anybody_sweeps() {
    let mut world = World::with_mobile().ruled_by(pins_live(10));
    let link = world.invite(FORM);
    world.minutes_later(10);
    let mut swept = world.clone();
    swept.must(Command::KeepDates);
    for command in [
        Command::VerifyPin(link, PAGE, Guess::Right),
        Command::VerifyMobile(link, ON_RECORD),
        Command::Open(link, None),
        Command::RevealPin,
        Command::RenewPin,
    ] {
        assert_eq!(world.would(command), swept.would(command), "{command:?}");
    }
    let guessed = world.run(Command::VerifyPin(link, PAGE, Guess::Right));
    assert_eq!((guessed.refusal(), guessed.compared), (Some(Refusal::PinNotLive), None));
}
