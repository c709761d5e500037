//! What happens to a client's record.

use super::{Tone, WhatNow};
use crate::kernel::StaffId;
use serde::{Deserialize, Serialize};

/// One event of a client's record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "kebab-case")]
pub enum ClientEvent {
    /// The client was added.
    ClientCreated,
    /// What is on record besides access was changed.
    DetailsChanged,
    /// Another member of staff became responsible.
    HandedOver {
        /// The member of staff who is responsible now.
        to: StaffId,
    },
    /// The client was archived: out of the lists.
    Archived,
    /// The client was taken back into the lists.
    Restored,
}

impl ClientEvent {
    /// What helps; see [`Event::what_now`](super::Event::what_now).
    #[must_use]
    pub fn what_now(&self) -> Option<WhatNow> {
        match self {
            Self::ClientCreated
            | Self::DetailsChanged
            | Self::HandedOver { .. }
            | Self::Archived
            | Self::Restored => None,
        }
    }

    /// Which earlier hints are done; see [`Event::resolves`](super::Event::resolves).
    #[must_use]
    pub fn resolves(&self) -> &'static [WhatNow] {
        match self {
            Self::Archived => &WhatNow::ALL,
            Self::DetailsChanged => &[WhatNow::CorrectEmail],
            Self::ClientCreated | Self::HandedOver { .. } | Self::Restored => &[],
        }
    }

    /// How serious it is; see [`Event::tone`](super::Event::tone).
    #[must_use]
    pub fn tone(&self) -> Tone {
        match self {
            Self::ClientCreated
            | Self::DetailsChanged
            | Self::HandedOver { .. }
            | Self::Archived
            | Self::Restored => Tone::Plain,
        }
    }
}
