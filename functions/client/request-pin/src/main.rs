//! The Lambda function `request-pin`.

fn main() -> std::process::ExitCode {
    vestibule_runtime::serve(&request_pin::flow())
}
