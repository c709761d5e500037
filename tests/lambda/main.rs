//! The real binaries, as Lambda runs them: each function is a process that polls a Runtime API,
//! with the environment that the template sets, over the same database and services as the
//! runner's.
//!
//! The binaries are those of `make binaries`, quick to build; `make lambda` tests those that `sam
//! build` leaves.
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
#[expect(dead_code, reason = "the bench starts the functions of a world on its own")]
mod world;
