//! The Lambda function `request-pin`.

fn main() -> std::process::ExitCode {
    vestibule_runtime::serve(&flows_access::request_pin::flow())
}
