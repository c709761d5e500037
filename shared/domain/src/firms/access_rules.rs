//! What a firm may choose about access, each with its default and its bounds.

use crate::kernel::GrantId;
use crate::messaging::{PinDelivery, PinRoute};
use jiff::SignedDuration;
use serde::{Deserialize, Serialize};

/// Days that a link lives: 1 to 30, 14 unless the firm chose (docs/access-rules.md, "Links").
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "u8", into = "u8")]
pub struct LinkDays(u8);

/// The number is out of bounds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("out of bounds for this setting")]
pub struct OutOfBounds;

impl TryFrom<u8> for LinkDays {
    type Error = OutOfBounds;
    fn try_from(days: u8) -> Result<Self, OutOfBounds> {
        if (1..=30).contains(&days) { Ok(Self(days)) } else { Err(OutOfBounds) }
    }
}

impl From<LinkDays> for u8 {
    fn from(days: LinkDays) -> u8 {
        days.0
    }
}

impl Default for LinkDays {
    fn default() -> Self {
        Self(14)
    }
}

impl LinkDays {
    /// As a length of time.
    #[must_use]
    pub fn duration(self) -> SignedDuration {
        SignedDuration::from_hours(24 * i64::from(self.0))
    }
}

/// Minutes that a PIN lives once invited: from 10 up to the link's life.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "u32", into = "u32")]
pub struct PinMinutes(u32);

impl TryFrom<u32> for PinMinutes {
    type Error = OutOfBounds;
    fn try_from(minutes: u32) -> Result<Self, OutOfBounds> {
        if (10..=30 * 24 * 60).contains(&minutes) { Ok(Self(minutes)) } else { Err(OutOfBounds) }
    }
}

impl From<PinMinutes> for u32 {
    fn from(minutes: PinMinutes) -> u32 {
        minutes.0
    }
}

/// What a welcome set-up asks for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum WelcomeProof {
    /// The PIN first.
    #[default]
    Pin,
    /// The link alone: who reads the client's mail gets in. The firm chose so.
    LinkAlone,
}

/// Where the client is after setting the first password through a welcome link.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AfterSetUp {
    /// At the sign-in page (N8).
    #[default]
    SignIn,
    /// In the portal, signed in.
    Portal,
}

/// Whether the client is written to when access is revoked.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TellOnRevoke {
    /// An e-mail says that access has ended.
    #[default]
    Tell,
    /// Nothing is sent.
    Silent,
}

/// The access rules that a firm may choose.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccessRules {
    /// How long links live.
    pub link_days: LinkDays,
    /// How long PINs live; as long as their link when `None`.
    pub pin_minutes: Option<PinMinutes>,
    /// How the PIN of a portal login travels by default.
    pub portal_pin: PinDelivery,
    /// How the PIN of an engagement travels by default.
    pub engagement_pin: PinDelivery,
    /// How the PIN of a shared deal travels by default.
    pub deal_pin: PinDelivery,
    /// What a welcome set-up asks for.
    pub welcome_proof: WelcomeProof,
    /// Where a welcome set-up ends.
    pub after_set_up: AfterSetUp,
    /// Whether a revoked client is written to.
    pub tell_on_revoke: TellOnRevoke,
}

impl Default for AccessRules {
    fn default() -> Self {
        Self {
            link_days: LinkDays::default(),
            pin_minutes: None,
            portal_pin: PinDelivery::OnceMobileConfirmed,
            engagement_pin: PinDelivery::OnceMobileConfirmed,
            deal_pin: PinDelivery::WithInvitation,
            welcome_proof: WelcomeProof::default(),
            after_set_up: AfterSetUp::default(),
            tell_on_revoke: TellOnRevoke::default(),
        }
    }
}

impl AccessRules {
    /// How long a PIN lives: the firm's choice, never longer than the link.
    #[must_use]
    pub fn pin_life(&self) -> SignedDuration {
        let link = self.link_days.duration();
        self.pin_minutes
            .map_or(link, |minutes| SignedDuration::from_mins(i64::from(minutes.0)).min(link))
    }

    /// How a client who has a mobile and no password gets the PIN of an invitation to this, unless
    /// the adviser chooses otherwise.
    #[must_use]
    pub fn pin_route(&self, grant: GrantId) -> PinRoute {
        PinRoute::Delivered(match grant {
            GrantId::Portal => match self.welcome_proof {
                WelcomeProof::LinkAlone => return PinRoute::NotAsked,
                WelcomeProof::Pin => self.portal_pin,
            },
            GrantId::Engagement(_) => self.engagement_pin,
            GrantId::Deal(_) => self.deal_pin,
        })
    }
}
