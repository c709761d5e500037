//! The Lambda function `sign-out`.

fn main() -> std::process::ExitCode {
    vestibule_flow::serve(&flows_logins::sign_out::flow())
}
