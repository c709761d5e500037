//! The Lambda function `revoke-access`.

fn main() -> std::process::ExitCode {
    vestibule_runtime::serve(&revoke_access::flow())
}
