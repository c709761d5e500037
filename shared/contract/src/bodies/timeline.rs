//! A line of the timeline: what happened, and what follows from it.

use super::{Bounce, Grant, Notice, PinRoute, SmsFailure, WithheldReason};
use serde::Serialize;
use utoipa::ToSchema;

/// One line of a client's timeline. It never changes.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct TimelineLine {
    /// When (RFC 3339).
    pub at: String,
    /// Who did it.
    pub actor: Actor,
    /// The flow that did it.
    pub cause: String,
    /// What happened.
    pub what: TimelineEvent,
    /// How serious it is.
    pub tone: Tone,
    /// What helps, where something does. Due until a newer line resolves it.
    pub now: Option<WhatNow>,
    /// The `now` of older lines that need no attention since this one.
    pub resolves: Vec<WhatNow>,
}

/// Who did it.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[serde(tag = "kind", content = "id", rename_all = "kebab-case")]
pub enum Actor {
    /// A member of staff, by identifier.
    Staff(String),
    /// The holder of the client's link or session.
    Client,
    /// Vestibule itself.
    System,
    /// The firm's ops.
    Ops,
}

/// How serious a line is. Pages choose its colour by it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Tone {
    /// A fact.
    Plain,
    /// The client got further, or a message arrived.
    Good,
    /// The client may need help soon.
    Warning,
    /// Something failed, or access ended.
    Bad,
}

/// What helps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum WhatNow {
    /// Ask the client for an address that exists, and correct it.
    CorrectEmail,
    /// Ask the client for a mobile that takes texts, and change it.
    CorrectMobile,
    /// Ask the client whether the mobile on record is still theirs.
    CheckMobile,
    /// Ask the colleague whether their own address is right.
    CheckStaffEmail,
    /// Wait a little, then send it again.
    SendAgain,
    /// Call the client.
    CallClient,
    /// Read the PIN out to the client.
    ReadPinOut,
    /// Make a new PIN.
    NewPin,
    /// Give the login a later date, if it is to continue.
    ExtendLogin,
    /// A firm admin raises the limit of texts a day, or staff read the PIN out.
    RaiseTextLimit,
    /// A firm admin allows texts to that country, or staff read the PIN out.
    AllowCountry,
    /// Ask ops to look at the system's mails and texts.
    TellOps,
}

/// What happened: `event` says which, and each has details of its own. `template` names the letter
/// or text, for example `invitation`; a letter of an older release may have another name.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[serde(tag = "event", rename_all = "kebab-case")]
pub enum TimelineEvent {
    /// A new PIN was made.
    PinMade {
        /// Its number, from 1.
        generation: u32,
        /// From the second PIN on, its letter.
        letter: Option<String>,
    },
    /// A member of staff looked at the PIN.
    PinRevealed {
        /// The number of the PIN that was shown.
        generation: u32,
        /// From the second PIN on, its letter.
        letter: Option<String>,
    },
    /// An invitation was issued.
    Invited {
        /// What it opens.
        grant: Grant,
        /// Its link.
        link: String,
        /// How its PIN travels.
        pin: PinRoute,
    },
    /// An invitation was taken back.
    InvitationCancelled {
        /// What it would have opened.
        grant: Grant,
    },
    /// A person or a mail scanner opened a link.
    LinkOpened {
        /// The link.
        link: String,
    },
    /// A fresh link was mailed in place of an expired or used one.
    LinkRenewed {
        /// The fresh link.
        link: String,
    },
    /// Staff copied the link.
    LinkCopied {
        /// The link.
        link: String,
    },
    /// The client was reminded of an invitation that nobody had opened.
    InvitationReminded {
        /// Its link.
        link: String,
    },
    /// A link expired.
    LinkExpired {
        /// The link.
        link: String,
    },
    /// A PIN expired.
    PinExpired {
        /// Its number.
        generation: u32,
        /// From the second PIN on, its letter.
        letter: Option<String>,
    },
    /// The mobile on record was typed.
    MobileVerified,
    /// A mobile was typed that is not on record.
    WrongMobileTyped,
    /// A text with the PIN was requested.
    PinTextRequested {
        /// The number of the PIN.
        generation: u32,
        /// From the second PIN on, its letter.
        letter: Option<String>,
    },
    /// The client asked the adviser for the PIN.
    PinAskedFor,
    /// The client asked for help.
    StuckTold,
    /// A wrong PIN was entered.
    PinWrong {
        /// Guesses that are left, 0 to 4.
        left: u8,
    },
    /// Too many wrong PINs: no PIN is compared until a new one is made.
    Blocked,
    /// The right PIN was entered.
    PinVerified {
        /// Its number.
        generation: u32,
        /// From the second PIN on, its letter.
        letter: Option<String>,
    },
    /// One thing that the client could reach was ended.
    GrantEnded {
        /// Which one.
        grant: Grant,
    },
    /// All access was revoked.
    Revoked,
    /// The mobile on record was changed, added or removed.
    MobileChanged,
    /// Staff recorded that the client was helped.
    Helped,
    /// The firm's admins were notified of what the adviser had left unread.
    Escalated {
        /// What it was.
        notice: Notice,
    },
    /// A suppressed address is written to again.
    AddressTrusted,
    /// The first password was set: the security level is now high.
    PasswordSet,
    /// The password was replaced; all sessions ended.
    PasswordChanged,
    /// So many wrong passwords were typed that the longest wait began.
    PasswordWaits,
    /// Signed in.
    SignedIn,
    /// Signed out.
    SignedOut,
    /// The client asked for a new password.
    PasswordForgotten,
    /// Staff made a new PIN for an active client: the password is refused until it is entered.
    RecoveryStarted,
    /// The sign-in e-mail was corrected.
    EmailCorrected,
    /// The date when the login ends was set or removed.
    ExpiryChanged,
    /// The login ends soon.
    LoginExpiring {
        /// In so many days.
        days: u8,
    },
    /// The login expired.
    LoginExpired,
    /// The client was added.
    ClientCreated,
    /// What is on record besides access was changed.
    DetailsChanged,
    /// Another member of staff became responsible.
    HandedOver {
        /// The identifier of the member of staff who is responsible now.
        to: String,
    },
    /// The client was archived.
    Archived,
    /// The client was taken back into the lists.
    Restored,
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
    /// An e-mail was delivered to the mailbox.
    EmailDelivered {
        /// Which template.
        template: String,
    },
    /// The receiving mail system is slow; the provider keeps trying.
    EmailDelayed {
        /// Which template.
        template: String,
    },
    /// An e-mail bounced.
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
    /// A text message was delivered.
    SmsDelivered {
        /// Which template.
        template: String,
    },
    /// A text message was not delivered.
    SmsFailed {
        /// Which template.
        template: String,
        /// Why.
        reason: SmsFailure,
    },
    /// A message was not sent, because it was no longer needed, or for the reason given.
    MessageWithheld {
        /// Which template.
        template: String,
        /// Why, where it was still needed.
        #[serde(skip_serializing_if = "Option::is_none")]
        reason: Option<WithheldReason>,
    },
    /// A message could not be sent.
    MessageFailed {
        /// Which template.
        template: String,
        /// Why, as the provider's code.
        reason: String,
    },
}
