//! The Lambda function `read-client`.

fn main() -> std::process::ExitCode {
    vestibule_runtime::serve(&read_client::flow())
}
