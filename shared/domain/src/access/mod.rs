//! A client's access: standing, PIN and password side by side, and what may be done to them.
//!
//! Every command is a method of [`Access`], total over every state: it changes the state in
//! place and returns a [`Verdict`] that says what goes on the timeline, what is to be sent and
//! what the caller is answered. Refusals are verdicts too: a wrong PIN changes the state.
//! docs/access-rules.md has the same rules in prose.

mod attention;
mod contact;
mod dates;
mod end;
mod enter;
mod invite;
mod link;
mod password;
mod pin;
mod recover;
mod report;

pub use attention::{Attention, Help, Seen, UNREAD_LIFE};
pub use dates::{REMINDERS, WARNINGS};
pub use enter::{Asked, Opened, PinAsked, PinEntered};
pub use invite::{Invitation, Invited, Offer};
pub use link::{Ended, EndedWhy, Link, LinkPurpose, NumberMark, Typed};
pub use password::{Admission, PasswordPlaced, SetUp};
pub use pin::{Blocked, FreshPin, Guessing, PinRecord, PinSight, PinUse};
pub use recover::{NewPin, Recovery};
pub use report::{Address, GivenUp};

use crate::kernel::{Generation, GrantId};
use crate::messaging::{Message, Unreachable};

use crate::values::{Email, Mobile};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

/// Asked again within this time, a text is not sent again.
pub const TEXT_WINDOW: SignedDuration = SignedDuration::from_secs(60);
/// The adviser is told the same thing about a link at most this often.
pub const NOTICE_WINDOW: SignedDuration = SignedDuration::from_mins(15);
/// A set-up grant lives this long.
pub const SET_UP_LIFE: SignedDuration = SignedDuration::from_mins(10);
/// A recovery link lives this long.
pub const RECOVERY_LINK_LIFE: SignedDuration = SignedDuration::from_hours(24);

/// Whether the client was let in. Expiry is derived from time and is no standing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Standing {
    /// Nobody has invited the client, or the invitation was taken back.
    NotInvited,
    /// An invitation is out and no password is on record.
    Invited,
    /// A password is on record.
    Active,
    /// Access was revoked.
    Revoked,
}

/// How well the account is guarded, as the adviser sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SecurityLevel {
    /// No password yet.
    Low,
    /// A password is on record.
    High,
}

/// The login: which e-mail signs in, and until when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Login {
    /// The sign-in name, unique in the firm.
    pub email: Email,
    /// From this moment on neither sign-in nor links nor sessions work.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expires_at: Option<Timestamp>,
    /// That it has ended stands on the timeline.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(super) expiry_noted: bool,
    /// How many of the [`WARNINGS`] were given.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub(super) warned: u8,
}

fn is_zero(count: &u8) -> bool {
    *count == 0
}

/// The password, as far as the rules need it; its hash is kept with the credential.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PasswordRecord {
    /// When it was set.
    pub set_at: Timestamp,
    /// Refused until a recovery PIN is entered ("Generate new PIN" on an active client).
    pub held: bool,
}

/// What is stored of a client's access.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Access {
    standing: Standing,
    /// The newest PIN generation that was ever made.
    generation: Generation,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pin: Option<PinRecord>,
    /// What the newest PIN would have opened: its time was over, and its digits are deleted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    expired_pin: Option<PinUse>,
    guessing: Guessing,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    password: Option<PasswordRecord>,
    /// Rises whenever all sessions end.
    epoch: u32,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    mobile: Option<Mobile>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    login: Option<Login>,
    grants: Vec<GrantId>,
    links: Vec<Link>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    set_up: Option<SetUp>,
    /// The client is stuck.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    attention: Option<Attention>,
    /// Addresses that nothing more is sent to.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    given_up: Vec<GivenUp>,
    /// The sign-in e-mail before it was corrected: it is told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    former_email: Option<Email>,
    /// Put away, out of the lists.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    archived_at: Option<Timestamp>,
}

/// The outcome of a command on a client's access.
pub type Verdict<T> = crate::verdict::Verdict<T, Refusal, Message>;

/// Where a link leads: the one word that tells a page what to show.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Next {
    /// Type the mobile.
    Mobile,
    /// Type the PIN.
    Pin,
    /// Choose a password.
    Password,
    /// Enter the password.
    SignIn,
    /// The link's time is over; a fresh one can be mailed.
    Expired,
    /// A newer link was mailed.
    Superseded,
    /// What the link opened is no more.
    Ended,
}

impl Next {
    /// Whether the link is still good for something.
    #[must_use]
    pub fn leads_on(self) -> bool {
        match self {
            Self::Mobile | Self::Pin | Self::Password | Self::SignIn => true,
            Self::Expired | Self::Superseded | Self::Ended => false,
        }
    }
}

/// Why a command was refused. Values, not faults.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// No such link.
    UnknownLink,
    /// The link is at another step.
    LinkIsAt(Next),
    /// Five different numbers were typed on this link within a day.
    TooManyNumbers {
        /// When the next different one is taken.
        until: Timestamp,
    },
    /// Blocked for PIN entry.
    PinBlocked(Blocked),
    /// No PIN is live: expired, used or replaced. Nothing was compared.
    PinNotLive,
    /// The PIN was compared and is wrong.
    PinWrong {
        /// Guesses left for this generation.
        left: u8,
    },
    /// The set-up grant is over, or is another page's.
    SetUpOver,
    /// The client has a password for what they were invited to; recovery is offered.
    AlreadyActive,
    /// There is no such invitation to take back.
    NotInvited,
    /// There is no access to end.
    NothingToEnd,
    /// No digits are kept, or their time is over: there is no PIN to show.
    NoPin,
    /// No mobile is on record: the adviser passes the PIN on.
    NoMobile,
    /// No password is on record.
    NoPassword,
    /// Nothing more is sent to this address.
    Unreachable(Unreachable),
    /// The client was put away.
    Archived,
    /// The client can still reach something: that is ended first.
    StillHasAccess,
    /// The same was done a moment ago.
    TooSoon {
        /// When it may be done again.
        until: Timestamp,
    },
}

impl Access {
    /// The access of a client who was just added: a PIN is made by itself, no clock runs (P1).
    pub fn new(mobile: Option<Mobile>, pin: FreshPin) -> Self {
        Self {
            standing: Standing::NotInvited,
            generation: Generation::FIRST,
            pin: Some(PinRecord::unsent(Generation::FIRST, pin)),
            expired_pin: None,
            guessing: Guessing::default(),
            password: None,
            epoch: 0,
            mobile,
            login: None,
            grants: Vec::new(),
            links: Vec::new(),
            set_up: None,
            attention: None,
            given_up: Vec::new(),
            former_email: None,
            archived_at: None,
        }
    }

    /// Whether the client was let in.
    #[must_use]
    pub fn standing(&self) -> Standing {
        self.standing
    }

    /// `High` exactly when a password is on record.
    #[must_use]
    pub fn security_level(&self) -> SecurityLevel {
        if self.password.is_some() { SecurityLevel::High } else { SecurityLevel::Low }
    }

    /// The number that PINs are texted to; texting is on exactly when there is one (P4).
    #[must_use]
    pub fn mobile(&self) -> Option<&Mobile> {
        self.mobile.as_ref()
    }

    /// The portal account, once invited.
    #[must_use]
    pub fn login(&self) -> Option<&Login> {
        self.login.as_ref()
    }

    /// The login whose e-mail is claimed: from the invitation on, until access is revoked.
    #[must_use]
    pub fn claimed_login(&self) -> Option<&Login> {
        match self.standing {
            Standing::Invited | Standing::Active => self.login(),
            Standing::NotInvited | Standing::Revoked => None,
        }
    }

    /// The sign-in e-mail before the last correction, which is notified of it.
    #[must_use]
    pub fn former_email(&self) -> Option<&Email> {
        self.former_email.as_ref()
    }

    /// Sessions of an earlier epoch are over.
    #[must_use]
    pub fn epoch(&self) -> u32 {
        self.epoch
    }

    /// What the client may reach.
    #[must_use]
    pub fn grants(&self) -> &[GrantId] {
        &self.grants
    }

    /// Every link that is still remembered.
    #[must_use]
    pub fn links(&self) -> &[Link] {
        &self.links
    }

    /// Whether the login's date has passed.
    #[must_use]
    pub fn is_expired(&self, now: Timestamp) -> bool {
        self.login.as_ref().and_then(|login| login.expires_at).is_some_and(|at| now >= at)
    }

    /// Whether a message that was asked for earlier still holds: what it carries was neither used,
    /// replaced nor ended meanwhile.
    #[must_use]
    pub fn still_wants(&self, message: &Message, now: Timestamp) -> bool {
        match message {
            Message::Invitation { link, .. } | Message::Recovery { link, .. } => {
                self.link(*link).is_ok_and(|link| link.is_open(now)) && !self.is_expired(now)
            }
            Message::Pin { generation } => {
                self.pin
                    .as_ref()
                    .is_some_and(|pin| pin.generation == *generation && pin.is_live(now))
                    && !self.is_expired(now)
            }
            Message::Reminder { link, .. } => {
                self.link(*link).is_ok_and(|link| self.may_remind(link, now))
            }
            Message::AccessEnded => self.standing == Standing::Revoked,
            Message::EmailChanged => self.former_email.is_some(),
            Message::PasswordChanged
            | Message::MobileChanged
            | Message::Tell(_)
            | Message::Escalate(_) => true,
        }
    }

    fn end_sessions(&mut self) {
        self.epoch += 1;
    }
}
