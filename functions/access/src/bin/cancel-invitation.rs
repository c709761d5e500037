//! The Lambda function `cancel-invitation`.

fn main() -> std::process::ExitCode {
    vestibule_runtime::serve(&flows_access::cancel_invitation::flow())
}
