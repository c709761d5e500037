//! The Lambda function `start-recovery`.

fn main() -> std::process::ExitCode {
    vestibule_runtime::serve(&start_recovery::flow())
}
