//! Identifiers: 128 random bits each, a type of its own for each thing.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;
use uuid::Uuid;

/// The text is not a UUID.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an identifier")]
pub struct NotAnId;

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl $name {
            /// The identifier made of 16 random bytes.
            #[must_use]
            pub fn from_random(bytes: [u8; 16]) -> Self {
                Self(uuid::Builder::from_random_bytes(bytes).into_uuid())
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.hyphenated().fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = NotAnId;

            fn from_str(text: &str) -> Result<Self, NotAnId> {
                // One spelling only: an identifier is part of keys and of authenticated data.
                let id = Uuid::try_parse(text).map_err(|_| NotAnId)?;
                if id.hyphenated().to_string() == text { Ok(Self(id)) } else { Err(NotAnId) }
            }
        }
    };
}

id!(
    /// A firm, the tenant: part of every key.
    FirmId
);
id!(
    /// A client of a firm.
    ClientId
);
id!(
    /// A member of a firm's staff.
    StaffId
);
id!(
    /// An e-mailed link: an invitation, a recovery or a staff set-up.
    LinkId
);
id!(
    /// A message to be sent once.
    MessageId
);
id!(
    /// An engagement: a form sent to a client.
    EngagementId
);
id!(
    /// A deal that is shared on the portal.
    DealId
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_identifier_has_one_spelling() {
        let id = ClientId::from_random([0xab; 16]);
        assert_eq!(id.to_string().parse(), Ok(id));
        assert_eq!(id.to_string().to_uppercase().parse::<ClientId>(), Err(NotAnId));
        assert_eq!(id.0.simple().to_string().parse::<ClientId>(), Err(NotAnId));
    }
}
