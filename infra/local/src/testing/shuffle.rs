//! Disorder within AWS's promises: at-least-once deliveries may repeat, and unordered ones may come
//! in any order.
//!
//! Off unless a test requests it, and reproducible from the same seed.

use std::sync::{Arc, Mutex, PoisonError};

use crate::events::delivery_order::DeliveryOrder;

/// The current disorder. Clones share it.
#[derive(Debug, Clone, Default)]
pub struct Shuffle(Arc<Mutex<Option<Disorder>>>);

/// How much disorder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Disorder {
    /// Deliveries of each record. 0 counts as 1: nothing is ever lost here.
    pub times: usize,
    /// The order of deliveries.
    pub order: Order,
}

/// The order of deliveries.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// In the original order.
    Kept,
    /// At random, from this seed.
    Random(u64),
}

impl Shuffle {
    /// Sets the disorder from now on; `None` delivers in order, once each.
    pub fn set(&self, disorder: Option<Disorder>) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = disorder;
    }

    /// Returns the current delivery order, which follows each [`Shuffle::set`].
    #[must_use]
    pub fn delivery_order(&self) -> DeliveryOrder {
        let shuffle = self.clone();
        DeliveryOrder::new(move |count| shuffle.deal(count))
    }

    /// Returns the positions of this many things in delivery order.
    fn deal(&self, count: usize) -> Vec<usize> {
        let mut disorder = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(disorder) = disorder.as_mut() else { return (0..count).collect() };
        let times = disorder.times.max(1);
        let mut dealt: Vec<usize> =
            (0..count).flat_map(|place| std::iter::repeat_n(place, times)).collect();
        if let Order::Random(state) = &mut disorder.order {
            for at in (1..dealt.len()).rev() {
                // The remainder's bias does not matter: any order will do.
                let other = usize::try_from(next(state) % (at as u64 + 1)).unwrap_or(at);
                dealt.swap(at, other);
            }
        }
        dealt
    }
}

/// The next number of SplitMix64 (Steele, Lea and Flood, 2014).
fn next(state: &mut u64) -> u64 {
    *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mut mixed = *state;
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seeded(times: usize, seed: u64) -> Shuffle {
        let shuffle = Shuffle::default();
        shuffle.set(Some(Disorder { times, order: Order::Random(seed) }));
        shuffle
    }

    #[test]
    fn nothing_is_shuffled_by_default() {
        let shuffle = Shuffle::default();
        assert_eq!(shuffle.deal(3), [0, 1, 2]);
        shuffle.set(Some(Disorder { times: 2, order: Order::Kept }));
        assert_eq!(shuffle.deal(2), [0, 0, 1, 1]);
        shuffle.set(None);
        assert_eq!(shuffle.deal(2), [0, 1]);
    }

    #[test]
    fn a_seed_decides_the_order_and_nothing_is_lost() {
        let dealt = seeded(3, 7).deal(50);
        assert_eq!(dealt, seeded(3, 7).deal(50));
        assert_ne!(dealt, seeded(3, 8).deal(50));
        let mut sorted = dealt.clone();
        assert!(!dealt.is_sorted());
        sorted.sort_unstable();
        assert_eq!(sorted, (0..50).flat_map(|place| [place; 3]).collect::<Vec<_>>());
        let shuffle = seeded(1, 7);
        assert_ne!(shuffle.deal(50), shuffle.deal(50), "each time another");
        assert_eq!(seeded(0, 1).deal(1), [0]);
    }
}
