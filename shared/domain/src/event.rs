//! The timeline: what happened to a client, immutable, in order.

use crate::access::{Generation, GrantId};
use crate::ids::{LinkId, StaffId};
use crate::message::{Notice, PinTravels};
use crate::report::{Bounce, SmsFailure};
use serde::{Deserialize, Serialize};

/// Who did it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "id", rename_all = "kebab-case")]
pub enum Actor {
    /// A member of staff.
    Staff(StaffId),
    /// Whoever holds the client's link or session.
    Client,
    /// Vestibule itself: a sender, a schedule, a date that has passed.
    System,
    /// The firm's ops.
    Ops,
}

/// Why a message was withheld that still held.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum WithheldReason {
    /// Its firm was closed when it was to be sent.
    FirmClosed,
}

/// One line of a client's timeline.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "kebab-case")]
pub enum Event {
    /// The client was added.
    ClientCreated,
    /// A new PIN was made.
    PinMade {
        /// Its generation; the letter follows from it.
        generation: Generation,
    },
    /// The adviser looked at the PIN.
    PinRevealed {
        /// The generation that was shown.
        generation: Generation,
    },
    /// An invitation was issued.
    Invited {
        /// What it opens.
        grant: GrantId,
        /// Its link.
        link: LinkId,
        /// How its PIN travels.
        pin: PinTravels,
    },
    /// An invitation was taken back.
    InvitationCancelled {
        /// What it would have opened.
        grant: GrantId,
    },
    /// Somebody or something opened a link (at most one line in ten minutes).
    LinkOpened {
        /// The link.
        link: LinkId,
    },
    /// A fresh link was mailed in place of an expired or used one.
    LinkRenewed {
        /// The fresh link.
        link: LinkId,
    },
    /// Staff copied the link, to pass it on where mail fails.
    LinkCopied {
        /// The link.
        link: LinkId,
    },
    /// An invitation that nobody had opened was brought to mind.
    InvitationReminded {
        /// Its link.
        link: LinkId,
    },
    /// A link's time is over.
    LinkExpired {
        /// The link.
        link: LinkId,
    },
    /// A PIN's time is over; its digits are deleted.
    PinExpired {
        /// Its generation.
        generation: Generation,
    },
    /// The mobile on record was typed.
    MobileVerified,
    /// A mobile was typed that is not on record.
    WrongMobileTyped,
    /// The PIN is on its way to the mobile on record.
    PinTextRequested {
        /// Its generation.
        generation: Generation,
    },
    /// The client asked the adviser for the PIN.
    PinAskedFor,
    /// The client asked for help.
    StuckTold,
    /// A wrong PIN.
    PinWrong {
        /// Guesses that this generation has left.
        left: u8,
    },
    /// Too many wrong PINs: no PIN is compared until a new one is made.
    Blocked,
    /// The right PIN.
    PinVerified {
        /// Its generation.
        generation: Generation,
    },
    /// The first password was set: the security level is now high.
    PasswordSet,
    /// The password was replaced; all sessions ended.
    PasswordChanged,
    /// A password was wrong so often that the longest wait began.
    PasswordWaits,
    /// Signed in.
    SignedIn,
    /// Signed out.
    SignedOut,
    /// The client asked for a new password.
    PasswordForgotten,
    /// Staff asked for a new PIN of an active client: the password is refused until it is entered.
    RecoveryStarted,
    /// One thing that the client could reach was ended.
    GrantEnded {
        /// Which one.
        grant: GrantId,
    },
    /// All access was revoked.
    Revoked,
    /// The mobile on record was changed, added or removed.
    MobileChanged,
    /// The sign-in e-mail was corrected.
    EmailCorrected,
    /// The date when the login ends was set or taken away.
    ExpiryChanged,
    /// The login ends soon, and the adviser is told.
    LoginExpiring {
        /// In so many days.
        days: u8,
    },
    /// The login's date has passed.
    LoginExpired,
    /// What is on record besides access was changed.
    DetailsChanged,
    /// Another member of staff is responsible from now on.
    HandedOver {
        /// Who.
        to: StaffId,
    },
    /// The client was put away: out of the lists.
    Archived,
    /// The client was taken back into the lists.
    Restored,
    /// Staff noted that the client was helped.
    Helped,
    /// What the adviser left unread went to the firm's admins.
    Escalated {
        /// What it was.
        notice: Notice,
    },
    /// An address that was given up is written to again.
    AddressTrusted,
    /// The provider accepted an e-mail.
    EmailSent {
        /// Which template.
        template: String,
    },
    /// The provider accepted a text message.
    SmsSent {
        /// Which template.
        template: String,
    },
    /// An e-mail lies in the mailbox.
    EmailDelivered {
        /// Which template.
        template: String,
    },
    /// The receiving mail system takes its time; the provider goes on trying.
    EmailDelayed {
        /// Which template.
        template: String,
    },
    /// An e-mail came back.
    EmailBounced {
        /// Which template.
        template: String,
        /// For good, or for now.
        bounce: Bounce,
    },
    /// An e-mail was marked as unwanted.
    EmailComplained {
        /// Which template.
        template: String,
    },
    /// A text message arrived.
    SmsDelivered {
        /// Which template.
        template: String,
    },
    /// A text message did not arrive.
    SmsFailed {
        /// Which template.
        template: String,
        /// Why, in the carrier's words as a stable code.
        reason: SmsFailure,
    },
    /// A message was not sent, because what it carried was ended, used or replaced meanwhile, or for
    /// the reason given.
    MessageWithheld {
        /// Which template.
        template: String,
        /// Why, where it is not what the message carried.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<WithheldReason>,
    },
    /// A message could not be sent.
    MessageFailed {
        /// Which template.
        template: String,
        /// Why, as a stable code.
        reason: String,
    },
}
