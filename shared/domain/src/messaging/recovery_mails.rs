//! The recovery mails that anybody can have sent, by typing an address at a sign-in page.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

/// Such mails to one account in a day (docs/access-rules.md, "Forgotten passwords").
pub const RECOVERY_MAILS_A_DAY: usize = 3;
const DAY: SignedDuration = SignedDuration::from_hours(24);

/// When the last of these mails were asked for, the oldest first; at most
/// [`RECOVERY_MAILS_A_DAY`].
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct RecoveryMails(Vec<Timestamp>);

impl RecoveryMails {
    /// Whether none was ever asked for.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// When the last one was asked for.
    #[must_use]
    pub fn last(&self) -> Option<Timestamp> {
        self.0.last().copied()
    }

    /// Whether another may be sent within a day of the first that is kept.
    ///
    /// # Errors
    /// When the next one may be.
    pub fn may_send(&self, now: Timestamp) -> Result<(), Timestamp> {
        match self.0.first().map(|first| *first + DAY) {
            Some(until) if self.0.len() >= RECOVERY_MAILS_A_DAY && now < until => Err(until),
            Some(_) | None => Ok(()),
        }
    }

    /// Notes that one is sent.
    pub fn note(&mut self, now: Timestamp) {
        self.0.push(now);
        let too_many = self.0.len().saturating_sub(RECOVERY_MAILS_A_DAY);
        self.0.drain(..too_many);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Timestamp = Timestamp::UNIX_EPOCH;

    #[test]
    fn three_are_sent_within_any_day_and_no_more_are_kept() {
        let mut mails = RecoveryMails::default();
        let mut sent = Vec::new();
        for quarter in 0..400 {
            let at = NOW + SignedDuration::from_mins(15 * quarter);
            match mails.may_send(at) {
                Ok(()) => {
                    mails.note(at);
                    sent.push(at);
                }
                Err(until) => assert!(until > at && until <= at + DAY),
            }
            assert!(mails.0.len() <= RECOVERY_MAILS_A_DAY);
        }
        let most = RECOVERY_MAILS_A_DAY;
        assert!(sent.windows(most + 1).all(|some| some[most].duration_since(some[0]) >= DAY));
        assert_eq!(sent.len(), 15, "three on each of four days and a bit");
    }
}
