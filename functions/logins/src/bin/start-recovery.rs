//! The Lambda function `start-recovery`.

fn main() -> std::process::ExitCode {
    vestibule_runtime::serve(&flows_logins::start_recovery::flow())
}
