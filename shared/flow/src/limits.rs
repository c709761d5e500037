//! Limits by source: on everything that hashes or sends, counted in the table in parallel with each
//! flow's first read, so they cost no round trip; and on sessions that are refused, counted in the
//! process.

use crate::Failure;
use jiff::{SignedDuration, Timestamp};
use std::collections::HashMap;
use std::net::{IpAddr, Ipv6Addr};
use std::sync::{Mutex, PoisonError};
use vestibule_contract::ProblemKind;
use vestibule_runtime::App;

/// The window of a count.
const WINDOW_S: i64 = 60;
/// Requests of one source to one flow within a window: many clients may share the address of a
/// mobile network, and every account has its own limits.
const AT_MOST: u64 = 120;

/// Sources that are counted in a process at a time; others are not limited until the next window.
const SOURCES_MOST: usize = 10_000;

/// The source that an address belongs to: an IPv4 address itself, of IPv6 the network of 64 bits that
/// a customer is given (RFC 6177), who may use any address in it. What is no address is a source of its
/// own.
#[must_use]
pub fn source_of(address: &str) -> String {
    match address.parse::<IpAddr>().map(|address| address.to_canonical()) {
        Ok(IpAddr::V6(address)) => {
            let network = address.to_bits() & !u128::from(u64::MAX);
            format!("{}/64", Ipv6Addr::from_bits(network))
        }
        Ok(IpAddr::V4(address)) => address.to_string(),
        Err(_) => address.to_owned(),
    }
}

/// Sessions that one flow refused in this process, by source. A refused session costs one small read
/// and nothing in the table may depend on it, so it is counted here: no shared count is needed to stop
/// a source that sends made-up cookies for as long as it likes.
#[derive(Default)]
pub(crate) struct RefusedSessions(Mutex<Window>);

#[derive(Default)]
struct Window {
    number: i64,
    by_source: HashMap<String, u64>,
}

impl RefusedSessions {
    /// Counts a failure if it refuses a session. Returns it, or [`ProblemKind::TooManyRequests`] if
    /// this source was refused too often in this window.
    pub(crate) fn count(&self, failure: Failure, source: &str, now: Timestamp) -> Failure {
        if !failure.is(ProblemKind::NotSignedIn) {
            return failure;
        }
        let number = now.as_second() / WINDOW_S;
        // A count is whole whenever the lock is free, even if its holder panicked.
        let mut window = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if window.number != number {
            *window = Window { number, by_source: HashMap::new() };
        }
        let has_room = window.by_source.len() < SOURCES_MOST;
        let count = match window.by_source.get_mut(source) {
            Some(count) => {
                *count += 1;
                *count
            }
            None if has_room => *window.by_source.entry(source.to_owned()).or_insert(1),
            None => 0,
        };
        if count <= AT_MOST {
            return failure;
        }
        let end = Timestamp::UNIX_EPOCH + SignedDuration::from_secs((number + 1) * WINDOW_S);
        Failure::refused(ProblemKind::TooManyRequests).retry_at(end, now)
    }
}

/// Counts a request of this source to the running flow.
///
/// # Errors
/// [`ProblemKind::TooManyRequests`]: the window is full.
pub async fn within(app: &App, source: &str) -> Result<(), Failure> {
    let now = app.now();
    let window = now.as_second() / WINDOW_S;
    let source = app.keys().index().await?.source(app.flow(), source);
    let ends = SignedDuration::from_secs((window + 1) * WINDOW_S);
    let count = app.table().count_request(source.as_str(), window, ends).await?;
    if count <= AT_MOST {
        return Ok(());
    }
    let end = Timestamp::UNIX_EPOCH + ends;
    Err(Failure::refused(ProblemKind::TooManyRequests).retry_at(end, now))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_source_is_an_address_or_the_network_of_a_customer() {
        for (address, source) in [
            ("203.0.113.9", "203.0.113.9"),
            ("::ffff:203.0.113.9", "203.0.113.9"),
            ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
            ("2001:db8:1:2::", "2001:db8:1:2::/64"),
            ("2001:db8:1:3::1", "2001:db8:1:3::/64"),
            ("::1", "::/64"),
            ("", ""),
            ("unknown", "unknown"),
        ] {
            assert_eq!(source_of(address), source, "{address}");
        }
    }

    fn not_signed_in() -> Failure {
        Failure::refused(ProblemKind::NotSignedIn)
    }

    #[test]
    fn a_source_whose_sessions_are_refused_waits_for_the_next_window_and_no_other_does() {
        let refused = RefusedSessions::default();
        let now = Timestamp::from_second(600).unwrap();
        for _ in 0..AT_MOST {
            assert!(refused.count(not_signed_in(), "a", now).is(ProblemKind::NotSignedIn));
            let other = Failure::refused(ProblemKind::NotFound);
            assert!(refused.count(other, "b", now).is(ProblemKind::NotFound), "not counted");
        }
        let over = refused.count(not_signed_in(), "a", now);
        assert!(over.is(ProblemKind::TooManyRequests));
        let Failure::Refused(over) = over else { panic!("a refusal") };
        assert_eq!(over.retry_after_s, Some(60));
        assert!(refused.count(not_signed_in(), "b", now).is(ProblemKind::NotSignedIn));
        let later = now + SignedDuration::from_secs(WINDOW_S);
        assert!(refused.count(not_signed_in(), "a", later).is(ProblemKind::NotSignedIn));
    }

    #[test]
    fn the_memory_of_a_process_is_bounded() {
        let refused = RefusedSessions::default();
        let now = Timestamp::UNIX_EPOCH;
        for source in 0..SOURCES_MOST + 10 {
            let _ = refused.count(not_signed_in(), &source.to_string(), now);
        }
        assert_eq!(refused.0.lock().unwrap().by_source.len(), SOURCES_MOST);
    }
}
