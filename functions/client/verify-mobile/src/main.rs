//! The Lambda function `verify-mobile`.

fn main() -> std::process::ExitCode {
    vestibule_runtime::serve(&verify_mobile::flow())
}
