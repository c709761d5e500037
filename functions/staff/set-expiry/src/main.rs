//! The Lambda function `set-expiry`.

fn main() -> std::process::ExitCode {
    vestibule_runtime::serve(&set_expiry::flow())
}
