use super::*;
use crate::kernel::{Digest, SealedPin};

const NOW: Timestamp = Timestamp::UNIX_EPOCH;
const SOON: Timestamp = Timestamp::constant(600, 0);
const LINK: LinkId = LinkId(uuid::Uuid::from_u128(1));

fn fresh() -> FreshPin {
    let check = Digest::new("check".to_owned());
    FreshPin { sealed: SealedPin("sealed".to_owned()), check }
}

fn live() -> Pins {
    let mut pins = Pins::new(fresh());
    pins.start_clock(SOON);
    pins
}

fn expired() -> Pins {
    let mut pins = live();
    assert_eq!(pins.note_expiry(SOON), Some(Generation::FIRST));
    pins
}

fn blocked() -> Pins {
    let mut pins = live();
    while pins.count_wrong(NOW) > 0 {}
    pins
}

#[test]
fn a_pin_is_unsent_live_expired_or_none() {
    let mut pins = Pins::new(fresh());
    assert_eq!(pins.sight(NOW), PinSight::Unsent);
    pins.start_clock(SOON);
    assert_eq!((pins.sight(NOW), pins.sight(SOON)), (PinSight::Live, PinSight::Expired));
    pins.void();
    assert_eq!(pins.sight(NOW), PinSight::None);
}

#[test]
fn the_digits_of_an_expired_pin_are_deleted_once() {
    let mut pins = expired();
    assert_eq!((pins.sight(NOW), pins.kept()), (PinSight::Expired, None));
    assert_eq!(pins.expired(), Some(PinUse::Activation));
    assert_eq!(pins.note_expiry(SOON), None);
    pins.void();
    assert_eq!((pins.sight(NOW), pins.expired()), (PinSight::None, None));
}

#[test]
fn a_new_pin_replaces_whatever_became_of_the_one_before() {
    for mut pins in [live(), expired()] {
        assert_eq!(pins.make(fresh()), Generation::FIRST.next());
        assert_eq!((pins.sight(NOW), pins.expired()), (PinSight::Unsent, None));
        assert_eq!(pins.kept().map(PinRecord::generation), Some(pins.newest()));
    }
}

#[test]
fn a_pin_is_made_only_where_none_is_live_or_waiting() {
    assert_eq!(Pins::new(fresh()).ensure(fresh(), NOW), None);
    assert_eq!(live().ensure(fresh(), NOW), None);
    assert!(live().ensure(fresh(), SOON).is_some());
    assert!(expired().ensure(fresh(), SOON).is_some());
    let mut recovering = live();
    recovering.make_for_recovery(fresh(), LINK, SOON);
    assert!(recovering.ensure(fresh(), NOW).is_some());
}

#[test]
fn a_recovery_pin_is_known_by_its_link_after_it_expired_too() {
    let mut pins = live();
    assert_eq!(pins.recovery_link(), None);
    pins.make_for_recovery(fresh(), LINK, SOON);
    assert_eq!((pins.recovery_link(), pins.recovers_through(LINK, NOW)), (Some(LINK), true));
    pins.note_expiry(SOON);
    assert_eq!((pins.recovery_link(), pins.recovers_through(LINK, SOON)), (Some(LINK), false));
}

#[test]
fn only_a_live_pin_is_texted_and_once_a_minute() {
    assert_eq!(Pins::new(fresh()).note_text(NOW), None);
    assert_eq!(live().note_text(SOON), None);
    let mut pins = live();
    assert_eq!([(); 2].map(|()| pins.note_text(NOW)), [Some(Generation::FIRST), None]);
}

#[test]
fn the_fifth_wrong_guess_deletes_the_digits_and_blocks() {
    let mut pins = live();
    assert_eq!([(); 5].map(|()| pins.count_wrong(NOW)), [4, 3, 2, 1, 0]);
    assert_eq!((pins.sight(NOW), pins.blocked_since()), (PinSight::None, Some(NOW)));
    assert_eq!(pins.count_wrong(SOON), 0);
    assert_eq!(pins.blocked_since(), Some(NOW));
    pins.leave_block(NOW);
    assert_eq!(pins.blocked(None), None);
}

#[test]
fn the_hundredth_wrong_guess_blocks_whatever_its_generation_has_left() {
    let mut pins = live();
    for _ in 0..24 {
        assert_eq!([(); 4].map(|()| pins.count_wrong(NOW)), [4, 3, 2, 1]);
        pins.make(fresh());
    }
    assert_eq!([(); 4].map(|()| pins.count_wrong(NOW)), [4, 3, 2, 0]);
    assert_eq!(pins.blocked(None), Some(Blocked::ByAdviser));
    pins.reset_guessing();
    assert_eq!(pins.blocked(None), None);
}

#[test]
fn fields_make_the_pins_that_they_came_from_or_none() {
    let fields = |pins: &Pins| {
        (pins.newest(), pins.kept().cloned(), pins.expired(), pins.guessing().clone())
    };
    for pins in [Pins::new(fresh()), live(), expired(), blocked()] {
        let (newest, kept, expired, guessing) = fields(&pins);
        assert_eq!(Pins::from_fields(newest, kept, expired, guessing), Some(pins));
    }
    let (newest, kept, expired, guessing) = fields(&live());
    let (_, _, both, _) = fields(&self::expired());
    let (_, _, _, block) = fields(&blocked());
    let impossible = [
        (newest.next(), kept.clone(), expired, guessing.clone()),
        (newest, kept.clone(), both, guessing),
        (newest, kept, expired, block.clone()),
        (newest, None, both, block),
    ];
    for (newest, kept, expired, guessing) in impossible {
        assert_eq!(Pins::from_fields(newest, kept, expired, guessing), None);
    }
}
