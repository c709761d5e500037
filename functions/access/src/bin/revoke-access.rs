//! The Lambda function `revoke-access`.

fn main() -> std::process::ExitCode {
    vestibule_runtime::serve(&flows_access::revoke_access::flow())
}
