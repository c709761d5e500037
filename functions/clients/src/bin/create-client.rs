//! The Lambda function `create-client`.

fn main() -> std::process::ExitCode {
    vestibule_runtime::serve(&flows_clients::create_client::flow())
}
