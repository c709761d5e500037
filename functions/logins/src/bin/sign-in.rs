//! The Lambda function `sign-in`.

fn main() -> std::process::ExitCode {
    vestibule_runtime::serve(&flows_logins::sign_in::flow())
}
