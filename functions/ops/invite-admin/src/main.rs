//! The Lambda function `invite-admin`.

fn main() -> std::process::ExitCode {
    vestibule_runtime::serve(&invite_admin::flow())
}
