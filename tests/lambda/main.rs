//! The real binaries, as Lambda runs them: each function is a process that asks a Runtime API for
//! its events, with the environment that the template gives it, over the same database and
//! services as the runner's.
//!
//! The binaries are those of `make binaries`, quick to build; `make lambda` plays those that `sam
//! build` leaves.

mod api;
mod binaries;
mod environment;
mod events;
mod glibc;
mod likeness;
mod rights;
mod same;
mod start;
#[expect(dead_code, reason = "the bench starts the functions of a world by itself")]
mod world;
