//! The Lambda function `cancel-invitation`.

fn main() -> std::process::ExitCode {
    vestibule_flow::serve(&flows_access::cancel_invitation::flow())
}
