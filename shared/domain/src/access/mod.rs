//! A client's access: account, PINs and links side by side, and what may be done to them.
//!
//! [`Access`] has six parts. Each keeps its fields private and its own invariants:
//!
//! * `Account`: the standing with the login, password, grants and archiving that exist only in it;
//! * `Pins`: the newest PIN, its generation, and the guesses;
//! * `Links`: every link that is still remembered;
//! * `SetUp`: the set-up grant that a right PIN was exchanged for;
//! * `Reach`: mobile, former e-mail, and addresses that accept nothing;
//! * `Stuck`: what the adviser was notified of.
//!
//! Every command is a method of [`Access`], total over every state: it asks and changes the parts,
//! and returns a [`Verdict`] with the lines for the timeline, the messages and the answer. Refusals
//! are verdicts too: a wrong PIN changes the state. docs/access-rules.md has the same rules in prose.

mod account;
mod attention;
mod guessing;
mod link;
mod links;
mod login;
mod pin;
mod pins;
mod reach;
mod refusal;
mod set_up;
mod stored;

mod contact;
mod dates;
mod end;
mod enter;
mod help;
mod invite;
mod open;
mod password;
mod recover;
mod report;

pub use attention::{Attention, Seen, UNREAD_LIFE};
pub use enter::{Asked, PinEntered};
pub use guessing::Blocked;
pub use help::Help;
pub use invite::{Invitation, Invited, Offer};
pub use link::{Ended, EndedWhy, Link, LinkPurpose, NumberMark, REMINDERS};
pub use login::{Login, WARNINGS};
pub use open::{Opened, PinAsked};
pub use password::{Admission, PasswordPlaced};
pub use pin::{FreshPin, PinRecord};
pub use pins::PinSight;
pub use reach::{Address, GivenUp};
pub use recover::{NewPin, Recovery};
pub use refusal::{Next, Refusal};
pub use stored::IMPOSSIBLE;

use crate::kernel::{Generation, GrantId, LinkId};
use crate::messaging::{Condition, Message};
use crate::values::{Email, Mobile};
use account::Account;
use attention::Stuck;
use jiff::{SignedDuration, Timestamp};
use links::Links;
use pins::Pins;
use reach::Reach;
use serde::{Deserialize, Serialize};
use set_up::SetUp;
use stored::Stored;

/// A text that is asked for again within this time is not sent again.
pub const TEXT_WINDOW: SignedDuration = SignedDuration::from_secs(60);
/// The adviser is notified of the same thing about a link at most this often.
pub const NOTICE_WINDOW: SignedDuration = SignedDuration::from_mins(15);
/// A set-up grant lives this long.
pub const SET_UP_LIFE: SignedDuration = SignedDuration::from_mins(10);
/// A recovery link lives this long.
pub const RECOVERY_LINK_LIFE: SignedDuration = SignedDuration::from_hours(24);

/// Whether the client was let in. Expiry follows from the login's date and is not a standing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Standing {
    /// Nobody has invited the client, or the invitation was cancelled.
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

/// A client's access.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Stored", into = "Stored")]
pub struct Access {
    account: Account,
    pins: Pins,
    links: Links,
    /// The set-up grant in progress, or the last one while its reply may have been lost.
    set_up: Option<SetUp>,
    reach: Reach,
    stuck: Stuck,
}

/// The outcome of a command on a client's access.
pub type Verdict<T> = crate::verdict::Verdict<T, Refusal, Message>;

impl Access {
    /// The access of a client who was just added: it has a PIN, and no clock runs (P1).
    pub fn new(mobile: Option<Mobile>, pin: FreshPin) -> Self {
        Self {
            account: Account::new(),
            pins: Pins::new(pin),
            links: Links::default(),
            set_up: None,
            reach: Reach::new(mobile),
            stuck: Stuck::default(),
        }
    }

    /// Whether the client was let in.
    #[must_use]
    pub fn standing(&self) -> Standing {
        self.account.standing()
    }

    /// `High` exactly when a password is on record.
    #[must_use]
    pub fn security_level(&self) -> SecurityLevel {
        self.account.level()
    }

    /// The number that PINs are texted to; texting is on exactly when there is one (P4).
    #[must_use]
    pub fn mobile(&self) -> Option<&Mobile> {
        self.reach.mobile()
    }

    /// The portal account, once invited.
    #[must_use]
    pub fn login(&self) -> Option<&Login> {
        self.account.login()
    }

    /// The login whose e-mail is claimed: from the invitation on, until access is revoked.
    #[must_use]
    pub fn claimed_login(&self) -> Option<&Login> {
        self.account.claimed_login()
    }

    /// The sign-in e-mail before the last correction, which is notified of it.
    #[must_use]
    pub fn former_email(&self) -> Option<&Email> {
        self.reach.former_email()
    }

    /// Sessions of an earlier epoch have ended.
    #[must_use]
    pub fn epoch(&self) -> u32 {
        self.account.epoch()
    }

    /// What the client may reach.
    #[must_use]
    pub fn grants(&self) -> &[GrantId] {
        self.account.grants()
    }

    /// Every link that is still remembered.
    #[must_use]
    pub fn links(&self) -> &[Link] {
        self.links.all()
    }

    /// The link of this identifier.
    ///
    /// # Errors
    /// [`Refusal::UnknownLink`]: never made, or forgotten 90 days past its end.
    pub fn link(&self, id: LinkId) -> Result<&Link, Refusal> {
        self.links.find(id)
    }

    /// The generation that the next new PIN will have: it is sealed for that one.
    #[must_use]
    pub fn generation_to_come(&self) -> Generation {
        self.pins.newest().next()
    }

    /// The newest PIN while its digits are kept.
    #[must_use]
    pub fn pin(&self) -> Option<&PinRecord> {
        self.pins.kept()
    }

    /// The PIN as the adviser sees it.
    #[must_use]
    pub fn pin_sight(&self, now: Timestamp) -> PinSight {
        self.pins.sight(now)
    }

    /// Whether the client is blocked for PIN entry, and how that ends.
    #[must_use]
    pub fn blocked(&self) -> Option<Blocked> {
        self.pins.blocked(self.mobile())
    }

    /// What the adviser was notified of about a client who is stuck.
    #[must_use]
    pub fn attention(&self) -> Option<&Attention> {
        self.stuck.attention()
    }

    /// The addresses that nothing more is sent to.
    #[must_use]
    pub fn given_up(&self) -> &[GivenUp] {
        self.reach.given_up()
    }

    /// When the client was archived, if they are.
    #[must_use]
    pub fn archived_at(&self) -> Option<Timestamp> {
        self.account.archived_at()
    }

    /// Whether the login's date has passed.
    #[must_use]
    pub fn is_expired(&self, now: Timestamp) -> bool {
        self.account.is_expired(now)
    }

    /// Whether a message that was asked for earlier is still valid: what it carries was not used,
    /// replaced or ended since.
    #[must_use]
    pub fn still_wants(&self, message: &Message, asked_at: Timestamp, now: Timestamp) -> bool {
        match message.dispatch().condition {
            Condition::None => true,
            Condition::LinkIsOpen(link) => {
                self.link(link).is_ok_and(|link| link.is_open(now)) && !self.is_expired(now)
            }
            Condition::LinkIsUnopened(link) => {
                self.link(link).is_ok_and(|link| self.may_remind(link, now))
            }
            Condition::PinIsLive(generation) => {
                let live = self.pins.live(now).map(PinRecord::generation);
                live == Some(generation)
                    && !self.is_expired(now)
                    && !self.was_texted_again(generation, asked_at)
            }
            Condition::AccessIsRevoked => self.standing() == Standing::Revoked,
            Condition::FormerEmailIsKnown => self.former_email().is_some(),
        }
    }

    /// Whether the same PIN was asked for again after this text of it: one text of a generation
    /// waits at a time, and a provider that is back gets the newest alone.
    fn was_texted_again(&self, generation: Generation, asked_at: Timestamp) -> bool {
        let newest = self.pin().filter(|pin| pin.generation() == generation);
        newest.and_then(PinRecord::texted_at).is_some_and(|latest| asked_at < latest)
    }

    /// The client continues, or staff change what kept them from it.
    fn unstick(&mut self) {
        self.stuck.clear();
    }
}

/// For fields that are not stored while they are zero.
fn is_zero(count: &u8) -> bool {
    *count == 0
}
