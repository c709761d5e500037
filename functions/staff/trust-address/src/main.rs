//! The Lambda function `trust-address`.

fn main() -> std::process::ExitCode {
    vestibule_runtime::serve(&trust_address::flow())
}
