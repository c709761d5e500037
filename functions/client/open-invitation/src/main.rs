//! The Lambda function `open-invitation`.

fn main() -> std::process::ExitCode {
    vestibule_runtime::serve(&open_invitation::flow())
}
