//! The Lambda function `read-session`.

fn main() -> std::process::ExitCode {
    vestibule_runtime::serve(&flows_logins::read_session::flow())
}
