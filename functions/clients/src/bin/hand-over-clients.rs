//! The Lambda function `hand-over-clients`.

fn main() -> std::process::ExitCode {
    vestibule_flow::serve(&flows_clients::hand_over_clients::flow())
}
