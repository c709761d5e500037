//! The Lambda function `create-client`.

fn main() -> std::process::ExitCode {
    vestibule_flow::serve(&flows_clients::create_client::flow())
}
