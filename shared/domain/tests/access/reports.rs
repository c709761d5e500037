//! What providers tell: X3, and whom nothing more is sent to.

use super::world::{
    Address, Command, Contact, DEAL, FORM, Guess, Number, ON_RECORD, Told, World, email, mobile,
};
use vestibule_domain::access::{GivenUp, Help, Refusal};
use vestibule_domain::messaging::{Bounce, Message, Notice, SmsFailure, Unreachable};
use vestibule_domain::timeline::{AccessEvent, Event, MessageEvent};

const BOUNCED: Command = Command::NoteReport(Told::Bounced(Bounce::Permanent, Address('a')));
const COMPLAINED: Command = Command::NoteReport(Told::Complained(Address('a')));
const OPTED_OUT: Command = Command::NoteReport(Told::TextFailed(SmsFailure::OptedOut, ON_RECORD));

fn template() -> String {
    "a-template".to_owned()
}

fn invited() -> World {
    let mut world = World::with_mobile();
    world.invite(FORM);
    world
}

#[test]
fn x3_what_arrived_stands_on_the_timeline_and_changes_nothing() {
    let arrived = [
        (Told::Delivered, Event::Message(MessageEvent::EmailDelivered { template: template() })),
        (Told::Delayed, Event::Message(MessageEvent::EmailDelayed { template: template() })),
        (Told::TextDelivered, Event::Message(MessageEvent::SmsDelivered { template: template() })),
    ];
    for (told, line) in arrived {
        let mut world = invited();
        let before = world.access.clone();
        let noted = world.must(Command::NoteReport(told));
        assert_eq!((noted.events, noted.messages), (vec![line], vec![]));
        assert_eq!(world.access, before);
    }
}

#[test]
fn x3_what_did_not_arrive_stands_on_the_timeline_and_is_told_to_the_adviser() {
    let bounce = Bounce::Permanent;
    let reason = SmsFailure::Unreachable;
    let failed = [
        (
            BOUNCED,
            Event::Message(MessageEvent::EmailBounced { template: template(), bounce }),
            Notice::EmailBounced,
        ),
        (
            COMPLAINED,
            Event::Message(MessageEvent::EmailComplained { template: template() }),
            Notice::EmailComplained,
        ),
        (
            Command::NoteReport(Told::TextFailed(reason, ON_RECORD)),
            Event::Message(MessageEvent::SmsFailed { template: template(), reason }),
            Notice::SmsFailed,
        ),
        (
            Command::NoteReport(Told::Refused),
            Event::Message(MessageEvent::MessageFailed {
                template: template(),
                reason: "a-reason".to_owned(),
            }),
            Notice::EmailBounced,
        ),
    ];
    for (told, line, notice) in failed {
        let mut world = invited();
        let noted = world.must(told);
        assert_eq!((noted.events, noted.messages), (vec![line], vec![Message::Tell(notice)]));
        assert_eq!(world.access.help(), Help::Stuck { since: world.now, notice });
    }
}

#[test]
fn an_address_that_is_gone_or_unwilling_is_given_up() {
    for (told, why) in [(BOUNCED, Unreachable::Bounced), (COMPLAINED, Unreachable::Complained)] {
        let mut world = invited();
        world.must(told);
        let [GivenUp { why: kept, at, .. }] = world.access.given_up() else { panic!("one") };
        assert_eq!((*kept, *at), (why, world.now));
        assert_eq!(world.access.unreachable_email(), Some(why));
        let again = Command::Invite(FORM, None, Address('a'));
        let refused = world.run(again);
        assert_eq!(refused.refusal(), Some(Refusal::Unreachable(why)));
        assert!(refused.is_silent());
    }
    let mut world = invited();
    world.must(OPTED_OUT);
    assert_eq!(world.access.unreachable_mobile(), Some(Unreachable::OptedOut));
    assert_eq!(world.access.unreachable_email(), None);
}

#[test]
fn what_failed_for_now_gives_up_nothing() {
    let failures = [
        SmsFailure::Unreachable,
        SmsFailure::InvalidNumber,
        SmsFailure::Blocked,
        SmsFailure::NumberLimit,
        SmsFailure::FirmLimit,
        SmsFailure::CountryNotAllowed,
        SmsFailure::SpendLimit,
        SmsFailure::NotSetUp,
        SmsFailure::Other,
    ];
    let texts = failures.map(|reason| Told::TextFailed(reason, ON_RECORD));
    let mails = [Told::Bounced(Bounce::Transient, Address('a')), Told::Refused];
    for told in texts.into_iter().chain(mails) {
        let mut world = invited();
        world.must(Command::NoteReport(told));
        assert_eq!(world.access.given_up(), [], "{told:?}");
        world.must(Command::Invite(FORM, None, Address('a')));
    }
}

#[test]
fn an_address_is_the_same_however_its_case() {
    let mut world = invited();
    let shouted = vestibule_domain::values::Email::parse("A@Client.Example").expect("an address");
    let report = vestibule_domain::messaging::Report::EmailBounced {
        bounce: Bounce::Permanent,
        address: shouted,
    };
    let noted = world.access.note_report("a-template", report, world.now);
    assert_eq!(noted.messages, [Message::Tell(Notice::EmailBounced)]);
    assert_eq!(world.access.unreachable_email(), Some(Unreachable::Bounced));
}

#[test]
fn an_address_is_written_to_again_once_it_is_trusted_or_corrected() {
    let mut trusted = invited();
    trusted.must(BOUNCED);
    let trust = Command::TrustAddress(Contact::Mail(Address('a')));
    assert_eq!(trusted.must(trust).events, [Event::Access(AccessEvent::AddressTrusted)]);
    assert!(trusted.must(trust).is_silent());
    trusted.must(Command::Invite(FORM, None, Address('a')));

    let mut corrected = invited();
    corrected.must(BOUNCED);
    corrected.must(Command::CorrectEmail(Address('b')));
    assert_eq!(corrected.access.unreachable_email(), None);
    corrected.must(Command::Invite(FORM, None, Address('b')));
    assert_eq!(
        corrected.run(Command::Invite(FORM, None, Address('a'))).refusal(),
        Some(Refusal::Unreachable(Unreachable::Bounced)),
        "the former one is as bad as before"
    );

    let mut texted = invited();
    texted.must(OPTED_OUT);
    texted.must(Command::ChangeMobile(Some(Number(2))));
    assert_eq!(texted.access.unreachable_mobile(), None);
    texted.must(Command::ChangeMobile(Some(ON_RECORD)));
    texted.must(Command::TrustAddress(Contact::Phone(ON_RECORD)));
    assert_eq!(texted.access.unreachable_mobile(), None);
}

#[test]
fn once_a_password_exists_it_is_the_sign_in_address_that_counts() {
    let mut world = World::with_mobile();
    world.activate(FORM);
    world.must(BOUNCED);
    assert_eq!(
        world.run(Command::Invite(DEAL, None, Address('b'))).refusal(),
        Some(Refusal::Unreachable(Unreachable::Bounced)),
        "the mail would go to the sign-in name"
    );
}

#[test]
fn x20_an_address_that_was_given_up_is_not_reminded_until_it_is_trusted() {
    let mut world = invited();
    let link = world.newest_link();
    world.must(BOUNCED);
    world.must(Command::SeenByStaff);
    world.days_later(4);
    assert!(world.must(Command::KeepDates).is_silent());
    world.must(Command::TrustAddress(Contact::Mail(Address('a'))));
    assert_eq!(world.must(Command::KeepDates).reminders(), [link]);
}

#[test]
fn p18_no_password_is_held_where_the_link_to_a_new_one_arrives_nowhere() {
    let mut world = World::with_mobile();
    world.activate(FORM);
    world.must(BOUNCED);
    let before = world.access.clone();
    assert_eq!(
        world.run(Command::RenewPin).refusal(),
        Some(Refusal::Unreachable(Unreachable::Bounced))
    );
    assert_eq!(world.access, before);
    world.must(Command::CorrectEmail(Address('b')));
    world.must(Command::RenewPin);

    let mut invited = invited();
    invited.must(BOUNCED);
    invited.must(Command::RenewPin);
    assert_eq!(invited.generation(), 2, "a PIN that the adviser passes on needs no mail");
}

#[test]
fn a_mail_that_comes_back_from_a_former_address_calls_nobody() {
    let mut world = World::with_mobile();
    world.activate(FORM);
    world.must(Command::CorrectEmail(Address('b')));
    let noted = world.must(BOUNCED);
    assert_eq!(noted.events.len(), 1, "it is recorded on the timeline");
    assert!(noted.messages.is_empty());
    assert_eq!(world.access.help(), Help::None);

    world.must(Command::ChangeMobile(Some(Number(2))));
    assert!(world.must(OPTED_OUT).messages.is_empty());
    assert_eq!(world.access.help(), Help::None);
}

#[test]
fn a_mail_that_comes_back_when_nothing_is_left_to_reach_calls_nobody() {
    let mut world = World::with_mobile();
    world.activate(FORM);
    world.must(Command::Revoke);
    for told in [BOUNCED, COMPLAINED, OPTED_OUT, Command::NoteReport(Told::Refused)] {
        assert!(world.must(told).messages.is_empty(), "{told:?}");
    }
    assert_eq!(world.access.next_due(), None);
    world.must(Command::Archive);
}

#[test]
fn a_corrected_sign_in_address_of_an_active_client_is_told_at_the_former_one() {
    let mut world = World::with_mobile();
    let link = world.activate(FORM);
    let corrected = world.must(Command::CorrectEmail(Address('b')));
    assert_eq!(corrected.messages, [Message::EmailChanged]);
    assert_eq!(world.access.former_email(), Some(&email(Address('a'))));
    assert!(world.access.still_wants(&Message::EmailChanged, world.now, world.now));
    assert!(world.must(Command::CorrectEmail(Address('b'))).is_silent());
    assert_eq!(world.next(link), vestibule_domain::access::Next::Corrected);

    let mut invited = invited();
    let corrected = invited.must(Command::CorrectEmail(Address('b')));
    assert!(corrected.messages.is_empty(), "a wrong address may be a stranger's");
    assert_eq!(invited.access.former_email(), None);
}

#[test]
fn at_most_twenty_addresses_are_given_up_and_the_oldest_is_forgotten_first() {
    let mut world = invited();
    let told = |letter| Command::NoteReport(Told::Complained(Address(letter)));
    for letter in 'a'..='u' {
        world.must(told(letter));
    }
    assert_eq!(world.access.given_up().len(), 20);
    assert_eq!(world.access.unreachable_email(), None, "the first of twenty-one");
    world.must(told('b'));
    assert_eq!(world.access.given_up().len(), 20, "each once");
}

#[test]
fn a_number_that_takes_no_texts_is_answered_like_any_other() {
    let mut reachable = World::with_mobile();
    let link = reachable.invite(FORM);
    let mut opted_out = reachable.clone();
    opted_out.must(OPTED_OUT);
    assert_eq!(opted_out.access.mobile(), Some(&mobile(ON_RECORD)));
    for command in [
        Command::Open(link, None),
        Command::VerifyMobile(link, ON_RECORD),
        Command::VerifyPin(link, super::world::PAGE, Guess::Wrong),
    ] {
        assert_eq!(reachable.run(command).answer, opted_out.run(command).answer, "{command:?}");
    }
}
