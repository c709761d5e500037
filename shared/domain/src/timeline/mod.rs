//! The timeline: what happened to a client, immutable, in order.
//!
//! Each context has its own events, each with what helps now beside it; [`Event`] collects them.

mod access;
mod client;
mod event;
mod login;
mod message;
mod what_now;

pub use access::AccessEvent;
pub use client::ClientEvent;
pub use event::Event;
pub use login::LoginEvent;
pub use message::MessageEvent;
pub use what_now::WhatNow;
