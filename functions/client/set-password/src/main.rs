//! The Lambda function `set-password`.

fn main() -> std::process::ExitCode {
    vestibule_runtime::serve(&set_password::flow())
}
