//! The Lambda function `recover-password`.

fn main() -> std::process::ExitCode {
    vestibule_runtime::serve(&recover_password::flow())
}
