//! A PIN as somebody typed it: six digits, or malformed and never compared.

use zeroize::{Zeroize, ZeroizeOnDrop};

/// Exactly six ASCII digits, leading zeros kept. A secret: it cannot be printed or serialised,
/// and is wiped when dropped.
#[derive(Zeroize, ZeroizeOnDrop)]
pub struct PinGuess([u8; 6]);

/// Why a text is not a [`PinGuess`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PinGuessRefusal {
    /// Anything but six ASCII digits. It is not compared and costs no attempt.
    #[error("a PIN is exactly six digits")]
    Malformed,
}

impl PinGuess {
    /// Takes the bytes as they were typed: nothing is trimmed, nothing is mapped.
    ///
    /// # Errors
    /// [`PinGuessRefusal::Malformed`] for anything but `[0-9]{6}`.
    pub fn parse(text: &str) -> Result<PinGuess, PinGuessRefusal> {
        let digits: [u8; 6] = text.as_bytes().try_into().map_err(|_| PinGuessRefusal::Malformed)?;
        if digits.iter().all(u8::is_ascii_digit) {
            Ok(PinGuess(digits))
        } else {
            Err(PinGuessRefusal::Malformed)
        }
    }

    /// The six digits as bytes, for the keyed digest that they are compared by.
    pub fn expose(&self) -> &[u8; 6] {
        &self.0
    }
}

impl PinGuessRefusal {
    /// The stable name of this refusal.
    pub fn code(&self) -> &'static str {
        match self {
            PinGuessRefusal::Malformed => "malformed",
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn leading_zeros_are_kept() {
        assert_eq!(PinGuess::parse("000042").ok().unwrap().expose(), b"000042");
    }

    #[test]
    fn anything_but_six_ascii_digits_is_malformed() {
        let texts = [
            "",
            "12345",
            "1234567",
            "12345 ",
            " 12345",
            "123 456",
            "123456 ",
            " 123456",
            "12345\t",
            "12345\u{a0}",
            "1234\u{a0}",
            "12345\0",
            "12345\n",
            "+12345",
            "-12345",
            "12345a",
            "1e3456",
            "0x1234",
            "12.345",
            "１２３４５６",
            "１２",
            "٠١٢",
            "12345\u{200b}",
        ];
        for text in texts {
            assert_eq!(PinGuess::parse(text).err(), Some(PinGuessRefusal::Malformed), "{text:?}");
        }
        assert_eq!(PinGuessRefusal::Malformed.code(), "malformed");
    }

    proptest! {
        #[test]
        fn six_digits_are_taken_byte_for_byte(text in "[0-9]{6}") {
            let guess = PinGuess::parse(&text).ok().unwrap();
            prop_assert_eq!(&guess.expose()[..], text.as_bytes());
        }

        #[test]
        fn nothing_else_is_taken(text in any::<String>()) {
            let six_digits = text.len() == 6 && text.bytes().all(|byte| byte.is_ascii_digit());
            prop_assert_eq!(PinGuess::parse(&text).is_ok(), six_digits);
        }
    }
}
