//! The Lambda function `read-client`.

fn main() -> std::process::ExitCode {
    vestibule_flow::serve(&flows_clients::read_client::flow())
}
