//! The Lambda function `request-pin`.

fn main() -> std::process::ExitCode {
    vestibule_flow::serve(&flows_access::request_pin::flow())
}
