//! The Lambda function `archive-client`.

fn main() -> std::process::ExitCode {
    vestibule_runtime::serve(&archive_client::flow())
}
