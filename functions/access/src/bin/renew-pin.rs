//! The Lambda function `renew-pin`.

fn main() -> std::process::ExitCode {
    vestibule_flow::serve(&flows_access::renew_pin::flow())
}
