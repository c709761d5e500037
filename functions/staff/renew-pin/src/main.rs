//! The Lambda function `renew-pin`.

fn main() -> std::process::ExitCode {
    vestibule_runtime::serve(&renew_pin::flow())
}
