//! How a PIN reaches the client: what firms and advisers choose, and what an invitation says.

use crate::values::Mobile;
use serde::{Deserialize, Serialize};
use std::fmt;

/// The way of a PIN to the client, as a firm or an adviser chooses it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PinDelivery {
    /// Texted at once, with the invitation.
    WithInvitation,
    /// Texted when the client has typed the mobile that is on record.
    OnceMobileConfirmed,
    /// Read out or written by the adviser.
    ByAdviser,
}

/// The way of the PIN of one invitation: a delivery, or the reason why there is no PIN.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PinRoute {
    /// No PIN: the link alone opens the set-up, where the firm chose so.
    NotAsked,
    /// No PIN: the client signs in with the password on record.
    HasPassword,
    /// The PIN is delivered in this way. Stored as the word of the delivery.
    #[serde(untagged)]
    Delivered(PinDelivery),
}

impl PinRoute {
    /// Texted at once, with the invitation.
    pub const WITH_INVITATION: Self = Self::Delivered(PinDelivery::WithInvitation);
    /// Texted when the client has typed the mobile that is on record.
    pub const ONCE_MOBILE_CONFIRMED: Self = Self::Delivered(PinDelivery::OnceMobileConfirmed);
    /// Read out or written by the adviser.
    pub const BY_ADVISER: Self = Self::Delivered(PinDelivery::ByAdviser);

    /// Returns the route that is possible with this mobile: without one the adviser passes on what
    /// would be texted (P4).
    #[must_use]
    pub fn with(self, mobile: Option<&Mobile>) -> Self {
        match (self, mobile) {
            (Self::Delivered(_), None) => Self::BY_ADVISER,
            (Self::Delivered(_), Some(_)) | (Self::NotAsked | Self::HasPassword, _) => self,
        }
    }
}

impl fmt::Debug for PinRoute {
    /// Names the delivery alone, as it is stored.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotAsked => f.write_str("NotAsked"),
            Self::HasPassword => f.write_str("HasPassword"),
            Self::Delivered(delivery) => delivery.fmt(f),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_route_is_stored_as_one_word() {
        let words = [
            (PinRoute::WITH_INVITATION, "\"with-invitation\""),
            (PinRoute::ONCE_MOBILE_CONFIRMED, "\"once-mobile-confirmed\""),
            (PinRoute::BY_ADVISER, "\"by-adviser\""),
            (PinRoute::NotAsked, "\"not-asked\""),
            (PinRoute::HasPassword, "\"has-password\""),
        ];
        for (route, word) in words {
            assert_eq!(serde_json::to_string(&route).unwrap(), word);
            assert_eq!(serde_json::from_str::<PinRoute>(word).unwrap(), route);
        }
        for odd in ["\"by-post\"", "\"ByAdviser\"", "null", "1"] {
            assert!(serde_json::from_str::<PinRoute>(odd).is_err(), "{odd}");
        }
    }

    #[test]
    fn a_firm_chooses_no_route_without_a_pin() {
        for word in ["\"not-asked\"", "\"has-password\""] {
            assert!(serde_json::from_str::<PinDelivery>(word).is_err(), "{word}");
        }
    }
}
