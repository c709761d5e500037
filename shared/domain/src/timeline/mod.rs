//! The timeline: what happened to a client, immutable, in order.
//!
//! Each context has its own events, and beside them what follows from each: what helps now
//! (`what_now`), which earlier hints it makes unnecessary (`resolves`), and its tone (`tone`).
//! [`Event`] collects them.

mod access;
mod client;
mod event;
mod login;
mod message;
mod tone;
mod what_now;

pub use access::AccessEvent;
pub use client::ClientEvent;
pub use event::Event;
pub use login::LoginEvent;
pub use message::MessageEvent;
pub use tone::Tone;
pub use what_now::WhatNow;
