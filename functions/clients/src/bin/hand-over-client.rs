//! The Lambda function `hand-over-client`.

fn main() -> std::process::ExitCode {
    vestibule_runtime::serve(&flows_clients::hand_over_client::flow())
}
