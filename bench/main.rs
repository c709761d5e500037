//! The budgets, each with its figure and whether it holds. `make bench` runs it and fails if one
//! does not hold.
//!
//! Figures are counts, or ratios of measurements from one run, the best of several, so they hold on
//! any machine. They describe the binaries of `sam build`: built for release, run as Lambda runs
//! them. The pages have their own budgets, which their builds print.

#[path = "../tests/lambda/api.rs"]
mod api;
#[path = "../tests/lambda/binaries.rs"]
#[expect(dead_code, reason = "the tests of real binaries use more")]
mod binaries;
mod count;
mod cpu;
#[path = "../tests/lambda/environment.rs"]
#[expect(dead_code, reason = "the tests of real binaries use more")]
mod environment;
mod glue;
mod hashing;
mod onboarding;
mod start;
mod table;
#[path = "../tests/lambda/world.rs"]
#[expect(dead_code, reason = "the tests of real binaries use more")]
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
