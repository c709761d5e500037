//! The Lambda function `hand-over-client`.

fn main() -> std::process::ExitCode {
    vestibule_flow::serve(&flows_clients::hand_over_client::flow())
}
