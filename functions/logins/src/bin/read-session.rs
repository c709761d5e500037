//! The Lambda function `read-session`.

fn main() -> std::process::ExitCode {
    vestibule_flow::serve(&flows_logins::read_session::flow())
}
