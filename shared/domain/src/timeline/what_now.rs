//! What an adviser does now about a line of the timeline (behaviour X3). Stable codes: pages have
//! the words.

use serde::{Deserialize, Serialize};

/// What helps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
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
    /// Wait a little, then send it again: it may arrive next time.
    SendAgain,
    /// Call the client: mail does not reach them, or they asked for it.
    CallClient,
    /// Read the PIN out to the client.
    ReadPinOut,
    /// Generate a new PIN.
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

impl WhatNow {
    /// Every hint.
    pub const ALL: [Self; 12] = [
        Self::CorrectEmail,
        Self::CorrectMobile,
        Self::CheckMobile,
        Self::CheckStaffEmail,
        Self::SendAgain,
        Self::CallClient,
        Self::ReadPinOut,
        Self::NewPin,
        Self::ExtendLogin,
        Self::RaiseTextLimit,
        Self::AllowCountry,
        Self::TellOps,
    ];

    /// What the client no longer needs once the right PIN was entered.
    pub(super) const RESOLVED_BY_PIN: [Self; 8] = [
        Self::CorrectMobile,
        Self::CheckMobile,
        Self::SendAgain,
        Self::CallClient,
        Self::ReadPinOut,
        Self::NewPin,
        Self::RaiseTextLimit,
        Self::AllowCountry,
    ];

    /// What the client no longer needs once the first password was set: as after the PIN, and the
    /// e-mails have evidently arrived.
    pub(super) const RESOLVED_BY_PASSWORD: [Self; 9] = [
        Self::CorrectEmail,
        Self::CorrectMobile,
        Self::CheckMobile,
        Self::SendAgain,
        Self::CallClient,
        Self::ReadPinOut,
        Self::NewPin,
        Self::RaiseTextLimit,
        Self::AllowCountry,
    ];
}
