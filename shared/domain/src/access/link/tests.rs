use super::*;
use uuid::Uuid;

const NOW: Timestamp = Timestamp::UNIX_EPOCH;
const LEVELS: [SecurityLevel; 2] = [SecurityLevel::Low, SecurityLevel::High];

fn days(count: i64) -> SignedDuration {
    SignedDuration::from_hours(24 * count)
}

fn invitation() -> Link {
    let id = LinkId(Uuid::from_u128(1));
    Link::invitation(id, GrantId::Portal, PinRoute::BY_ADVISER, NOW, NOW + days(14))
}

fn mark(number: usize) -> NumberMark {
    Digest::new(format!("mark {number}"))
}

#[test]
fn once_a_password_exists_an_invitation_has_no_end_by_date() {
    let link = invitation();
    let after = NOW + days(20);
    assert_eq!(LEVELS.map(|level| link.over_since(level, after)), [Some(link.ends_at), None]);
    assert_eq!(LEVELS.map(|level| link.expiry_due(level)), [Some(link.ends_at), None]);
    let recovery = Link::recovery(link.id, link.grant, NOW, link.ends_at);
    assert_eq!(LEVELS.map(|level| recovery.over_since(level, after)), [Some(link.ends_at); 2]);
}

#[test]
fn the_first_end_stays() {
    let mut link = invitation();
    link.end(EndedWhy::Cancelled, NOW);
    link.end(EndedWhy::Revoked, NOW + days(1));
    assert_eq!(link.ended, Some(Ended { at: NOW, why: EndedWhy::Cancelled }));
    assert!(!link.is_open(NOW));
    assert_eq!(LEVELS.map(|level| link.over_since(level, NOW)), [Some(NOW); 2]);
}

#[test]
fn a_corrected_address_outlives_every_end_that_could_lead_on() {
    for (first, stays) in [
        (EndedWhy::Superseded, EndedWhy::Corrected),
        (EndedWhy::Used, EndedWhy::Corrected),
        (EndedWhy::Cancelled, EndedWhy::Cancelled),
        (EndedWhy::Revoked, EndedWhy::Revoked),
    ] {
        let mut link = invitation();
        link.end(first, NOW);
        link.end(EndedWhy::Corrected, NOW + days(1));
        link.end(EndedWhy::Superseded, NOW + days(2));
        assert_eq!(link.ended, Some(Ended { at: NOW, why: stays }));
    }
}

#[test]
fn an_end_that_was_stored_before_corrections_had_a_reason_is_read() {
    let stored = r#"{"at":"1970-01-01T00:00:00Z","why":"superseded"}"#;
    let ended = Ended { at: NOW, why: EndedWhy::Superseded };
    assert_eq!(serde_json::from_str::<Ended>(stored).unwrap(), ended);
    assert_eq!(serde_json::to_string(&ended).unwrap(), stored);
    let corrected = Ended { at: NOW, why: EndedWhy::Corrected };
    let stored = serde_json::to_string(&corrected).unwrap();
    assert_eq!(serde_json::from_str::<Ended>(&stored).unwrap(), corrected);
}

#[test]
fn what_was_noted_a_moment_ago_is_not_noted_again() {
    let mut link = invitation();
    let (soon, late) = (NOW + SignedDuration::from_mins(9), NOW + SignedDuration::from_mins(15));
    assert_eq!([NOW, soon, late].map(|at| link.note_opened(at)), [true, false, true]);
    assert_eq!([NOW, soon, late].map(|at| link.note_pin_request(at)), [true, false, true]);
    assert_eq!([NOW, soon, late].map(|at| link.note_stuck(at)), [true, false, true]);
}

#[test]
fn two_reminders_are_due_and_none_past_the_end() {
    let mut link = invitation();
    let mut due = Vec::new();
    while let Some(at) = link.reminder_due(SecurityLevel::Low) {
        due.push(at.duration_since(NOW));
        link.note_reminders(at);
    }
    assert_eq!(due, REMINDERS);
    let short = Link::invitation(link.id, link.grant, link.pin, NOW, NOW + days(2));
    assert_eq!(LEVELS.map(|level| short.reminder_due(level).is_some()), [false, true]);
}

#[test]
fn five_different_numbers_are_taken_within_a_day() {
    let mut link = invitation();
    for number in 0..NUMBERS_A_DAY {
        assert!(link.note_number(mark(number), false, NOW).is_ok_and(|noted| noted.new));
    }
    let until = NOW + DAY;
    let sixth = mark(NUMBERS_A_DAY);
    assert_eq!(link.note_number(sixth.clone(), false, NOW), Err(Refusal::TooManyNumbers { until }));
    assert!(link.note_number(mark(0), false, NOW).is_ok_and(|noted| !noted.new));
    assert!(link.note_number(sixth, false, until).is_ok_and(|noted| noted.new));
}

#[test]
fn the_first_wrong_number_is_known_as_such() {
    let mut link = invitation();
    let mut first_wrong =
        |number, right| link.note_number(mark(number), right, NOW).unwrap().first_wrong;
    assert!(!first_wrong(0, true));
    assert!(first_wrong(1, false));
    assert!(!first_wrong(2, false));
    link.forget_numbers();
    assert!(!link.has_number());
}

#[test]
fn the_same_number_asks_again_after_a_minute() {
    let mut link = invitation();
    let mut asked_at = |seconds| {
        let now = NOW + SignedDuration::from_secs(seconds);
        link.note_number(mark(0), true, now).unwrap().asked_at.duration_since(NOW).as_secs()
    };
    assert_eq!([0, 59, 60, 61].map(&mut asked_at), [0, 0, 60, 60]);
    assert_eq!(link.number_typed_at(), Some(NOW + SignedDuration::from_secs(60)));
}
