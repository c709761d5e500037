//! The Lambda function `restore-client`.

fn main() -> std::process::ExitCode {
    vestibule_flow::serve(&flows_clients::restore_client::flow())
}
