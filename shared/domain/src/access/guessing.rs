//! Wrong guesses over all generations of PINs, and the blocks that they lead to.

use crate::values::Mobile;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

/// Wrong guesses since the last success or reset by staff, after which only the adviser helps.
const GUESSES_IN_ALL: u16 = 100;
/// New PINs that a blocked client may have texted within a day.
const RENEWALS_A_DAY: usize = 3;
/// The first wait before a blocked client may have a new PIN texted; then doubling.
const FIRST_WAIT: SignedDuration = SignedDuration::from_mins(15);
const DAY: SignedDuration = SignedDuration::from_hours(24);

/// How a block for PIN entry ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "ends", content = "at", rename_all = "kebab-case")]
pub enum Blocked {
    /// From this moment on the client may have a new PIN texted.
    Until(Timestamp),
    /// Only the adviser can make a new PIN.
    ByAdviser,
}

/// Wrong guesses over all generations, and what they led to.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Guessing {
    wrong_since_reset: u16,
    blocks_in_row: u8,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    blocked_at: Option<Timestamp>,
    /// When blocked clients had new PINs texted, within the last day.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    renewed_at: Vec<Timestamp>,
}

impl Guessing {
    pub(super) fn blocked_since(&self) -> Option<Timestamp> {
        self.blocked_at
    }

    /// Whether the client is blocked, and how that ends. Without a mobile, only by the adviser.
    pub(super) fn blocked(&self, mobile: Option<&Mobile>) -> Option<Blocked> {
        let at = self.blocked_at?;
        if mobile.is_none() || self.are_used_up() {
            return Some(Blocked::ByAdviser);
        }
        let doublings = u32::from(self.blocks_in_row.saturating_sub(1)).min(16);
        let mut until = at + FIRST_WAIT * (1_i32 << doublings);
        if self.renewed_at.len() >= RENEWALS_A_DAY
            && let Some(oldest) = self.renewed_at.first()
        {
            until = until.max(*oldest + DAY);
        }
        Some(Blocked::Until(until))
    }

    /// Whether only the adviser helps, however many guesses a generation has left.
    pub(super) fn are_used_up(&self) -> bool {
        self.wrong_since_reset >= GUESSES_IN_ALL
    }

    pub(super) fn count_wrong(&mut self) {
        self.wrong_since_reset = self.wrong_since_reset.saturating_add(1);
    }

    /// Blocks the client.
    pub(super) fn block(&mut self, now: Timestamp) {
        self.blocks_in_row = self.blocks_in_row.saturating_add(1);
        self.blocked_at = Some(now);
        self.forget_renewals(now);
    }

    /// Ends a block because the client has a new PIN texted: it counts towards the day's three.
    pub(super) fn leave_block(&mut self, now: Timestamp) {
        if self.blocked_at.take().is_some() {
            self.forget_renewals(now);
            self.renewed_at.push(now);
        }
    }

    fn forget_renewals(&mut self, now: Timestamp) {
        self.renewed_at.retain(|at| now.duration_since(*at) < DAY);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Timestamp = Timestamp::UNIX_EPOCH;

    fn mobile() -> Mobile {
        serde_json::from_str("\"+4915112345678\"").unwrap()
    }

    fn minutes(count: i64) -> Timestamp {
        NOW + SignedDuration::from_mins(count)
    }

    #[test]
    fn each_block_in_a_row_doubles_the_wait() {
        let mut guessing = Guessing::default();
        let mut wait = || {
            guessing.block(NOW);
            guessing.blocked(Some(&mobile()))
        };
        assert_eq!(
            [(); 3].map(|()| wait()),
            [15, 30, 60].map(minutes).map(Blocked::Until).map(Some)
        );
    }

    #[test]
    fn the_fourth_renewal_waits_for_the_first_to_be_a_day_old() {
        let mut guessing = Guessing::default();
        for renewal in 0..3 {
            guessing.block(minutes(renewal));
            guessing.leave_block(minutes(renewal));
        }
        guessing.block(minutes(3));
        assert_eq!(guessing.blocked(Some(&mobile())), Some(Blocked::Until(NOW + DAY)));
    }

    #[test]
    fn only_the_adviser_ends_a_block_without_a_mobile_or_after_a_hundred_guesses() {
        let mut guessing = Guessing::default();
        assert_eq!(guessing.blocked(None), None);
        guessing.block(NOW);
        assert_eq!(guessing.blocked(None), Some(Blocked::ByAdviser));
        (0..GUESSES_IN_ALL).for_each(|_| guessing.count_wrong());
        assert_eq!(guessing.blocked(Some(&mobile())), Some(Blocked::ByAdviser));
    }

    #[test]
    fn a_client_who_is_not_blocked_renews_nothing() {
        let mut guessing = Guessing::default();
        guessing.leave_block(NOW);
        assert_eq!(guessing, Guessing::default());
    }
}
