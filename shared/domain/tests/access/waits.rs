//! docs/access-rules.md, "Passwords and sign-in": the waits after wrong ones, whenever they are typed.

use super::world::START;
use jiff::SignedDuration;
use proptest::prelude::*;
use vestibule_domain::logins::{FORGOTTEN_AFTER, FREE_TRIES, LONGEST_WAIT, WaitClock};

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn p18_wrong_passwords_wait_longer_and_longer_up_to_fifteen_minutes_and_are_told_once(
        pauses in proptest::collection::vec(prop_oneof![0..5_i64, 0..1_000_i64, 80_000..100_000_i64], 1..60),
    ) {
        let (mut clock, mut now) = (WaitClock::default(), START);
        let (mut wrong, mut told, mut longest, mut last) = (0, 0, SignedDuration::ZERO, START);
        for pause in pauses {
            now += SignedDuration::from_secs(pause);
            if clock.waiting(now).is_some() {
                continue;
            }
            if now.duration_since(last) > FORGOTTEN_AFTER {
                (wrong, told, longest) = (0, 0, SignedDuration::ZERO);
            }
            (wrong, last) = (wrong + 1, now);
            let answer = clock.wrong(now);
            let wait = answer.wait_until.map_or(SignedDuration::ZERO, |until| until.duration_since(now));
            prop_assert_eq!(wait.is_zero(), wrong < FREE_TRIES);
            prop_assert!(wait >= longest && wait <= LONGEST_WAIT);
            prop_assert_eq!(clock.waiting(now), answer.wait_until);
            longest = wait;
            told += u32::from(answer.first_longest_wait);
            prop_assert_eq!(told, u32::from(wait == LONGEST_WAIT));
        }
        clock.right();
        prop_assert_eq!(clock, WaitClock::default());
    }
}
