//! Faults that must be survived: a process that is killed, and people who do the same thing at
//! the same moment.

mod deliveries;
mod dependencies;
mod injected;
mod journeys;
mod killed;
mod play;
mod providers;
mod races;
mod runners;
mod steps;
mod support;
