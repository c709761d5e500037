//! Clients: who they are, who is responsible for them, and their access, under one version.

mod action;
mod client;
mod profile;

pub use action::Action;
pub use client::Client;
pub use profile::{Adviser, ClientKind, Profile, Rehearsal, Relation};
