//! The Lambda function `archive-client`.

fn main() -> std::process::ExitCode {
    vestibule_flow::serve(&flows_clients::archive_client::flow())
}
