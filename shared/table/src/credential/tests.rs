use super::*;
use crate::keys::Realm;
use vestibule_domain::kernel::{Digest, FirmId};

const NOW: Timestamp = Timestamp::UNIX_EPOCH;

fn keys() -> (Key, Key) {
    let (firm, digest) = (FirmId(uuid::Uuid::nil()), Digest::new("digest".to_owned()));
    let device = Key::device(firm, Realm::Client, &digest, &digest);
    (Key::credential(firm, Realm::Client, &digest), device)
}

fn waiting() -> WaitClock {
    let mut wait = WaitClock::default();
    wait.wrong(NOW);
    wait
}

/// Every state that the right password can find a credential in.
fn credentials() -> Vec<Credential> {
    let mut all = Vec::new();
    for version in [0, 3] {
        for wait in [WaitClock::default(), waiting()] {
            for fresh in [false, true] {
                all.push(Credential {
                    version,
                    wait: wait.clone(),
                    fresh,
                    ..Credential::default()
                });
            }
        }
    }
    all
}

#[test]
fn the_right_password_depends_on_the_credential_as_read_in_every_state() {
    let (key, _) = keys();
    for read in credentials() {
        for rehashed in [None, Some("hash")] {
            let clean = WaitClock::default();
            let touch = CredentialTouch { wait: &clean, rehashed, greeted: true };
            let accepted = Transaction::new().accept_password(&key, &read, &touch, NOW);
            let [Some(condition)] = accepted.conditions()[..] else { panic!("{read:?}") };
            assert!(condition.contains("version"), "{read:?}: {condition}");
        }
    }
}

#[test]
fn a_device_is_accepted_only_as_read_in_every_state() {
    let (_, key) = keys();
    for version in [0, 3] {
        for wait in [WaitClock::default(), waiting()] {
            let read = Device { version, wait };
            let accepted = Transaction::new().accept_device(&key, &read, NOW);
            let [Some(condition)] = accepted.conditions()[..] else { panic!("{read:?}") };
            let as_read = if version == 0 { "attribute_not_exists(pk)" } else { "version = :read" };
            assert_eq!(condition, as_read, "{read:?}");
        }
    }
}

#[test]
fn every_wrong_password_is_counted_on_the_clock_as_read() {
    let (key, device_key) = keys();
    for read in credentials() {
        let wait = waiting();
        let touch = CredentialTouch { wait: &wait, rehashed: None, greeted: false };
        let counted = Transaction::new().touch_credential(&key, &read, &touch, NOW);
        assert!(counted.conditions()[0].is_some_and(|condition| condition.contains("version")));
        let device = Device { version: read.version, wait: read.wait.clone() };
        let counted = Transaction::new().put_device(&device_key, &device, &wait, NOW);
        assert!(counted.conditions()[0].is_some());
    }
}
