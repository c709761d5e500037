//! The Lambda function `renew-link`.

fn main() -> std::process::ExitCode {
    vestibule_runtime::serve(&renew_link::flow())
}
