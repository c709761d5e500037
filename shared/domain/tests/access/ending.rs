//! docs/access-rules.md, "Ending access", and what sign-in asks of the rules.

use super::world::{
    Address, Command, DEAL, FORM, Guess, ON_RECORD, OTHER_DEAL, PAGE, PORTAL, Word, World,
};
use jiff::SignedDuration;
use vestibule_domain::access::{Admission, Next, PinSight, Refusal, SecurityLevel, Standing};
use vestibule_domain::firms::{AccessRules, TellOnRevoke};
use vestibule_domain::logins::{Epochs, Session};
use vestibule_domain::messaging::Message;
use vestibule_domain::timeline::{AccessEvent, Event, LoginEvent};

fn epochs(world: &World) -> Epochs {
    Epochs { account: world.access.epoch(), firm: 0 }
}

#[test]
fn revoking_destroys_password_pin_links_and_sessions_and_the_client_is_told() {
    let mut world = World::with_mobile();
    let link = world.activate(FORM);
    world.must(Command::ForgotFromLink(link));
    let session = Session::begin(epochs(&world), world.now);
    let revoked = world.must(Command::Revoke);
    assert_eq!(
        (revoked.events, revoked.messages),
        (vec![Event::Access(AccessEvent::Revoked)], vec![Message::AccessEnded])
    );
    assert_eq!(
        (world.access.security_level(), world.access.standing()),
        (SecurityLevel::Low, Standing::Revoked)
    );
    assert_eq!(world.access.admission(world.now), Admission::NoPassword);
    assert_eq!((world.access.pin(), world.next(link)), (None, Next::Ended));
    assert!(
        !session.is_live(epochs(&world), world.now) && !world.access.admits_sessions(world.now)
    );
    let used = [
        Command::VerifyMobile(link, ON_RECORD),
        Command::VerifyPin(link, PAGE, Guess::Right),
        Command::SetPassword(link, PAGE, Word('p')),
        Command::ForgotFromLink(link),
        Command::RequestPin(link),
        Command::RenewLink(link),
    ];
    for command in used {
        assert_eq!(
            world.run(command).refusal(),
            Some(Refusal::LinkIsAt(Next::Ended)),
            "{command:?}"
        );
    }
}

#[test]
fn revoking_ends_a_set_up_that_is_under_way() {
    let mut world = World::with_mobile();
    let link = world.invite(FORM);
    world.enter_pin(link);
    world.must(Command::Revoke);
    assert_eq!(
        world.run(Command::SetPassword(link, PAGE, Word('p'))).refusal(),
        Some(Refusal::LinkIsAt(Next::Ended))
    );
}

#[test]
fn revoking_twice_changes_nothing_and_revoking_nobody_is_refused() {
    let mut world = World::with_mobile();
    assert_eq!(world.run(Command::Revoke).refusal(), Some(Refusal::NothingToEnd));
    world.invite(FORM);
    world.must(Command::Revoke);
    let once = world.access.clone();
    assert!(world.must(Command::Revoke).is_silent());
    assert_eq!(world.access, once);
}

#[test]
fn the_client_is_told_of_a_revocation_where_the_firm_wants_it() {
    let mut world = World::with_mobile()
        .ruled_by(AccessRules { tell_on_revoke: TellOnRevoke::Silent, ..AccessRules::default() });
    world.invite(FORM);
    assert_eq!(world.must(Command::Revoke).messages, []);
}

#[test]
fn a_pin_of_before_the_revocation_opens_nothing_after_a_new_invitation() {
    let mut world = World::without_mobile();
    world.invite(FORM);
    world.must(Command::Revoke);
    let link = world.invite(FORM);
    assert!(world.guess(link, Guess::Of(1)).answer.is_err());
}

#[test]
fn s4_un_sharing_a_deal_ends_that_deal_and_nothing_else() {
    let mut world = World::with_mobile();
    let form = world.activate(FORM);
    let (deal, other) = (world.invite(DEAL), world.invite(OTHER_DEAL));
    let epoch = world.access.epoch();
    assert_eq!(
        world.must(Command::EndGrant(DEAL)).events,
        [Event::Access(AccessEvent::GrantEnded { grant: DEAL })]
    );
    assert_eq!(
        [deal, other, form].map(|link| world.next(link)),
        [Next::Ended, Next::SignIn, Next::SignIn]
    );
    assert_eq!(world.access.grants(), [FORM, OTHER_DEAL]);
    assert_eq!(world.access.epoch(), epoch);
    assert!(world.access.admits_sessions(world.now));
    assert_eq!(world.run(Command::EndGrant(DEAL)).refusal(), Some(Refusal::NothingToEnd));
}

#[test]
fn s4_the_pin_that_was_texted_for_an_un_shared_deal_ends_with_it() {
    let mut only = World::with_mobile();
    only.invite(DEAL);
    only.must(Command::EndGrant(DEAL));
    assert_eq!(only.access.pin_sight(only.now), PinSight::None);

    let mut recovering = World::with_mobile();
    recovering.activate(FORM);
    let deal = recovering.invite(DEAL);
    recovering.must(Command::ForgotFromLink(deal));
    recovering.must(Command::EndGrant(DEAL));
    assert_eq!(recovering.access.pin_sight(recovering.now), PinSight::None);
}

#[test]
fn s4_a_set_up_through_an_un_shared_deal_ends_with_it_and_one_through_a_form_goes_on() {
    let mut world = World::with_mobile();
    let (deal, form) = (world.invite(DEAL), world.invite(FORM));
    let mut through_form = world.clone();
    world.enter_pin(deal);
    world.must(Command::EndGrant(DEAL));
    assert!(world.run(Command::SetPassword(deal, PAGE, Word('p'))).answer.is_err());
    through_form.enter_pin(form);
    through_form.must(Command::EndGrant(DEAL));
    through_form.set_password(form);
}

#[test]
fn s4_a_recovery_goes_on_when_the_deal_that_it_would_have_led_to_is_un_shared() {
    let mut world = World::with_mobile();
    world.activate(DEAL);
    world.invite(FORM);
    world.must(Command::RenewPin);
    let recovery = world.newest_link();
    world.must(Command::EndGrant(DEAL));
    world.enter_pin(recovery);
    world.set_password(recovery);
    assert!(matches!(world.access.admission(world.now), Admission::Welcome { .. }));
}

#[test]
fn when_no_grant_is_left_open_sessions_end_and_the_password_stays() {
    let mut world = World::with_mobile();
    world.activate(FORM);
    let session = Session::begin(epochs(&world), world.now);
    world.must(Command::EndGrant(FORM));
    assert!(
        !session.is_live(epochs(&world), world.now) && !world.access.admits_sessions(world.now)
    );
    assert_eq!(world.access.admission(world.now), Admission::NothingLeft);
    assert_eq!(world.access.security_level(), SecurityLevel::High);
    world.invite(DEAL);
    assert!(matches!(world.access.admission(world.now), Admission::Welcome { .. }));
}

#[test]
fn an_un_shared_deal_that_is_shared_again_has_a_link_of_its_own() {
    let mut world = World::with_mobile();
    world.activate(FORM);
    let old = world.invite(DEAL);
    world.must(Command::EndGrant(DEAL));
    let new = world.invite(DEAL);
    assert_eq!((world.next(old), world.next(new)), (Next::Ended, Next::SignIn));
}

#[test]
fn n2_expiry_refuses_sign_in_links_and_open_sessions_alike() {
    let mut world = World::with_mobile();
    let link = world.activate(FORM);
    let at = world.now + SignedDuration::from_hours(1);
    world.must(Command::SetExpiry(Some(at)));
    assert!(world.access.admits_sessions(world.now));
    world.now = at;
    assert_eq!(world.access.admission(world.now), Admission::Expired);
    assert!(!world.access.admits_sessions(world.now));
    assert_eq!(world.next(link), Next::Ended, "a link does not say why");
    assert_eq!(
        world.run(Command::MailRecovery).refusal(),
        Some(Refusal::NoPassword),
        "as for an unknown address"
    );
}

#[test]
fn n2_expiry_stops_a_set_up_that_is_under_way() {
    let mut world = World::with_mobile();
    let link = world.invite(FORM);
    world.enter_pin(link);
    world.must(Command::SetExpiry(Some(world.now)));
    assert_eq!(
        world.run(Command::SetPassword(link, PAGE, Word('p'))).refusal(),
        Some(Refusal::LinkIsAt(Next::Ended))
    );
}

#[test]
fn x13_a_date_that_is_moved_opens_the_login_again() {
    let mut world = World::with_mobile();
    world.activate(FORM);
    world.must(Command::SetExpiry(Some(world.now)));
    assert_eq!(
        world.must(Command::SetExpiry(None)).events,
        [Event::Login(LoginEvent::ExpiryChanged)]
    );
    assert!(world.must(Command::SetExpiry(None)).is_silent());
    assert!(matches!(world.access.admission(world.now), Admission::Welcome { .. }));
}

#[test]
fn x13_a_session_that_a_date_ended_stays_ended_when_the_date_is_moved() {
    let mut world = World::with_mobile();
    world.activate(FORM);
    let open = world.access.epoch();
    let soon = world.now + SignedDuration::from_hours(1);
    world.must(Command::SetExpiry(Some(soon)));
    world.must(Command::SetExpiry(Some(soon + SignedDuration::from_hours(1))));
    assert_eq!(world.access.epoch(), open, "no date has come yet");
    world.hours_later(2);
    world.must(Command::SetExpiry(None));
    assert!(world.access.admits_sessions(world.now));
    assert!(world.access.epoch() > open);
}

#[test]
fn messages_about_what_has_ended_are_withheld() {
    let mut world = World::with_mobile();
    let invited = world.must(Command::Invite(PORTAL, None, Address('a')));
    let mail = invited.messages.first().expect("the invitation");
    assert!(world.access.still_wants(mail, world.now, world.now));
    let mut cancelled = world.clone();
    cancelled.must(Command::CancelInvitation(PORTAL));
    assert!(!cancelled.access.still_wants(mail, cancelled.now, cancelled.now));
    let told = world.must(Command::Revoke);
    assert!(!world.access.still_wants(mail, world.now, world.now));
    let ended = told.messages.first().expect("the client gets an e-mail");
    assert!(world.access.still_wants(ended, world.now, world.now));
    world.invite(PORTAL);
    assert!(
        !world.access.still_wants(ended, world.now, world.now),
        "access was given again meanwhile"
    );
}
