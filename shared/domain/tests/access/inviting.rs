//! docs/access-rules.md, "Invitation".

use super::world::{
    Address, Answer, Command, DEAL, FORM, Guess, ON_RECORD, PAGE, PORTAL, Word, World, email,
};
use jiff::{SignedDuration, Timestamp};
use vestibule_domain::access::{Next, PinSight, Refusal, SecurityLevel, Standing};
use vestibule_domain::firms::{AccessRules, AfterSetUp, WelcomeProof};
use vestibule_domain::kernel::LinkId;
use vestibule_domain::messaging::{Message, PinDelivery, PinRoute};
use vestibule_domain::timeline::{AccessEvent, Event, LoginEvent};

pub fn link_alone() -> AccessRules {
    AccessRules { welcome_proof: WelcomeProof::LinkAlone, ..AccessRules::default() }
}

fn travels(outcome: &super::world::Outcome) -> PinRoute {
    let Ok(Answer::Invited(invited)) = &outcome.answer else { panic!("invited") };
    invited.pin
}

#[test]
fn s1_a_shared_deal_is_mailed_and_its_pin_texted_at_once() {
    let mut world = World::with_mobile();
    let shared = world.must(Command::Invite(DEAL, None, Address('a')));
    let link = world.newest_link();
    assert_eq!(shared.messages[0], Message::Invitation { link, pin: PinRoute::WITH_INVITATION });
    assert_eq!(shared.texts(), [1]);
    assert_eq!(world.access.standing(), Standing::Invited);
}

#[test]
fn p5_of_all_else_the_pin_is_texted_once_the_mobile_is_confirmed() {
    for grant in [FORM, PORTAL] {
        let mut world = World::with_mobile();
        let invited = world.must(Command::Invite(grant, None, Address('a')));
        assert_eq!(travels(&invited), PinRoute::ONCE_MOBILE_CONFIRMED);
        assert!(invited.texts().is_empty());
    }
}

#[test]
fn p5_the_adviser_may_choose_another_way_for_one_invitation() {
    let chosen = [
        (PinDelivery::WithInvitation, PinRoute::WITH_INVITATION),
        (PinDelivery::OnceMobileConfirmed, PinRoute::ONCE_MOBILE_CONFIRMED),
        (PinDelivery::ByAdviser, PinRoute::BY_ADVISER),
    ];
    for (delivery, expected) in chosen {
        let mut world = World::with_mobile();
        assert_eq!(
            travels(&world.must(Command::Invite(FORM, Some(delivery), Address('a')))),
            expected
        );
        let mut without = World::without_mobile();
        assert_eq!(
            travels(&without.must(Command::Invite(FORM, Some(delivery), Address('a')))),
            PinRoute::BY_ADVISER
        );
    }
}

#[test]
fn n5_a_welcome_asks_for_the_pin_unless_the_firm_chose_link_alone() {
    let mut world = World::with_mobile();
    let link = world.invite(PORTAL);
    assert_eq!(
        world.run(Command::SetPassword(link, PAGE, Word('p'))).refusal(),
        Some(Refusal::SetUpOver)
    );
    let mut world = World::with_mobile().ruled_by(link_alone());
    let link = world.invite(PORTAL);
    assert_eq!(world.next(link), Next::Password);
    world.set_password(link);
    assert_eq!(world.access.security_level(), SecurityLevel::High);
}

#[test]
fn link_alone_is_for_welcomes_only_and_for_the_first_password_only() {
    let mut world = World::with_mobile().ruled_by(link_alone());
    let (welcome, form) = (world.invite(PORTAL), world.invite(FORM));
    assert_eq!(world.next(form), Next::Mobile);
    world.set_password(welcome);
    let again = world.run(Command::SetPassword(welcome, PAGE, Word('q')));
    assert_eq!(again.refusal(), Some(Refusal::LinkIsAt(Next::SignIn)));
}

#[test]
fn a_fresh_link_asks_for_the_pin_once_the_firm_no_longer_chooses_link_alone() {
    let mut world = World::with_mobile().ruled_by(link_alone());
    let link = world.invite(PORTAL);
    world.days_later(14);
    world.rules = AccessRules::default();
    world.must(Command::RenewLink(link));
    assert_eq!(world.next(world.newest_link()), Next::Mobile);
}

#[test]
fn s3_a_client_with_a_password_gets_the_mail_only() {
    let mut world = World::with_mobile();
    world.activate(FORM);
    let invited = world.must(Command::Invite(DEAL, None, Address('a')));
    assert_eq!(travels(&invited), PinRoute::HasPassword);
    assert_eq!((invited.messages.len(), invited.texts()), (1, vec![]));
    assert_eq!(world.access.pin(), None);
    assert_eq!(world.next(world.newest_link()), Next::SignIn, "P12: the same password opens it");
}

#[test]
fn inviting_an_active_client_anew_is_refused() {
    let mut world = World::with_mobile();
    world.activate(FORM);
    let before = world.access.clone();
    assert_eq!(
        world.run(Command::Invite(FORM, None, Address('a'))).refusal(),
        Some(Refusal::AlreadyActive)
    );
    assert_eq!(world.access, before);
}

#[test]
fn a_second_invitation_leaves_the_live_pin_as_it_is() {
    let mut world = World::without_mobile();
    let link = world.invite(FORM);
    world.guess(link, Guess::Wrong);
    world.invite(DEAL);
    assert_eq!(world.guess(link, Guess::Wrong).refusal(), Some(Refusal::PinWrong { left: 3 }));
    assert_eq!(world.generation(), 1);
}

#[test]
fn inviting_a_blocked_client_makes_no_pin() {
    let mut world = World::with_mobile();
    let link = world.invite(FORM);
    world.block(link);
    let Ok(Answer::Invited(invited)) = world.must(Command::Invite(DEAL, None, Address('a'))).answer
    else {
        panic!("invited")
    };
    assert_eq!(invited.blocked, world.access.blocked());
    assert!(invited.blocked.is_some());
    assert_eq!(world.access.pin(), None);
}

#[test]
fn cancelling_an_invitation_voids_link_and_pin() {
    let mut world = World::with_mobile();
    let link = world.invite(FORM);
    let cancelled = world.must(Command::CancelInvitation(FORM));
    assert_eq!(cancelled.events, [Event::Access(AccessEvent::InvitationCancelled { grant: FORM })]);
    assert_eq!(
        (world.next(link), world.access.pin_sight(world.now)),
        (Next::Ended, PinSight::None)
    );
    assert_eq!(world.access.standing(), Standing::NotInvited);
    assert_eq!(world.run(Command::CancelInvitation(FORM)).refusal(), Some(Refusal::NotInvited));
}

#[test]
fn a_cancelled_invitation_takes_the_pin_that_was_just_entered_with_it() {
    let mut world = World::with_mobile();
    let link = world.invite(FORM);
    world.enter_pin(link);
    world.must(Command::CancelInvitation(FORM));
    assert_eq!(
        world.run(Command::SetPassword(link, PAGE, Word('p'))).refusal(),
        Some(Refusal::LinkIsAt(Next::Ended))
    );
}

#[test]
fn an_invitation_whose_address_was_corrected_can_still_be_cancelled() {
    let mut world = World::with_mobile();
    world.invite(FORM);
    world.must(Command::CorrectEmail(Address('b')));
    world.must(Command::CancelInvitation(FORM));
    assert!(world.access.grants().is_empty());
}

#[test]
fn a_corrected_email_voids_the_links_that_went_to_the_wrong_one() {
    let mut world = World::with_mobile();
    let link = world.invite(FORM);
    world.enter_pin(link);
    world.must(Command::CorrectEmail(Address('b')));
    assert_eq!(world.next_for(link, Some(PAGE)), Next::Corrected);
    assert!(world.run(Command::SetPassword(link, PAGE, Word('p'))).answer.is_err());
    assert_eq!(world.access.login().map(|login| login.email.clone()), Some(email(Address('b'))));
    world.minutes_later(15);
    world.must(Command::RenewLink(link));
    assert_eq!(
        world.next(world.newest_link()),
        Next::Mobile,
        "sent again, to the address on record"
    );
}

#[test]
fn inviting_by_another_email_voids_the_links_that_went_to_the_former_one() {
    let mut world = World::with_mobile();
    let form = world.invite(FORM);
    let invited = world.must(Command::Invite(DEAL, None, Address('b')));
    assert_eq!(invited.events[0], Event::Login(LoginEvent::EmailCorrected));
    assert_eq!((world.next(form), world.next(world.newest_link())), (Next::Corrected, Next::Pin));
}

#[test]
fn a_corrected_email_of_an_active_client_ends_every_link_that_was_mailed_to_it() {
    let mut world = World::with_mobile();
    let form = world.activate(FORM);
    world.must(Command::MailRecovery);
    let recovery = world.newest_link();
    world.must(Command::ContinueRecovery(recovery));
    world.must(Command::CorrectEmail(Address('b')));
    assert_eq!((world.next(form), world.next(recovery)), (Next::Corrected, Next::Corrected));
    assert_eq!(world.access.pin(), None, "what was texted for it is void");
}

/// What a stranger tries with a link that was mailed to them.
fn tried_with(link: LinkId) -> [Command; 8] {
    [
        Command::Open(link, Some(PAGE)),
        Command::VerifyMobile(link, ON_RECORD),
        Command::VerifyPin(link, PAGE, Guess::Right),
        Command::RequestPin(link),
        Command::TellStuck(link),
        Command::SetPassword(link, PAGE, Word('q')),
        Command::ForgotFromLink(link),
        Command::ContinueRecovery(link),
    ]
}

#[test]
fn a_link_in_a_former_mailbox_starts_nothing_in_any_later_state() {
    let mut world = World::with_mobile();
    let superseded = world.invite(FORM);
    let wrong = world.invite(FORM);
    world.must(Command::CorrectEmail(Address('b')));
    let right = world.invite_at(FORM, 'b');
    let nothing = |world: &World, when: &str| {
        for link in [superseded, wrong] {
            assert_eq!(world.next_for(link, Some(PAGE)), Next::Corrected, "{when}");
            for command in tried_with(link) {
                let mut tried = world.clone();
                let outcome = tried.run(command);
                assert!(outcome.is_silent(), "{when}: {command:?} {outcome:?}");
                assert_eq!(tried.access, world.access, "{when}: {command:?}");
            }
        }
    };
    nothing(&world, "invited again");
    world.enter_pin(right);
    nothing(&world, "while a password is chosen");
    world.set_password(right);
    nothing(&world, "active");
    world.must(Command::ForgotFromLink(right));
    nothing(&world, "while the client recovers");
}

#[test]
fn a_link_in_a_former_mailbox_has_a_link_mailed_to_the_address_on_record_and_no_pin_made() {
    let mut world = World::with_mobile();
    let link = world.activate(FORM);
    world.must(Command::CorrectEmail(Address('b')));
    world.minutes_later(15);
    let renewed = world.must(Command::RenewLink(link));
    let fresh = world.newest_link();
    assert_eq!(renewed.messages, [Message::Invitation { link: fresh, pin: PinRoute::HasPassword }]);
    assert_eq!((world.next(fresh), world.access.pin()), (Next::SignIn, None));
    assert_eq!(world.next(link), Next::Corrected);
}

#[test]
fn a_mail_to_a_wrong_address_delays_none_to_the_right_one() {
    let mut world = World::with_mobile();
    let link = world.invite(FORM);
    world.must(Command::CorrectEmail(Address('b')));
    assert_eq!(world.must(Command::RenewLink(link)).messages.len(), 1);
    assert!(matches!(world.run(Command::RenewLink(link)).answer, Err(Refusal::TooSoon { .. })));
}

#[test]
fn p9_after_the_pin_a_password_and_after_the_password_the_level_is_high() {
    let mut world = World::with_mobile();
    let link = world.invite(FORM);
    world.must(Command::VerifyMobile(link, ON_RECORD));
    world.enter_pin(link);
    assert_eq!(world.access.security_level(), SecurityLevel::Low);
    let set = world.must(Command::SetPassword(link, PAGE, Word('p')));
    assert_eq!(set.events, [Event::Login(LoginEvent::PasswordSet)]);
    assert_eq!(
        (world.access.security_level(), world.access.standing()),
        (SecurityLevel::High, Standing::Active)
    );
}

#[test]
fn p10_a_form_or_deal_ends_signed_in_and_n8_a_welcome_at_sign_in_unless_the_firm_chose() {
    let signed_in = |grant, rules: AccessRules| {
        let mut world = World::with_mobile().ruled_by(rules);
        let link = world.invite(grant);
        world.enter_pin(link);
        let Ok(Answer::Placed(placed)) =
            world.must(Command::SetPassword(link, PAGE, Word('p'))).answer
        else {
            panic!("set")
        };
        placed.signed_in
    };
    let to_portal = AccessRules { after_set_up: AfterSetUp::Portal, ..AccessRules::default() };
    assert!(signed_in(FORM, AccessRules::default()) && signed_in(DEAL, AccessRules::default()));
    assert!(!signed_in(PORTAL, AccessRules::default()));
    assert!(signed_in(PORTAL, to_portal));
}

#[test]
fn a_lost_reply_to_the_password_is_answered_again_to_the_very_same_request_only() {
    let mut world = World::with_mobile();
    let link = world.activate(FORM);
    let before = world.access.clone();
    let Ok(Answer::Placed(placed)) = world.must(Command::SetPassword(link, PAGE, Word('p'))).answer
    else {
        panic!("set")
    };
    assert!(!placed.newly && placed.signed_in);
    assert_eq!(world.access, before);
    assert!(
        world.would(Command::SetPassword(link, PAGE, Word('q'))).answer.is_err(),
        "another password"
    );
    assert!(
        world
            .would(Command::SetPassword(link, super::world::OTHER_PAGE, Word('p')))
            .answer
            .is_err(),
        "another page"
    );
    let mut expired = world.clone();
    expired.must(Command::SetExpiry(Some(Timestamp::UNIX_EPOCH)));
    assert!(
        expired.run(Command::SetPassword(link, PAGE, Word('p'))).answer.is_err(),
        "the login's date has passed"
    );
    world.later(SignedDuration::from_mins(10));
    assert!(
        world.run(Command::SetPassword(link, PAGE, Word('p'))).answer.is_err(),
        "ten minutes later"
    );
}

#[test]
fn a_password_voids_the_pin_that_was_made_while_it_was_chosen() {
    let mut world = World::with_mobile();
    let link = world.invite(FORM);
    world.enter_pin(link);
    world.must(Command::VerifyMobile(link, ON_RECORD));
    assert_eq!(world.access.pin_sight(world.now), PinSight::Live, "asked for in another tab");
    world.set_password(link);
    assert_eq!(world.access.pin(), None);
}

#[test]
fn inviting_again_after_a_revocation_starts_anew() {
    let mut world = World::with_mobile();
    world.activate(FORM);
    world.must(Command::SetExpiry(Some(world.now)));
    world.must(Command::Revoke);
    world.days_later(1);
    let link = world.invite(FORM);
    assert_eq!(
        world.access.login().and_then(|login| login.expires_at),
        None,
        "the former login's date is gone"
    );
    assert_eq!(
        (world.next(link), world.access.security_level()),
        (Next::Mobile, SecurityLevel::Low)
    );
    world.enter_pin(link);
    world.set_password(link);
}
