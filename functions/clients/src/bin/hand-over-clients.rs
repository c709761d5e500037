//! The Lambda function `hand-over-clients`.

fn main() -> std::process::ExitCode {
    vestibule_runtime::serve(&flows_clients::hand_over_clients::flow())
}
