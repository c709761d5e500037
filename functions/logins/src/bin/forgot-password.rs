//! The Lambda function `forgot-password`.

fn main() -> std::process::ExitCode {
    vestibule_flow::serve(&flows_logins::forgot_password::flow())
}
