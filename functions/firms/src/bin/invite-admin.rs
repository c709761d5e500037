//! The Lambda function `invite-admin`.

fn main() -> std::process::ExitCode {
    vestibule_runtime::serve(&flows_firms::invite_admin::flow())
}
