//! The Lambda function `read-session`.

fn main() -> std::process::ExitCode {
    vestibule_runtime::serve(&read_session::flow())
}
