//! The order and the number of deliveries of things that arrived together.
//!
//! AWS promises at-least-once delivery and no order. Here everything is delivered once and in
//! order, unless a test sets its own [`DeliveryOrder`].

use std::sync::Arc;

/// Chooses the deliveries. Clones share one choice.
#[derive(Clone)]
pub struct DeliveryOrder(Arc<dyn Fn(usize) -> Vec<usize> + Send + Sync>);

impl Default for DeliveryOrder {
    fn default() -> Self {
        Self::new(|count| (0..count).collect())
    }
}

impl DeliveryOrder {
    /// Returns an order in which `choose` gets the number of things that arrived together, and
    /// returns their positions from 0 in delivery order.
    pub fn new(choose: impl Fn(usize) -> Vec<usize> + Send + Sync + 'static) -> Self {
        Self(Arc::new(choose))
    }

    /// Returns these things in delivery order.
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
    fn deliveries_keep_their_order_by_default() {
        assert_eq!(DeliveryOrder::default().apply(&["a", "b"]), ["a", "b"]);
        let twice_backwards =
            DeliveryOrder::new(|count| (0..count).rev().flat_map(|place| [place; 2]).collect());
        assert_eq!(twice_backwards.apply(&["a", "b"]), ["b", "b", "a", "a"]);
    }
}
