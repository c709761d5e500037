//! Pages: merging results of parallel queries, and cursors.

use super::cursor::PLACE_BYTES;
use super::search::{LOOKS_AT, looks_at, stretch};
use super::*;
use crate::list::Filter;
use crate::terms::Search;
use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use proptest::prelude::*;
use std::collections::BTreeSet;
use vestibule_domain::kernel::ClientId;

/// A query over some positions, with DynamoDB's behaviour: it reads `limit` of them after `after`,
/// in order, and returns where it stopped if it read that many.
fn asked(
    places: &BTreeSet<String>,
    direction: Direction,
    after: Option<&str>,
    limit: usize,
    shown: impl Fn(&str) -> bool,
) -> Part<()> {
    let mut there: Vec<&String> = places.iter().collect();
    if direction == Direction::Down {
        there.reverse();
    }
    let comes = |place: &&&String| match (after, direction) {
        (None, _) => true,
        (Some(after), Direction::Up) => place.as_str() > after,
        (Some(after), Direction::Down) => place.as_str() < after,
    };
    let looked_at: Vec<_> = there.iter().filter(comes).take(limit).collect();
    let stopped_at = (looked_at.len() == limit).then(|| looked_at.last().map(|at| at.to_string()));
    let found = looked_at.into_iter().filter(|place| shown(place)).map(|at| (at.to_string(), ()));
    Part { found: found.collect(), stopped_at: stopped_at.flatten() }
}

fn direction() -> impl Strategy<Value = Direction> {
    prop_oneof![Just(Direction::Up), Just(Direction::Down)]
}

proptest! {
    #[test]
    fn all_pages_together_are_everybody_in_order_once(
        lists in proptest::collection::vec(
            proptest::collection::btree_set("[a-d]{1,3}", 0..12), 0..5),
        page in 1_usize..6,
        direction in direction(),
        looks_at in 1_usize..9,
        hidden in "[a-d]",
    ) {
        // Names that begin with the hidden letter are read, then filtered out.
        let shown = |place: &str| !place.starts_with(&hidden);
        let mut all: Vec<_> =
            lists.iter().flatten().filter(|place| shown(place)).cloned().collect();
        all.sort();
        all.dedup();
        if direction == Direction::Down {
            all.reverse();
        }
        let (mut seen, mut after, mut pages) = (Vec::new(), None::<String>, 0);
        loop {
            let parts = lists.iter().map(|list| {
                asked(list, direction, after.as_deref(), looks_at, shown)
            });
            let (found, next) = merged(parts.collect(), direction, page);
            prop_assert!(found.len() <= page);
            seen.extend(found.into_iter().map(|(place, ())| place));
            pages += 1;
            prop_assert!(pages <= 100, "pages without end");
            match next {
                None => break,
                Some(next) => after = Some(next),
            }
        }
        prop_assert_eq!(seen, all);
    }

    #[test]
    fn a_page_is_full_while_there_are_enough_and_nothing_is_filtered(
        lists in proptest::collection::vec(
            proptest::collection::btree_set("[a-d]{1,3}", 0..12), 1..5),
        page in 1_usize..6,
        direction in direction(),
    ) {
        let all: BTreeSet<_> = lists.iter().flatten().collect();
        let parts = lists.iter().map(|list| asked(list, direction, None, page + 1, |_| true));
        let (found, next) = merged(parts.collect(), direction, page);
        prop_assert_eq!(found.len(), page.min(all.len()));
        prop_assert_eq!(next.is_some(), all.len() > page);
    }

    #[test]
    fn a_cursor_comes_back_as_it_went_out(name in any::<String>(), id in any::<[u8; 16]>()) {
        let place = keys::list_place(&name, ClientId::from_random(id));
        let text = Cursor { along: Along::Names, place: place.clone() }.to_text();
        prop_assert!(text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_'));
        let back = Cursor::for_list(&text, Sort::NameBackwards);
        if place.len() < 300 {
            prop_assert_eq!(back.as_ref().and_then(|cursor| cursor.place(Along::Names)), Some(&*place));
        }
    }

    #[test]
    fn no_text_is_too_odd_for_a_cursor(text in any::<String>(), bytes in any::<Vec<u8>>()) {
        let encoded = BASE64_URL_SAFE_NO_PAD.encode(bytes);
        for text in [text, encoded] {
            for sort in [Sort::Name, Sort::NameBackwards, Sort::Newest] {
                _ = Cursor::for_list(&text, sort);
            }
            _ = Cursor::for_search(&text);
        }
    }

    #[test]
    fn a_range_holds_later_keys_with_the_prefix(
        prefix in "[a-c\u{10fffe}]{1,3}", after in "[a-c\u{10ffff}]{0,4}", rest in "[a-c]{0,2}",
    ) {
        let (after, further) = (place(&after), place(&format!("{prefix}{rest}")));
        let stretch = stretch(&prefix, Some(&after));
        // DynamoDB refuses a range whose bounds are in the wrong order.
        prop_assert!(stretch.as_ref().is_none_or(|(from, to)| from <= to));
        let holds = stretch.is_some_and(|(from, to)| from <= further && further <= to);
        prop_assert_eq!(holds, further > after);
    }
}

fn place(text: &str) -> String {
    keys::list_place(text, ClientId::from_random([2; 16]))
}

#[test]
fn a_cursor_of_another_order_or_of_no_order_is_refused() {
    let of = |along| Cursor { along, place: place("ivy") }.to_text();
    assert!(Cursor::for_list(&of(Along::Names), Sort::Name).is_some());
    assert!(Cursor::for_list(&of(Along::Names), Sort::Newest).is_none());
    assert!(Cursor::for_list(&of(Along::Ages), Sort::Newest).is_some());
    assert!(Cursor::for_list(&of(Along::Terms), Sort::Name).is_none());
    assert!(Cursor::for_search(&of(Along::Terms)).is_some());
    assert!(Cursor::for_search(&of(Along::Names)).is_none());
    let bare = |text: &str| BASE64_URL_SAFE_NO_PAD.encode(text);
    for text in ["", "n", "nivy", "x", "n#", &format!("n{}", "a".repeat(2000))] {
        assert!(Cursor::for_list(&bare(text), Sort::Name).is_none(), "{text}");
    }
    let of_names = Cursor { along: Along::Names, place: place("ivy") };
    assert_eq!(of_names.place(Along::Terms), None);
    let long = format!("n{}", place(&"a".repeat(PLACE_BYTES)));
    assert!(Cursor::for_list(&bare(&long), Sort::Name).is_none());
}

#[test]
fn a_cursor_shows_nothing_in_logs() {
    let cursor = Cursor { along: Along::Names, place: place("ivy") };
    assert!(!format!("{cursor:?}").contains("ivy"));
}

#[test]
fn the_longest_place_has_a_cursor() {
    let longest = Cursor { along: Along::Terms, place: place(&"a".repeat(254)) };
    assert!(Cursor::for_search(&longest.to_text()) == Some(longest));
}

#[test]
fn a_client_who_is_changing_state_is_on_a_page_once() {
    let found = |text| vec![(place(text), ())];
    let part = || Part { found: found("ivy"), stopped_at: None };
    assert_eq!(merged(vec![part(), part()], Direction::Up, 10).0.len(), 1);
}

#[test]
fn a_filtered_search_reads_more() {
    let firm = FirmId::from_random([1; 16]);
    let looks = |typed, states: &[ListState], adviser| {
        let search = Search::read(typed).expect("something is searched for");
        let sought = Sought { firm, search: &search, states, adviser, page: 20, after: None };
        looks_at(&sought, &search.ways()[0], 20)
    };
    let current = Filter::Current.states();
    let ada = Some(StaffId::from_random([3; 16]));
    assert_eq!(looks("ivy", &current, None), 42);
    assert_eq!(looks("ivy", &Filter::Stuck.states(), None), LOOKS_AT);
    assert_eq!(looks("ivy field", &current, None), LOOKS_AT);
    assert_eq!(looks("ivy", &current, ada), LOOKS_AT);
}

#[test]
fn pages_are_bounded() {
    assert_eq!([0, 1, 50, 10_000].map(bounded), [1, 1, 50, PAGE_MOST]);
}
