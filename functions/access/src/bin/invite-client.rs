//! The Lambda function `invite-client`.

fn main() -> std::process::ExitCode {
    vestibule_runtime::serve(&flows_access::invite_client::flow())
}
