//! The Lambda function `sign-in`.

fn main() -> std::process::ExitCode {
    vestibule_flow::serve(&flows_logins::sign_in::flow())
}
