//! Every e-mail and text that was sent, as on people's phones and in their mailboxes: pages for
//! people, and the same in JSON for programs.
//!
//! Promises that only a browser that addresses this machine by its own name sees them. Uses [`crate::storage`] and
//! [`crate::account`].

mod mail;
mod page;
mod pages;

pub use pages::{no_pages, router};
