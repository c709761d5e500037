//! The Lambda function `set-expiry`.

fn main() -> std::process::ExitCode {
    vestibule_flow::serve(&flows_logins::set_expiry::flow())
}
