//! Which notices a member of staff gets by e-mail: a choice of each, notice by notice (P19).

use crate::messaging::Notice;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What one member of staff chose.
///
/// Only what differs from the start is kept, so that a notice whose start changes later changes
/// for everybody who never chose. A word that names no notice is refused.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "BTreeMap<Notice, bool>", into = "BTreeMap<Notice, bool>")]
pub struct NoticeChoices {
    chosen: BTreeMap<Notice, bool>,
}

/// Whether a notification is on for staff who never chose (P19).
#[must_use]
pub fn on_from_the_start(notice: Notice) -> bool {
    match notice {
        Notice::PinNeeded
        | Notice::Blocked
        | Notice::PasswordWaits
        | Notice::WrongMobile
        | Notice::Stuck
        | Notice::EmailBounced
        | Notice::EmailComplained
        | Notice::SmsFailed
        | Notice::FirstSignIn
        | Notice::LoginExpiring => true,
        Notice::NewPinRequested => false,
    }
}

impl NoticeChoices {
    /// Whether this notice is to be mailed.
    #[must_use]
    pub fn wants(&self, notice: Notice) -> bool {
        self.chosen.get(&notice).copied().unwrap_or_else(|| on_from_the_start(notice))
    }

    /// Chooses one notice: `true` has it mailed. What is as it was from the start is not kept.
    pub fn set(&mut self, notice: Notice, wanted: bool) {
        if wanted == on_from_the_start(notice) {
            self.chosen.remove(&notice);
        } else {
            self.chosen.insert(notice, wanted);
        }
    }

    /// Whether every notice is as it was from the start.
    #[must_use]
    pub fn is_default(&self) -> bool {
        self.chosen.is_empty()
    }

    /// Every notice and whether it is to be mailed, in the order of [`Notice::ALL`].
    pub fn each(&self) -> impl Iterator<Item = (Notice, bool)> {
        Notice::ALL.into_iter().map(|notice| (notice, self.wants(notice)))
    }
}

impl From<BTreeMap<Notice, bool>> for NoticeChoices {
    fn from(chosen: BTreeMap<Notice, bool>) -> Self {
        let mut choices = Self::default();
        for (notice, wanted) in chosen {
            choices.set(notice, wanted);
        }
        choices
    }
}

impl From<NoticeChoices> for BTreeMap<Notice, bool> {
    fn from(choices: NoticeChoices) -> Self {
        choices.chosen
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The place of each notice in [`Notice::ALL`]: a new one does not compile until it has one.
    fn place(notice: Notice) -> usize {
        match notice {
            Notice::PinNeeded => 0,
            Notice::NewPinRequested => 1,
            Notice::Blocked => 2,
            Notice::PasswordWaits => 3,
            Notice::WrongMobile => 4,
            Notice::Stuck => 5,
            Notice::EmailBounced => 6,
            Notice::EmailComplained => 7,
            Notice::SmsFailed => 8,
            Notice::FirstSignIn => 9,
            Notice::LoginExpiring => 10,
        }
    }

    #[test]
    fn every_notice_has_a_start_and_a_word_of_its_own() {
        let places: Vec<usize> = Notice::ALL.into_iter().map(place).collect();
        assert_eq!(places, Vec::from_iter(0..Notice::ALL.len()));
        for notice in Notice::ALL {
            assert_eq!(serde_json::to_value(notice).unwrap(), notice.name());
        }
        let start: Vec<(String, bool)> = NoticeChoices::default()
            .each()
            .map(|(notice, wanted)| (serde_json::to_string(&notice).unwrap(), wanted))
            .collect();
        let start: Vec<(&str, bool)> =
            start.iter().map(|(word, on)| (word.as_str(), *on)).collect();
        assert_eq!(
            start,
            [
                ("\"pin-needed\"", true),
                ("\"new-pin-requested\"", false),
                ("\"blocked\"", true),
                ("\"password-waits\"", true),
                ("\"wrong-mobile\"", true),
                ("\"stuck\"", true),
                ("\"email-bounced\"", true),
                ("\"email-complained\"", true),
                ("\"sms-failed\"", true),
                ("\"first-sign-in\"", true),
                ("\"login-expiring\"", true),
            ]
        );
    }

    #[test]
    fn a_choice_holds_for_its_notice_alone_until_it_is_taken_back() {
        for chosen in Notice::ALL {
            let mut choices = NoticeChoices::default();
            choices.set(chosen, !on_from_the_start(chosen));
            for (notice, wanted) in choices.each() {
                assert_eq!(wanted, on_from_the_start(notice) != (notice == chosen), "{notice:?}");
            }
            assert!(!choices.is_default());
            choices.set(chosen, on_from_the_start(chosen));
            assert!(choices.is_default());
        }
    }

    #[test]
    fn only_what_differs_from_the_start_is_stored() {
        let mut choices = NoticeChoices::default();
        assert_eq!(serde_json::to_string(&choices).unwrap(), "{}");
        choices.set(Notice::Blocked, false);
        choices.set(Notice::NewPinRequested, true);
        choices.set(Notice::Stuck, true);
        let stored = serde_json::to_string(&choices).unwrap();
        assert_eq!(stored, r#"{"new-pin-requested":true,"blocked":false}"#);
        assert_eq!(serde_json::from_str::<NoticeChoices>(&stored).unwrap(), choices);
    }

    #[test]
    fn what_is_read_back_is_checked_and_loses_what_is_no_choice() {
        let read = serde_json::from_str::<NoticeChoices>;
        assert!(read(r#"{"blocked":true,"new-pin-requested":false}"#).unwrap().is_default());
        for text in [r#"{"every-thing":true}"#, r#"{"Blocked":false}"#, r#"{"blocked":"no"}"#] {
            assert!(read(text).is_err(), "{text}");
        }
    }
}
