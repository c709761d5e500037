//! What happens to a client's access: the invitation, its links and its PIN.

use super::{Tone, WhatNow};
use crate::kernel::{Generation, GrantId, LinkId};
use crate::messaging::{Notice, PinRoute};
use serde::{Deserialize, Serialize};

/// One event of a client's access.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "kebab-case")]
pub enum AccessEvent {
    /// A new PIN was made.
    PinMade {
        /// Its generation; the letter follows from it.
        generation: Generation,
    },
    /// A member of staff looked at the PIN.
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
        pin: PinRoute,
    },
    /// An invitation was taken back.
    InvitationCancelled {
        /// What it would have opened.
        grant: GrantId,
    },
    /// A person or a mail scanner opened a link. Recorded at most once in ten minutes.
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
    /// The client was reminded of an invitation that nobody had opened.
    InvitationReminded {
        /// Its link.
        link: LinkId,
    },
    /// A link expired.
    LinkExpired {
        /// The link.
        link: LinkId,
    },
    /// A PIN expired; its digits are deleted.
    PinExpired {
        /// Its generation.
        generation: Generation,
    },
    /// The mobile on record was typed.
    MobileVerified,
    /// A mobile was typed that is not on record.
    WrongMobileTyped,
    /// A text with the PIN was requested, to the mobile on record.
    PinTextRequested {
        /// Its generation.
        generation: Generation,
    },
    /// The client asked the adviser for the PIN.
    PinAskedFor,
    /// The client asked for help.
    StuckTold,
    /// A wrong PIN was entered.
    PinWrong {
        /// Guesses that this generation has left, 0 to 4.
        left: u8,
    },
    /// Too many wrong PINs: no PIN is compared until a new one is made.
    Blocked,
    /// The right PIN was entered.
    PinVerified {
        /// Its generation.
        generation: Generation,
    },
    /// One thing that the client could reach was ended.
    GrantEnded {
        /// Which one.
        grant: GrantId,
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
}

impl AccessEvent {
    /// What helps; see [`Event::what_now`](super::Event::what_now).
    #[must_use]
    pub fn what_now(&self) -> Option<WhatNow> {
        match self {
            Self::PinAskedFor => Some(WhatNow::ReadPinOut),
            Self::StuckTold => Some(WhatNow::CallClient),
            Self::Blocked => Some(WhatNow::NewPin),
            Self::WrongMobileTyped => Some(WhatNow::CheckMobile),
            Self::PinMade { .. }
            | Self::PinRevealed { .. }
            | Self::Invited { .. }
            | Self::InvitationCancelled { .. }
            | Self::LinkOpened { .. }
            | Self::LinkRenewed { .. }
            | Self::LinkCopied { .. }
            | Self::InvitationReminded { .. }
            | Self::LinkExpired { .. }
            | Self::PinExpired { .. }
            | Self::MobileVerified
            | Self::PinTextRequested { .. }
            | Self::PinWrong { .. }
            | Self::PinVerified { .. }
            | Self::GrantEnded { .. }
            | Self::Revoked
            | Self::MobileChanged
            | Self::Helped
            | Self::Escalated { .. }
            | Self::AddressTrusted => None,
        }
    }

    /// Which earlier hints are done; see [`Event::resolves`](super::Event::resolves).
    #[must_use]
    pub fn resolves(&self) -> &'static [WhatNow] {
        match self {
            // Nothing is left that the client could be helped with.
            Self::Revoked | Self::InvitationCancelled { .. } => &WhatNow::ALL,
            Self::PinVerified { .. } => &WhatNow::RESOLVED_BY_PIN,
            Self::PinMade { .. } => &[WhatNow::NewPin],
            Self::PinRevealed { .. } => &[WhatNow::ReadPinOut],
            Self::Invited { .. } | Self::LinkRenewed { .. } | Self::PinTextRequested { .. } => {
                &[WhatNow::SendAgain]
            }
            Self::MobileVerified => &[WhatNow::CheckMobile],
            Self::MobileChanged => &[WhatNow::CorrectMobile, WhatNow::CheckMobile],
            Self::Helped => &[WhatNow::CheckMobile, WhatNow::CallClient, WhatNow::TellOps],
            Self::AddressTrusted => &[WhatNow::CorrectEmail],
            Self::LinkOpened { .. }
            | Self::LinkCopied { .. }
            | Self::InvitationReminded { .. }
            | Self::LinkExpired { .. }
            | Self::PinExpired { .. }
            | Self::WrongMobileTyped
            | Self::PinAskedFor
            | Self::StuckTold
            | Self::PinWrong { .. }
            | Self::Blocked
            | Self::GrantEnded { .. }
            | Self::Escalated { .. } => &[],
        }
    }

    /// How serious it is; see [`Event::tone`](super::Event::tone).
    #[must_use]
    pub fn tone(&self) -> Tone {
        match self {
            Self::PinVerified { .. } | Self::MobileVerified | Self::Helped => Tone::Good,
            Self::PinWrong { .. }
            | Self::WrongMobileTyped
            | Self::StuckTold
            | Self::PinAskedFor
            | Self::Escalated { .. }
            | Self::LinkExpired { .. }
            | Self::PinExpired { .. } => Tone::Warning,
            Self::Blocked | Self::Revoked => Tone::Bad,
            Self::PinMade { .. }
            | Self::PinRevealed { .. }
            | Self::Invited { .. }
            | Self::InvitationCancelled { .. }
            | Self::LinkOpened { .. }
            | Self::LinkRenewed { .. }
            | Self::LinkCopied { .. }
            | Self::InvitationReminded { .. }
            | Self::PinTextRequested { .. }
            | Self::GrantEnded { .. }
            | Self::MobileChanged
            | Self::AddressTrusted => Tone::Plain,
        }
    }
}
