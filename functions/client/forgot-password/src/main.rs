//! The Lambda function `forgot-password`.

fn main() -> std::process::ExitCode {
    vestibule_runtime::serve(&forgot_password::flow())
}
