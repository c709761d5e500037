//! The Lambda function `update-client`.

fn main() -> std::process::ExitCode {
    vestibule_flow::serve(&flows_clients::update_client::flow())
}
