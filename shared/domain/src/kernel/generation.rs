//! The generation of a PIN, and the letter that people call it by.

use serde::{Deserialize, Serialize};

/// Counts the PINs of one client, from 1. Each new PIN voids the one before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Generation(u32);

impl Generation {
    /// The PIN that a client is created with.
    pub const FIRST: Self = Self(1);

    /// The one after this.
    #[must_use]
    pub fn next(self) -> Self {
        Self(self.0 + 1)
    }

    /// The number, for authenticated data.
    #[must_use]
    pub fn number(self) -> u32 {
        self.0
    }

    /// None for the first, then B, C … Z, AA, AB … (X14).
    #[must_use]
    pub fn letter(self) -> Option<String> {
        if self == Self::FIRST {
            return None;
        }
        let mut rest = self.0;
        let mut letters = Vec::new();
        while rest > 0 {
            let place = u8::try_from((rest - 1) % 26).unwrap_or(0);
            letters.push(char::from(b'A' + place));
            rest = (rest - 1) / 26;
        }
        Some(letters.iter().rev().collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_generation_but_the_first_has_a_letter_of_its_own() {
        let letters: Vec<_> = [1, 2, 3, 26, 27, 28, 702, 703]
            .map(|n| Generation(n).letter().unwrap_or_default())
            .into();
        assert_eq!(letters, ["", "B", "C", "Z", "AA", "AB", "ZZ", "AAA"]);
    }
}
