//! The Lambda function `cancel-invitation`.

fn main() -> std::process::ExitCode {
    vestibule_runtime::serve(&cancel_invitation::flow())
}
