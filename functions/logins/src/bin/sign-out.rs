//! The Lambda function `sign-out`.

fn main() -> std::process::ExitCode {
    vestibule_runtime::serve(&flows_logins::sign_out::flow())
}
