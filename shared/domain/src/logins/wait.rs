//! Growing waits after wrong passwords.
//!
//! The clock is kept under firm and keyed digest of the e-mail, whether or not that account
//! exists, so that known and unknown addresses answer alike.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

/// Wrong passwords that cost no wait (docs/access-rules.md, "Passwords and sign-in").
pub const FREE_TRIES: u32 = 5;
/// The longest wait (docs/access-rules.md, "Passwords and sign-in").
pub const LONGEST_WAIT: SignedDuration = SignedDuration::from_mins(15);
/// A clock is reset when nobody has touched it for this long.
pub const FORGOTTEN_AFTER: SignedDuration = SignedDuration::from_hours(24);

/// How often the password was wrong, and until when no other is compared.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct WaitClock {
    wrong: u32,
    until: Option<Timestamp>,
    last_at: Option<Timestamp>,
}

/// What a wrong password leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WrongPassword {
    /// When the next one will be compared; `None`: at once.
    pub wait_until: Option<Timestamp>,
    /// The longest wait is reached for the first time: the adviser is notified.
    pub first_longest_wait: bool,
}

impl WaitClock {
    /// Until when passwords are refused unseen, if they are at `now`.
    #[must_use]
    pub fn waiting(&self, now: Timestamp) -> Option<Timestamp> {
        self.until.filter(|until| now < *until)
    }

    /// Counts a wrong password: from the fifth on, waits of 2^(n-5) s up to 15 min.
    pub fn wrong(&mut self, now: Timestamp) -> WrongPassword {
        if self.last_at.is_some_and(|last| now.duration_since(last) > FORGOTTEN_AFTER) {
            *self = Self::default();
        }
        let before = wait_after(self.wrong);
        self.wrong = self.wrong.saturating_add(1);
        self.last_at = Some(now);
        let wait = wait_after(self.wrong);
        self.until = wait.map(|wait| now + wait);
        WrongPassword {
            wait_until: self.until,
            first_longest_wait: wait == Some(LONGEST_WAIT) && before != Some(LONGEST_WAIT),
        }
    }

    /// Resets after the right password.
    pub fn right(&mut self) {
        *self = Self::default();
    }
}

fn wait_after(wrong: u32) -> Option<SignedDuration> {
    let doublings = wrong.checked_sub(FREE_TRIES)?;
    let seconds = 1_i64.checked_shl(doublings.min(62)).unwrap_or(i64::MAX);
    Some(SignedDuration::from_secs(seconds).min(LONGEST_WAIT))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn five_are_free_and_then_each_wait_doubles_up_to_fifteen_minutes() {
        let mut clock = WaitClock::default();
        let mut now = Timestamp::UNIX_EPOCH;
        let mut waits = Vec::new();
        let mut told = Vec::new();
        for n in 1..=18 {
            let wrong = clock.wrong(now);
            waits.push(wrong.wait_until.map_or(0, |until| until.duration_since(now).as_secs()));
            if wrong.first_longest_wait {
                told.push(n);
            }
            now = wrong.wait_until.unwrap_or(now);
        }
        assert_eq!(waits, [0, 0, 0, 0, 1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900, 900, 900]);
        assert_eq!(told, [15], "the adviser is notified once, at the first 15-minute wait");
    }

    #[test]
    fn a_wait_ends_by_the_clock_and_by_the_right_password() {
        let mut clock = WaitClock::default();
        let now = Timestamp::UNIX_EPOCH;
        for _ in 0..6 {
            clock.wrong(now);
        }
        let until = clock.waiting(now).expect("six wrong ones make a wait");
        assert_eq!(until.duration_since(now).as_secs(), 2);
        assert_eq!(clock.waiting(until), None);
        clock.right();
        assert_eq!(clock.waiting(now), None);
    }
}
