//! The Lambda function `invite-client`.

fn main() -> std::process::ExitCode {
    vestibule_flow::serve(&flows_access::invite_client::flow())
}
