//! Every e-mail and text that was sent, as people would have it on their phones and in their
//! mailboxes: pages for people, and the same in JSON for programs.
//!
//! Promises that only a browser which was pointed at this machine by its own name sees them. Uses
//! [`crate::storage`] and [`crate::account`].

mod mail;
mod page;
mod pages;

pub use pages::{no_pages, router};
