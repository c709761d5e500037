use super::*;
use crate::access::{Access, FreshPin, Invitation, Offer};
use crate::clients::{Adviser, ClientKind, Profile, Relation};
use crate::firms::AccessRules;
use crate::kernel::{Digest, GrantId, LinkId, SealedPin, StaffId};
use crate::messaging::{Bounce, Notice, Report};
use crate::values::{Email, Name};
use jiff::SignedDuration;

const NOW: Timestamp = Timestamp::UNIX_EPOCH;
const LINK: LinkId = LinkId(uuid::Uuid::nil());
const DAY: SignedDuration = SignedDuration::from_hours(24);

fn email() -> Email {
    Email::parse("nora@mail.example").unwrap()
}

fn pin() -> FreshPin {
    FreshPin { sealed: SealedPin("sealed".to_owned()), check: Digest::new("check".to_owned()) }
}

fn added() -> Client {
    let name = |text| Name::parse(text).unwrap();
    let profile = Profile {
        name: name("Nora Fielding"),
        kind: ClientKind::Person,
        relation: Relation::Client,
        emails: vec![email()],
        mobiles: Vec::new(),
        phones: Vec::new(),
        language: None,
        adviser: Adviser { id: StaffId::from_random([7; 16]), name: name("Ada Marsh") },
        rehearsal: None,
        revision: 1,
        created_at: NOW,
    };
    Client { version: 1, last_event_ms: 0, profile, access: Access::new(None, pin()) }
}

fn changed(mut client: Client, command: impl FnOnce(&mut Access)) -> Client {
    command(&mut client.access);
    client
}

fn invited() -> Client {
    changed(added(), |access| {
        let offer = Offer { grant: GrantId::Portal, delivery: None };
        let invitation = Invitation { offer, email: email(), link: LINK };
        access.invite(invitation, pin(), &AccessRules::default(), NOW).answer.unwrap();
    })
}

fn active() -> Client {
    changed(invited(), |access| {
        let (page, mark) = (Digest::new("page".to_owned()), Digest::new("mark".to_owned()));
        let rules = AccessRules::default();
        access.verify_pin(LINK, &page, Some(&Digest::new("check".to_owned())), NOW).answer.unwrap();
        access.set_password(LINK, &page, &mark, &rules, NOW).answer.unwrap();
    })
}

fn archived() -> Client {
    changed(added(), |access| access.archive(NOW).answer.unwrap())
}

fn offered(client: &Client) -> Vec<Action> {
    client.actions(Role::FirmAdmin, NOW)
}

#[test]
fn a_client_who_was_just_added_can_be_invited_and_archived() {
    use Action::{Archive, ChangeMobile, Edit, HandOver, Invite, NewPin, PrintLetter, ShowPin};
    assert_eq!(
        offered(&added()),
        [Invite, ShowPin, NewPin, ChangeMobile, HandOver, Edit, PrintLetter, Archive]
    );
}

#[test]
fn an_invitation_can_be_sent_again_copied_and_taken_back() {
    use Action::{
        CancelInvitation, ChangeMobile, CopyLink, CorrectEmail, Edit, HandOver, NewPin,
        PrintLetter, Revoke, SendAgain, SetExpiry, ShowPin,
    };
    assert_eq!(
        offered(&invited()),
        [
            SendAgain,
            ShowPin,
            NewPin,
            CopyLink,
            ChangeMobile,
            CorrectEmail,
            SetExpiry,
            HandOver,
            Edit,
            PrintLetter,
            CancelInvitation,
            Revoke
        ]
    );
    // Its link and PIN have expired.
    let late = invited().actions(Role::FirmAdmin, NOW + 30 * DAY);
    assert!(late.contains(&SendAgain), "{late:?}");
    for gone in [CopyLink, ShowPin, PrintLetter] {
        assert!(!late.contains(&gone), "{gone:?}");
    }
}

#[test]
fn an_active_client_has_no_pin_to_show_and_access_to_revoke() {
    use Action::{ChangeMobile, CorrectEmail, Edit, HandOver, NewPin, Revoke, SetExpiry};
    assert_eq!(
        offered(&active()),
        [NewPin, ChangeMobile, CorrectEmail, SetExpiry, HandOver, Edit, Revoke]
    );
    let revoked = changed(active(), |access| {
        access.revoke(&AccessRules::default(), NOW).answer.unwrap();
    });
    let offered = offered(&revoked);
    assert!(offered.contains(&Action::Invite) && offered.contains(&Action::Archive));
    assert!(!offered.contains(&Revoke) && !offered.contains(&SetExpiry));
}

#[test]
fn an_archived_client_can_be_restored_but_not_invited() {
    let offered = offered(&archived());
    assert!(offered.contains(&Action::Restore));
    for gone in [Action::Invite, Action::Archive, Action::NewPin] {
        assert!(!offered.contains(&gone), "{gone:?}");
    }
}

#[test]
fn a_client_who_is_stuck_can_be_marked_as_helped() {
    let stuck = changed(invited(), |access| access.tell_stuck(LINK, NOW).answer.unwrap());
    assert_eq!(stuck.access.help(), Help::Stuck { since: NOW, notice: Notice::Stuck });
    assert!(offered(&stuck).contains(&Action::MarkHelped));
    assert!(!offered(&invited()).contains(&Action::MarkHelped));
}

#[test]
fn an_address_is_trusted_again_only_while_it_is_on_record() {
    let bounce = Report::EmailBounced { bounce: Bounce::Permanent, address: email() };
    let mut bounced = changed(invited(), |access| {
        access.note_report("invitation", bounce, NOW).answer.unwrap();
    });
    assert!(offered(&bounced).contains(&Action::TrustAddress));
    let other = Email::parse("fielding@mail.example").unwrap();
    bounced.profile.emails = vec![other.clone()];
    bounced.access.correct_email(other, NOW).answer.unwrap();
    assert!(!offered(&bounced).contains(&Action::TrustAddress));
}

#[test]
fn a_role_is_offered_what_it_permits_and_nothing_else() {
    for client in [added(), invited(), active(), archived()] {
        for role in Role::ALL {
            let expected: Vec<Action> = offered(&client)
                .into_iter()
                .filter(|action| role.permits(action.needs()))
                .collect();
            assert_eq!(client.actions(role, NOW), expected, "{role:?}");
        }
    }
}
