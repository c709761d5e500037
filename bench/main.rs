//! The budgets: each with its figure, and whether it holds. `make bench` runs it; it fails where
//! one does not.
//!
//! Figures are counts, or ratios of things that were measured in one run, the best of several, so
//! that they hold on any machine. They are those of the binaries that `sam build` makes: built for
//! release, run as Lambda runs them. The pages have budgets of their own, which their builds print.

#[path = "../tests/lambda/api.rs"]
mod api;
#[path = "../tests/lambda/binaries.rs"]
#[expect(dead_code, reason = "the tests of real binaries ask for more")]
mod binaries;
mod count;
mod cpu;
#[path = "../tests/lambda/environment.rs"]
#[expect(dead_code, reason = "the tests of real binaries ask for more")]
mod environment;
mod glue;
mod hashing;
mod onboarding;
mod start;
mod table;
#[path = "../tests/lambda/world.rs"]
#[expect(dead_code, reason = "the tests of real binaries ask for more")]
mod world;

use std::process::ExitCode;
use table::Table;

fn main() -> ExitCode {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    let runtime = runtime.expect("an async runtime");
    let mut table = Table::default();
    runtime.block_on(async {
        onboarding::measure(&mut table).await;
        start::measure(&mut table);
        glue::measure(&mut table).await;
        hashing::measure(&mut table).await;
    });
    table.print();
    if table.holds() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
