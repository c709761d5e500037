//! The Lambda function `start-recovery`.

fn main() -> std::process::ExitCode {
    vestibule_flow::serve(&flows_logins::start_recovery::flow())
}
