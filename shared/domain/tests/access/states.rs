//! States worth looking at, each built by the commands that lead there, and everything that can
//! be done in them.

use super::inviting::link_alone;
use super::world::{
    Address, Command, Contact, DEAL, FORM, Guess, Number, ON_RECORD, OTHER_DEAL, OTHER_PAGE, PAGE,
    PORTAL, Page, Told, WRONG, Word, World,
};
use jiff::SignedDuration;
use vestibule_domain::firms::{AccessRules, PinMinutes};
use vestibule_domain::kernel::{GrantId, LinkId};
use vestibule_domain::messaging::{Bounce, SmsFailure};

/// A state, and the link and grant that commands are tried on.
pub struct Stage {
    pub world: World,
    pub link: LinkId,
    pub grant: GrantId,
}

macro_rules! states {
    ($($name:ident: $text:literal => $build:expr;)+) => {
        /// A state that represents others like it.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum State {
            $($name,)+
        }

        impl State {
            pub const ALL: &[Self] = &[$(Self::$name,)+];

            pub fn text(self) -> &'static str {
                match self {
                    $(Self::$name => $text,)+
                }
            }

            pub fn build(self) -> Stage {
                let build: fn() -> Stage = match self {
                    $(Self::$name => $build,)+
                };
                build()
            }
        }
    };
}

states! {
    NotInvited: "not invited" => || Stage { world: World::with_mobile(), link: super::world::UNKNOWN, grant: FORM };
    InvitedNotOpened: "invited to a form, mobile on record, link not opened" => || invited(World::with_mobile(), FORM);
    MobileTypedRight: "the right mobile was typed" => || after(invited(World::with_mobile(), FORM), |link| Command::VerifyMobile(link, ON_RECORD), 2);
    MobileTypedWrong: "a wrong mobile was typed" => || after(invited(World::with_mobile(), FORM), |link| Command::VerifyMobile(link, WRONG), 2);
    TextedWithMail: "invited to a deal, PIN texted with the mail" => || invited(World::with_mobile(), DEAL);
    InvitedWithoutMobile: "invited to a form, no mobile on record" => || invited(World::without_mobile(), FORM);
    LinkAlone: "invited to the portal by the link alone" => || invited(World::with_mobile().ruled_by(link_alone()), PORTAL);
    BlockedWaiting: "blocked for PIN entry, the wait runs" => || blocked(World::with_mobile(), 5);
    BlockedWaitOver: "blocked for PIN entry, the wait is over" => || blocked(World::with_mobile(), 15);
    BlockedByAdviser: "blocked for PIN entry, no mobile on record" => || blocked(World::without_mobile(), 15);
    PinEntered: "the right PIN was entered on page a" => || after(invited(World::with_mobile(), FORM), |link| Command::VerifyPin(link, PAGE, Guess::Right), 2);
    PinExpired: "the PIN has expired before its link" => || later(invited(World::with_mobile().ruled_by(ten_minutes()), FORM), 11);
    LinkExpired: "the link has expired" => || later(invited(World::with_mobile(), FORM), 15 * 24 * 60);
    LinkSuperseded: "a newer invitation superseded the link" => || after(invited(World::with_mobile(), FORM), |_| Command::Invite(FORM, None, Address('a')), 20);
    Active: "active" => || active(FORM);
    ActiveHeld: "active, password held by 'Generate new PIN'" => || after(active(FORM), |_| Command::RenewPin, 2);
    ActiveRecovering: "active, a recovery PIN was texted for the form's link" => || after(active(FORM), Command::ForgotFromLink, 2);
    RecoveryMailed: "active, on a recovery link before 'Continue'" => || on_newest(after(active(FORM), |_| Command::MailRecovery, 2));
    RecoveryUsed: "active, on a recovery link that was used" => || recovered();
    LoginExpired: "active, the login's date has passed" => || after_at(active(FORM), |stage| Command::SetExpiry(Some(stage.world.now)), 2);
    SeveralGrants: "active, with a form, two deals and the portal" => || several();
    NothingLeft: "active, the last grant was ended" => || after(active(FORM), |_| Command::EndGrant(FORM), 2);
    Revoked: "revoked" => || after(active(FORM), |_| Command::Revoke, 2);
    StuckUnread: "stuck, told to the adviser three hours ago and unread" => || after(invited(World::with_mobile(), FORM), Command::TellStuck, 3 * 60);
    StuckRead: "has no PIN, as the adviser has read" => || after(after(invited(World::without_mobile(), FORM), Command::RequestPin, 5), |_| Command::SeenByStaff, 3 * 60);
    StuckEscalated: "stuck, and the firm's admins were told" => || after(after(invited(World::with_mobile(), FORM), Command::TellStuck, 3 * 60), |_| Command::KeepDates, 10);
    ThirdDay: "invited to a form three days ago, link not opened" => || later(invited(World::with_mobile(), FORM), 3 * 24 * 60);
    TenthDay: "invited ten days ago, reminded once, link not opened" => || later(after(later(invited(World::with_mobile(), FORM), 3 * 24 * 60), |_| Command::KeepDates, 0), 7 * 24 * 60);
    ActiveUnopened: "active, invited to a deal three days ago, that link not opened" => || active_with_deal();
    PinExpiredNoted: "the PIN has expired before its link, its digits are deleted" => || after(later(invited(World::with_mobile().ruled_by(ten_minutes()), FORM), 11), |_| Command::KeepDates, 2);
    LinkExpiredNoted: "the link has expired, and the timeline says so" => || after(later(invited(World::with_mobile(), FORM), 15 * 24 * 60), |_| Command::KeepDates, 2);
    LoginEndsSoon: "active, the login ends in two weeks" => || later(after_at(active(FORM), |stage| Command::SetExpiry(Some(stage.world.now + SignedDuration::from_hours(20 * 24))), 0), 6 * 24 * 60);
    EmailGivenUp: "invited to a form, the mail came back for good" => || after(invited(World::with_mobile(), FORM), |_| Command::NoteReport(Told::Bounced(Bounce::Permanent, Address('a'))), 2);
    ActiveEmailGivenUp: "active, a mail was marked as unwanted" => || after(active(FORM), |_| Command::NoteReport(Told::Complained(Address('a'))), 2);
    MobileGivenUp: "invited to a deal, the mobile takes no texts" => || after(invited(World::with_mobile(), DEAL), |_| Command::NoteReport(Told::TextFailed(SmsFailure::OptedOut, ON_RECORD)), 2);
    EmailCorrected: "active, the sign-in e-mail was corrected" => || after(active(FORM), |_| Command::CorrectEmail(Address('b')), 2);
    Archived: "never invited, archived" => || after(Stage { world: World::with_mobile(), link: super::world::UNKNOWN, grant: FORM }, |_| Command::Archive, 2);
}

/// A name, and the command as it is given in a state.
pub type Row = (&'static str, fn(&Stage) -> Command);

/// What is tried in every state; the first word names the command's method.
pub const ROWS: &[Row] = &[
    ("open", |at| Command::Open(at.link, Some(PAGE))),
    ("verify_mobile: the one on record", |at| Command::VerifyMobile(at.link, ON_RECORD)),
    ("verify_mobile: another", |at| Command::VerifyMobile(at.link, Number(55))),
    ("verify_pin: right, on page a", |at| Command::VerifyPin(at.link, PAGE, Guess::Right)),
    ("verify_pin: right, on page b", |at| Command::VerifyPin(at.link, OTHER_PAGE, Guess::Right)),
    ("verify_pin: wrong, on page b", |at| Command::VerifyPin(at.link, OTHER_PAGE, Guess::Wrong)),
    ("request_pin", |at| Command::RequestPin(at.link)),
    ("tell_stuck", |at| Command::TellStuck(at.link)),
    ("set_password: on page a", |at| Command::SetPassword(at.link, PAGE, Word('p'))),
    ("set_password: on page b", |at| Command::SetPassword(at.link, OTHER_PAGE, Word('q'))),
    ("invite: to the same", |at| Command::Invite(at.grant, None, Address('a'))),
    ("invite: to another deal", |_| Command::Invite(OTHER_DEAL, None, Address('a'))),
    ("invite: to the portal, by another e-mail", |_| Command::Invite(PORTAL, None, Address('b'))),
    ("cancel_invitation", |at| Command::CancelInvitation(at.grant)),
    ("renew_link", |at| Command::RenewLink(at.link)),
    ("forgot_from_link", |at| Command::ForgotFromLink(at.link)),
    ("mail_recovery", |_| Command::MailRecovery),
    ("continue_recovery", |at| Command::ContinueRecovery(at.link)),
    ("renew_pin", |_| Command::RenewPin),
    ("reveal_pin", |_| Command::RevealPin),
    ("revoke", |_| Command::Revoke),
    ("end_grant", |at| Command::EndGrant(at.grant)),
    ("set_expiry: now", |at| Command::SetExpiry(Some(at.world.now))),
    ("set_expiry: none", |_| Command::SetExpiry(None)),
    ("change_mobile: to another", |_| Command::ChangeMobile(Some(Number(2)))),
    ("change_mobile: to none", |_| Command::ChangeMobile(None)),
    ("correct_email", |_| Command::CorrectEmail(Address('b'))),
    ("copy_link", |at| Command::CopyLink(at.link)),
    ("seen_by_staff", |_| Command::SeenByStaff),
    ("helped", |_| Command::Helped),
    ("archive", |_| Command::Archive),
    ("restore", |_| Command::Restore),
    ("keep_dates", |_| Command::KeepDates),
    ("note_report: an e-mail was delivered", |_| Command::NoteReport(Told::Delivered)),
    ("note_report: an e-mail is delayed", |_| Command::NoteReport(Told::Delayed)),
    ("note_report: an e-mail came back for good", |_| {
        Command::NoteReport(Told::Bounced(Bounce::Permanent, Address('a')))
    }),
    ("note_report: an e-mail came back for now", |_| {
        Command::NoteReport(Told::Bounced(Bounce::Transient, Address('a')))
    }),
    ("note_report: an e-mail was marked as unwanted", |_| {
        Command::NoteReport(Told::Complained(Address('a')))
    }),
    ("note_report: an e-mail was not taken", |_| Command::NoteReport(Told::Refused)),
    ("note_report: a text was delivered", |_| Command::NoteReport(Told::TextDelivered)),
    ("note_report: a text reached nobody", |_| {
        Command::NoteReport(Told::TextFailed(SmsFailure::Unreachable, ON_RECORD))
    }),
    ("note_report: the number takes no texts from us", |_| {
        Command::NoteReport(Told::TextFailed(SmsFailure::OptedOut, ON_RECORD))
    }),
    ("trust_address: the first e-mail", |_| Command::TrustAddress(Contact::Mail(Address('a')))),
    ("trust_address: the first mobile", |_| Command::TrustAddress(Contact::Phone(ON_RECORD))),
];

/// The method of [`vestibule_domain::access::Access`] that a command calls.
pub fn method(command: Command) -> &'static str {
    match command {
        Command::Open(..) => "open",
        Command::VerifyMobile(..) => "verify_mobile",
        Command::VerifyPin(..) => "verify_pin",
        Command::RequestPin(_) => "request_pin",
        Command::TellStuck(_) => "tell_stuck",
        Command::SetPassword(..) => "set_password",
        Command::Invite(..) => "invite",
        Command::CancelInvitation(_) => "cancel_invitation",
        Command::RenewLink(_) => "renew_link",
        Command::ForgotFromLink(_) => "forgot_from_link",
        Command::MailRecovery => "mail_recovery",
        Command::ContinueRecovery(_) => "continue_recovery",
        Command::RenewPin => "renew_pin",
        Command::RevealPin => "reveal_pin",
        Command::Revoke => "revoke",
        Command::EndGrant(_) => "end_grant",
        Command::SetExpiry(_) => "set_expiry",
        Command::ChangeMobile(_) => "change_mobile",
        Command::CorrectEmail(_) => "correct_email",
        Command::CopyLink(_) => "copy_link",
        Command::SeenByStaff => "seen_by_staff",
        Command::Helped => "helped",
        Command::Archive => "archive",
        Command::Restore => "restore",
        Command::KeepDates => "keep_dates",
        Command::NoteReport(_) => "note_report",
        Command::TrustAddress(_) => "trust_address",
    }
}

fn invited(mut world: World, grant: GrantId) -> Stage {
    let link = world.invite(grant);
    world.minutes_later(1);
    Stage { world, link, grant }
}

fn active(grant: GrantId) -> Stage {
    let mut world = World::with_mobile();
    let link = world.invite(grant);
    world.must(Command::Open(link, None));
    world.must(Command::VerifyPin(link, Page('z'), Guess::Right));
    world.must(Command::SetPassword(link, Page('z'), Word('z')));
    // Past the time in which a lost reply is given again.
    world.minutes_later(30);
    Stage { world, link, grant }
}

fn blocked(world: World, minutes: i64) -> Stage {
    let mut stage = invited(world, FORM);
    stage.world.block(stage.link);
    later(stage, minutes)
}

fn recovered() -> Stage {
    let mut stage = on_newest(after(active(FORM), |_| Command::MailRecovery, 1));
    stage.world.must(Command::ContinueRecovery(stage.link));
    stage.world.must(Command::VerifyPin(stage.link, Page('y'), Guess::Right));
    stage.world.must(Command::SetPassword(stage.link, Page('y'), Word('y')));
    later(stage, 30)
}

fn several() -> Stage {
    let mut stage = active(FORM);
    for grant in [DEAL, OTHER_DEAL, PORTAL] {
        stage.world.invite(grant);
    }
    later(stage, 1)
}

fn active_with_deal() -> Stage {
    let mut stage = active(FORM);
    stage.world.invite(DEAL);
    later(on_newest(Stage { grant: DEAL, ..stage }), 3 * 24 * 60)
}

fn on_newest(stage: Stage) -> Stage {
    Stage { link: stage.world.newest_link(), ..stage }
}

fn after(stage: Stage, command: impl FnOnce(LinkId) -> Command, minutes: i64) -> Stage {
    after_at(stage, |stage| command(stage.link), minutes)
}

fn after_at(mut stage: Stage, command: impl FnOnce(&Stage) -> Command, minutes: i64) -> Stage {
    let command = command(&stage);
    stage.world.must(command);
    later(stage, minutes)
}

fn later(mut stage: Stage, minutes: i64) -> Stage {
    stage.world.later(SignedDuration::from_mins(minutes));
    stage
}

fn ten_minutes() -> AccessRules {
    AccessRules { pin_minutes: PinMinutes::try_from(10).ok(), ..AccessRules::default() }
}
