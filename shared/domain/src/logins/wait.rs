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
/// Wrong passwords since the last success that are compared (NIST SP 800-63B-4, section 3.2.2). Then
/// no other is.
pub const MOST_WRONG: u32 = 100;
/// The waits start from the beginning when nobody has touched the clock for this long.
pub const FORGOTTEN_AFTER: SignedDuration = SignedDuration::from_hours(24);

/// The count since the last success is kept for this long after the last wrong password, for known
/// and unknown addresses alike.
pub const COUNT_KEPT: SignedDuration = SignedDuration::from_hours(365 * 24);

/// How often the password was wrong, and until when no other is compared.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct WaitClock {
    wrong: u32,
    until: Option<Timestamp>,
    last_at: Option<Timestamp>,
    /// All wrong ones since the last success: no pause resets them.
    #[serde(default, skip_serializing_if = "is_zero")]
    since_success: u32,
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

    /// Whether so many were wrong since the last success that no other is compared, with or without
    /// a wait. Only the right password elsewhere or a recovery starts again.
    #[must_use]
    pub fn is_used_up(&self, now: Timestamp) -> bool {
        let kept = self.last_at.is_some_and(|last| now.duration_since(last) <= COUNT_KEPT);
        kept && self.since_success >= MOST_WRONG
    }

    /// Counts a wrong password: from the fifth on, waits of 2^(n-5) s up to 15 min.
    pub fn wrong(&mut self, now: Timestamp) -> WrongPassword {
        let untouched = self.last_at.map(|last| now.duration_since(last)).unwrap_or_default();
        if untouched > COUNT_KEPT {
            *self = Self::default();
        } else if untouched > FORGOTTEN_AFTER {
            *self = Self { since_success: self.counted(), ..Self::default() };
        }
        let before = wait_after(self.wrong);
        self.since_success = self.counted().saturating_add(1);
        self.wrong = self.wrong.saturating_add(1);
        self.last_at = Some(now);
        let wait = wait_after(self.wrong);
        self.until = wait.map(|wait| now + wait);
        WrongPassword {
            wait_until: self.until,
            first_longest_wait: wait == Some(LONGEST_WAIT) && before != Some(LONGEST_WAIT),
        }
    }

    /// All wrong ones since the last success. A clock that was stored before they were counted has
    /// at least those of its waits.
    fn counted(&self) -> u32 {
        self.since_success.max(self.wrong)
    }

    /// Resets after the right password.
    pub fn right(&mut self) {
        *self = Self::default();
    }
}

fn is_zero(count: &u32) -> bool {
    *count == 0
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
    fn after_a_hundred_wrong_ones_since_the_last_success_none_is_compared() {
        let mut clock = WaitClock::default();
        let mut now = Timestamp::UNIX_EPOCH;
        for n in 0..MOST_WRONG {
            assert!(!clock.is_used_up(now), "{n}");
            // Ninety pauses of more than a day are no success.
            now += SignedDuration::from_hours(if n < 90 { 25 } else { 1 });
            clock.wrong(now);
        }
        assert!(clock.is_used_up(now));
        assert!(clock.is_used_up(now + COUNT_KEPT));
        assert!(!clock.is_used_up(now + COUNT_KEPT + SignedDuration::from_secs(1)));
        clock.right();
        assert!(!clock.is_used_up(now));
    }

    #[test]
    fn a_clock_that_was_stored_without_a_count_is_read_and_counts_on() {
        let stored = r#"{"wrong":7,"until":null,"last_at":"1970-01-01T00:00:00Z"}"#;
        let mut clock: WaitClock = serde_json::from_str(stored).unwrap();
        assert_eq!(serde_json::to_string(&clock).unwrap(), stored);
        clock.wrong(Timestamp::UNIX_EPOCH);
        assert_eq!(clock.since_success, 8);
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
