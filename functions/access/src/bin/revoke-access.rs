//! The Lambda function `revoke-access`.

fn main() -> std::process::ExitCode {
    vestibule_flow::serve(&flows_access::revoke_access::flow())
}
