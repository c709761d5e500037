//! The position where the next page starts.

use super::Sort;
use crate::keys;
use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;

/// The position in a list or a search where the next page starts. It contains a name or a term,
/// which is personal data: `Debug` shows nothing of it. It grants nothing: firm and filter come
/// with each request.
#[derive(Clone, PartialEq, Eq)]
pub struct Cursor {
    pub(super) along: Along,
    pub(super) place: String,
}

/// The kind of a cursor's position.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Along {
    Names,
    Ages,
    Terms,
}

impl Along {
    fn letter(self) -> char {
        match self {
            Self::Names => 'n',
            Self::Ages => 'a',
            Self::Terms => 't',
        }
    }
}

/// The most bytes of a cursor's position: the longest is an e-mail's, with 254 and 37. DynamoDB
/// refuses to compare a sort key with more than 1024.
pub(super) const PLACE_BYTES: usize = 400;

impl Cursor {
    /// Reads an untrusted cursor of a list in this order. `None` for anything else.
    #[must_use]
    pub fn for_list(text: &str, sort: Sort) -> Option<Self> {
        Self::read(text, sort.along())
    }

    /// Reads an untrusted cursor of a search. `None` for anything else.
    #[must_use]
    pub fn for_search(text: &str) -> Option<Self> {
        Self::read(text, Along::Terms)
    }

    fn read(text: &str, along: Along) -> Option<Self> {
        // Base64 turns three bytes into four characters.
        if text.len() > PLACE_BYTES / 3 * 4 {
            return None;
        }
        let bytes = BASE64_URL_SAFE_NO_PAD.decode(text).ok()?;
        let place = str::from_utf8(&bytes).ok()?.strip_prefix(along.letter())?;
        keys::client_at(place)?;
        Some(Self { along, place: place.to_owned() })
    }

    /// The cursor for callers, in base64url.
    #[must_use]
    pub fn to_text(&self) -> String {
        BASE64_URL_SAFE_NO_PAD.encode(format!("{}{}", self.along.letter(), self.place))
    }

    /// The position, if it is of this kind.
    pub(super) fn place(&self, along: Along) -> Option<&str> {
        (self.along == along).then_some(self.place.as_str())
    }
}

impl std::fmt::Debug for Cursor {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("Cursor(…)")
    }
}
