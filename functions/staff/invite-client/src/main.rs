//! The Lambda function `invite-client`.

fn main() -> std::process::ExitCode {
    vestibule_runtime::serve(&invite_client::flow())
}
