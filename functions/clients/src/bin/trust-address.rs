//! The Lambda function `trust-address`.

fn main() -> std::process::ExitCode {
    vestibule_flow::serve(&flows_clients::trust_address::flow())
}
