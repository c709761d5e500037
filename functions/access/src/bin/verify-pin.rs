//! The Lambda function `verify-pin`.

fn main() -> std::process::ExitCode {
    vestibule_flow::serve(&flows_access::verify_pin::flow())
}
