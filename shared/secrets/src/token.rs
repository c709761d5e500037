//! Tokens: the content of a link or a cookie. Each names its firm and owner, so one read by key
//! finds the item it belongs to.

use crate::keyring::{LinkKey, token_digest};
use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use subtle::ConstantTimeEq;
use uuid::Uuid;
pub use vestibule_domain::kernel::LinkKind;
use vestibule_domain::kernel::{ClientId, Digest, FirmId, LinkId, StaffId};
use zeroize::Zeroizing;

fn kind_byte(kind: LinkKind) -> u8 {
    match kind {
        LinkKind::Invitation => b'i',
        LinkKind::Recovery => b'r',
        LinkKind::StaffSetUp => b's',
        LinkKind::StaffRecovery => b'p',
    }
}

fn kind_of_byte(byte: u8) -> Option<LinkKind> {
    match byte {
        b'i' => Some(LinkKind::Invitation),
        b'r' => Some(LinkKind::Recovery),
        b's' => Some(LinkKind::StaffSetUp),
        b'p' => Some(LinkKind::StaffRecovery),
        _ => None,
    }
}

/// A link whose secret was checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LinkToken {
    /// Its purpose.
    pub kind: LinkKind,
    /// Its firm.
    pub firm: FirmId,
    /// The client or member of staff it was generated for.
    pub owner: Uuid,
    /// The link's identifier.
    pub link: LinkId,
}

const LINK_BYTES: usize = 1 + 16 + 16 + 16 + 32;

impl LinkToken {
    /// The text in the URL's fragment: 108 characters of base64url.
    #[must_use]
    pub fn seal(&self, key: LinkKey<'_>) -> Zeroizing<String> {
        let secret =
            Zeroizing::new(key.secret(kind_byte(self.kind), self.firm, self.owner, self.link));
        let bytes = Zeroizing::new(
            [
                &[kind_byte(self.kind)],
                self.firm.0.as_bytes().as_slice(),
                self.owner.as_bytes(),
                self.link.0.as_bytes(),
                secret.as_slice(),
            ]
            .concat(),
        );
        Zeroizing::new(BASE64_URL_SAFE_NO_PAD.encode(bytes.as_slice()))
    }

    /// Reads and checks a link. `None`: not a valid one.
    #[must_use]
    pub fn open(text: &str, key: LinkKey<'_>) -> Option<Self> {
        if text.len() != LINK_BYTES * 4 / 3 {
            return None;
        }
        let bytes = Zeroizing::new(BASE64_URL_SAFE_NO_PAD.decode(text).ok()?);
        let (head, secret) = bytes.split_at_checked(LINK_BYTES - 32)?;
        let kind = kind_of_byte(*head.first()?)?;
        let id = |from: usize| Uuid::from_slice(head.get(from..from + 16)?).ok();
        let token = Self { kind, firm: FirmId(id(1)?), owner: id(17)?, link: LinkId(id(33)?) };
        let right = key.secret(kind_byte(kind), token.firm, token.owner, token.link);
        bool::from(right.ct_eq(secret)).then_some(token)
    }

    /// The client that it was generated for, if it is a client's.
    #[must_use]
    pub fn client(&self) -> Option<ClientId> {
        match self.kind {
            LinkKind::Invitation | LinkKind::Recovery => Some(ClientId(self.owner)),
            LinkKind::StaffSetUp | LinkKind::StaffRecovery => None,
        }
    }

    /// The member of staff that it was generated for, if it is a colleague's.
    #[must_use]
    pub fn staff(&self) -> Option<StaffId> {
        match self.kind {
            LinkKind::StaffSetUp | LinkKind::StaffRecovery => Some(StaffId(self.owner)),
            LinkKind::Invitation | LinkKind::Recovery => None,
        }
    }
}

/// The content of a session cookie: firm, owner and 256 random bits.
pub struct SessionToken {
    /// The firm.
    pub firm: FirmId,
    /// The client or member of staff.
    pub owner: Uuid,
    secret: Zeroizing<[u8; 32]>,
}

impl SessionToken {
    /// A new token.
    #[must_use]
    pub fn make(firm: FirmId, owner: Uuid) -> Self {
        Self { firm, owner, secret: Zeroizing::new(crate::entropy::bytes()) }
    }

    /// The cookie's value: 86 characters of base64url.
    #[must_use]
    pub fn cookie_value(&self) -> Zeroizing<String> {
        let bytes = Zeroizing::new(
            [self.firm.0.as_bytes().as_slice(), self.owner.as_bytes(), self.secret.as_slice()]
                .concat(),
        );
        Zeroizing::new(BASE64_URL_SAFE_NO_PAD.encode(bytes.as_slice()))
    }

    /// Reads a cookie's value.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let bytes = Zeroizing::new(BASE64_URL_SAFE_NO_PAD.decode(text).ok()?);
        let (firm, rest) = bytes.split_at_checked(16)?;
        let (owner, secret) = rest.split_at_checked(16)?;
        Some(Self {
            firm: FirmId(Uuid::from_slice(firm).ok()?),
            owner: Uuid::from_slice(owner).ok()?,
            secret: Zeroizing::new(secret.try_into().ok()?),
        })
    }

    /// The digest to store.
    #[must_use]
    pub fn digest(&self) -> Digest {
        token_digest(&self.secret)
    }
}

/// The cookie of a known device: 256 random bits, which reveal nothing about anybody.
#[derive(Clone)]
pub struct DeviceToken(Zeroizing<[u8; 32]>);

impl DeviceToken {
    /// A new token.
    #[must_use]
    pub fn make() -> Self {
        Self(Zeroizing::new(crate::entropy::bytes()))
    }

    /// The cookie's value: 43 characters of base64url.
    #[must_use]
    pub fn cookie_value(&self) -> Zeroizing<String> {
        Zeroizing::new(BASE64_URL_SAFE_NO_PAD.encode(self.0.as_slice()))
    }

    /// Reads a cookie's value.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let bytes = Zeroizing::new(BASE64_URL_SAFE_NO_PAD.decode(text).ok()?);
        Some(Self(Zeroizing::new(bytes.as_slice().try_into().ok()?)))
    }

    /// The digest to store.
    #[must_use]
    pub fn digest(&self) -> Digest {
        token_digest(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_session_token_reads_back_and_nothing_else_does() {
        let token = SessionToken::make(FirmId::from_random([1; 16]), Uuid::from_bytes([2; 16]));
        let read = SessionToken::parse(&token.cookie_value()).expect("reads back");
        assert_eq!((read.firm, read.owner), (token.firm, token.owner));
        assert!(read.digest() == token.digest());
        for bad in ["", "x", &"A".repeat(85), &"A".repeat(88)] {
            assert!(SessionToken::parse(bad).is_none(), "{bad}");
        }
    }
}
