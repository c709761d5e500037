//! The Lambda function `verify-pin`.

fn main() -> std::process::ExitCode {
    vestibule_runtime::serve(&verify_pin::flow())
}
