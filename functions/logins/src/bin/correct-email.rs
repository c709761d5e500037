//! The Lambda function `correct-email`.

fn main() -> std::process::ExitCode {
    vestibule_flow::serve(&flows_logins::correct_email::flow())
}
