//! The login: its e-mail, its expiry date, and what was noted of that date.

use crate::values::Email;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

/// Days before a login expires at which its adviser is notified (X13).
pub const WARNINGS: [u8; 2] = [14, 3];

/// The login: which e-mail signs in, and until when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Login {
    /// The sign-in name, unique in the firm.
    pub email: Email,
    /// From this moment on neither sign-in nor links nor sessions work.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expires_at: Option<Timestamp>,
    /// Expiry has been recorded on the timeline.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    expiry_noted: bool,
    /// How many of the [`WARNINGS`] were given.
    #[serde(default, skip_serializing_if = "super::is_zero")]
    warned: u8,
}

/// What the expiry date of a login has made due.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum LoginDue {
    /// The warning of so many days before.
    Warning {
        /// One of [`WARNINGS`].
        days: u8,
    },
    /// The expiry itself.
    Expiry,
}

impl Login {
    /// The login of this e-mail, without an expiry date.
    pub(super) fn of(email: Email) -> Self {
        Self { email, expires_at: None, expiry_noted: false, warned: 0 }
    }

    /// The same login under another e-mail.
    pub(super) fn with_email(self, email: Email) -> Self {
        Self { email, ..self }
    }

    pub(super) fn is_expired(&self, now: Timestamp) -> bool {
        self.expires_at.is_some_and(|at| now >= at)
    }

    /// Corrects the e-mail. Returns the former one if it was another.
    pub(super) fn correct_email(&mut self, email: Email) -> Option<Email> {
        (self.email != email).then(|| std::mem::replace(&mut self.email, email))
    }

    /// Sets the expiry date, and returns whether it was another. Warnings whose day has passed are
    /// not given: the person who sets the date knows it.
    pub(super) fn end_at(&mut self, expires_at: Option<Timestamp>, now: Timestamp) -> bool {
        if self.expires_at == expires_at {
            return false;
        }
        self.expires_at = expires_at;
        self.expiry_noted = false;
        let passed = expires_at.map_or(0, |at| warnings_due(at, now));
        self.warned = u8::try_from(passed).unwrap_or(u8::MAX);
        true
    }

    /// Notes what the expiry date has made due. Idempotent.
    pub(super) fn note_date(&mut self, now: Timestamp) -> Option<LoginDue> {
        let expires_at = self.expires_at?;
        if now >= expires_at {
            let noted = std::mem::replace(&mut self.expiry_noted, true);
            return (!noted).then_some(LoginDue::Expiry);
        }
        let due = warnings_due(expires_at, now);
        if due <= usize::from(self.warned) {
            return None;
        }
        self.warned = u8::try_from(due).unwrap_or(u8::MAX);
        WARNINGS.get(due - 1).map(|days| LoginDue::Warning { days: *days })
    }

    /// When the expiry date next makes something due.
    pub(super) fn due(&self) -> Option<Timestamp> {
        let expires_at = self.expires_at.filter(|_| !self.expiry_noted)?;
        let warning = WARNINGS.get(usize::from(self.warned));
        Some(warning.map_or(expires_at, |days| expires_at - whole_days(*days)))
    }
}

fn warnings_due(expires_at: Timestamp, now: Timestamp) -> usize {
    let left = expires_at.duration_since(now);
    WARNINGS.iter().filter(|days| left <= whole_days(**days)).count()
}

fn whole_days(days: u8) -> SignedDuration {
    SignedDuration::from_hours(24 * i64::from(days))
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Timestamp = Timestamp::UNIX_EPOCH;

    fn login(days: u8) -> Login {
        let mut login = Login::of(Email::parse("ada@example.com").unwrap());
        assert!(login.end_at(Some(NOW + whole_days(days)), NOW));
        login
    }

    #[test]
    fn each_warning_and_the_expiry_are_noted_once() {
        let mut login = login(20);
        let mut noted = Vec::new();
        while let Some(due) = login.due() {
            noted.extend(login.note_date(due));
            assert_eq!(login.note_date(due), None);
        }
        let warning = |days| LoginDue::Warning { days };
        assert_eq!(noted, [warning(14), warning(3), LoginDue::Expiry]);
    }

    #[test]
    fn a_warning_whose_day_has_passed_is_not_given() {
        let mut login = login(5);
        assert_eq!(login.note_date(NOW), None);
        assert_eq!(login.due(), Some(NOW + whole_days(2)));
    }

    #[test]
    fn the_same_date_or_email_changes_nothing() {
        let mut login = login(20);
        login.note_date(NOW + whole_days(7));
        let noted = login.clone();
        assert!(!login.end_at(login.expires_at, NOW));
        assert_eq!(login.correct_email(login.email.clone()), None);
        assert_eq!(login, noted);
    }

    #[test]
    fn another_email_leaves_the_date_and_what_was_noted_of_it() {
        let mut login = login(20);
        login.note_date(NOW + whole_days(7));
        let due = login.due();
        let moved = login.with_email(Email::parse("grace@example.com").unwrap());
        assert_eq!((moved.due(), moved.is_expired(NOW + whole_days(20))), (due, true));
    }
}
