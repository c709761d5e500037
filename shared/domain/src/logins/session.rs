//! How long a session lasts (docs/access-rules.md, "Sessions").

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

/// Without a request for this long, a session is over.
pub const IDLE: SignedDuration = SignedDuration::from_mins(60);
/// A session is over this long after sign-in, whatever was done in it.
pub const ABSOLUTE: SignedDuration = SignedDuration::from_hours(12);
/// Use is written down at most this often.
pub const TOUCH_EVERY: SignedDuration = SignedDuration::from_mins(5);

/// What ends all sessions of an account, or of everybody at a firm, once it rises.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Epochs {
    /// Of the account: rises when its sessions end.
    pub account: u32,
    /// Of the firm: rises when the firm is closed.
    pub firm: u32,
}

/// A session as it is stored; its token is stored nowhere, only the token's digest in the key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Session {
    /// The account's epoch when the session began: any later epoch ends it.
    pub epoch: u32,
    /// The firm's epoch when the session began: any later epoch ends it.
    #[serde(default)]
    pub firm_epoch: u32,
    /// When the person signed in.
    pub began_at: Timestamp,
    /// When the session was last seen in use, to within [`TOUCH_EVERY`].
    pub used_at: Timestamp,
}

impl Session {
    /// A session that begins now.
    #[must_use]
    pub fn begin(epochs: Epochs, now: Timestamp) -> Self {
        let Epochs { account, firm } = epochs;
        Self { epoch: account, firm_epoch: firm, began_at: now, used_at: now }
    }

    /// When the session ends if nothing more is done in it.
    #[must_use]
    pub fn ends_at(&self) -> Timestamp {
        (self.used_at + IDLE).min(self.began_at + ABSOLUTE)
    }

    /// Whether the session is good at `now` while the account and its firm have these epochs.
    #[must_use]
    pub fn is_live(&self, epochs: Epochs, now: Timestamp) -> bool {
        let Epochs { account, firm } = epochs;
        self.epoch == account && self.firm_epoch == firm && now < self.ends_at()
    }

    /// The session with its use written down, when that is due.
    #[must_use]
    pub fn touched(&self, now: Timestamp) -> Option<Self> {
        (now.duration_since(self.used_at) >= TOUCH_EVERY)
            .then(|| Self { used_at: now, ..self.clone() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const EPOCHS: Epochs = Epochs { account: 3, firm: 1 };

    #[test]
    fn a_session_ends_when_idle_when_old_and_when_the_epoch_rises() {
        let start = Timestamp::UNIX_EPOCH;
        let mut session = Session::begin(EPOCHS, start);
        assert!(session.is_live(EPOCHS, start + SignedDuration::from_mins(59)));
        assert!(!session.is_live(EPOCHS, start + IDLE));
        assert!(!session.is_live(Epochs { account: 4, ..EPOCHS }, start));
        assert!(!session.is_live(Epochs { firm: 2, ..EPOCHS }, start));
        let mut now = start;
        while let Some(later) = session.touched(now + SignedDuration::from_mins(50)) {
            now += SignedDuration::from_mins(50);
            if !session.is_live(EPOCHS, now) {
                break;
            }
            session = later;
        }
        assert!(!session.is_live(EPOCHS, start + ABSOLUTE), "no use keeps it past twelve hours");
    }

    #[test]
    fn use_is_written_down_at_most_every_five_minutes() {
        let start = Timestamp::UNIX_EPOCH;
        let session = Session::begin(EPOCHS, start);
        assert_eq!(session.touched(start + SignedDuration::from_secs(299)), None);
        assert!(session.touched(start + SignedDuration::from_secs(300)).is_some());
    }
}
