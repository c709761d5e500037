//! Randomness from the operating system.

use vestibule_domain::kernel::{ClientId, FirmId, LinkId, MessageId, StaffId};
use zeroize::Zeroizing;

/// Random bytes.
///
/// # Panics
/// The operating system provides no randomness: nothing may continue then.
#[must_use]
pub fn bytes<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    #[expect(clippy::disallowed_methods, reason = "the one place that makes randomness")]
    getrandom::fill(&mut bytes).expect("the operating system gives randomness");
    bytes
}

/// Six random digits, each of the million equally likely.
#[must_use]
pub fn pin() -> Zeroizing<[u8; 6]> {
    // The largest multiple of a million below 2^32: values above it would favour low numbers.
    const FAIR: u32 = u32::MAX - u32::MAX % 1_000_000;
    let number = loop {
        let number = u32::from_le_bytes(bytes());
        if number < FAIR {
            break number % 1_000_000;
        }
    };
    let mut digits = Zeroizing::new([b'0'; 6]);
    let mut rest = number;
    for digit in digits.iter_mut().rev() {
        *digit = b'0' + u8::try_from(rest % 10).unwrap_or(0);
        rest /= 10;
    }
    digits
}

/// A short random text that distinguishes keys of the same millisecond.
#[must_use]
pub fn tag() -> String {
    format!("{:08x}", u32::from_le_bytes(bytes()))
}

/// New identifiers.
macro_rules! fresh {
    ($($name:ident: $id:ty;)+) => {
        $(
            /// A new random identifier.
            #[must_use]
            pub fn $name() -> $id {
                <$id>::from_random(bytes())
            }
        )+
    };
}

fresh! {
    firm_id: FirmId;
    client_id: ClientId;
    staff_id: StaffId;
    link_id: LinkId;
    message_id: MessageId;
}

#[cfg(test)]
mod tests {
    #[test]
    fn pins_are_six_digits_and_keep_leading_zeros() {
        let pins: Vec<_> = (0..2000).map(|_| *super::pin()).collect();
        assert!(pins.iter().all(|pin| pin.iter().all(u8::is_ascii_digit)));
        assert!(pins.iter().any(|pin| pin[0] == b'0'), "one in ten begins with a zero");
    }
}
