//! Journeys of people, by the behaviour ids of product.md.

mod getting_in;
