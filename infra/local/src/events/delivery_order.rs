//! In what order, and how often, things that came together are handed on.
//!
//! AWS promises no order and at least once. Here everything is handed on once and as it came,
//! unless a test brings a [`DeliveryOrder`] of its own.

use std::sync::Arc;

/// Chooses what is handed on. Clones are the same.
#[derive(Clone)]
pub struct DeliveryOrder(Arc<dyn Fn(usize) -> Vec<usize> + Send + Sync>);

impl Default for DeliveryOrder {
    fn default() -> Self {
        Self::new(|count| (0..count).collect())
    }
}

impl DeliveryOrder {
    /// Returns an order in which `choose` is given how many things came together, and returns
    /// their places from 0 in the order in which they are handed on.
    pub fn new(choose: impl Fn(usize) -> Vec<usize> + Send + Sync + 'static) -> Self {
        Self(Arc::new(choose))
    }

    /// Returns what came together as it is handed on.
    #[must_use]
    pub fn apply<T: Clone>(&self, came: &[T]) -> Vec<T> {
        let places = (self.0)(came.len());
        places.into_iter().filter_map(|place| came.get(place).cloned()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn things_are_handed_on_as_they_came_unless_an_order_says_otherwise() {
        assert_eq!(DeliveryOrder::default().apply(&["a", "b"]), ["a", "b"]);
        let twice_backwards =
            DeliveryOrder::new(|count| (0..count).rev().flat_map(|place| [place; 2]).collect());
        assert_eq!(twice_backwards.apply(&["a", "b"]), ["b", "b", "a", "a"]);
    }
}
