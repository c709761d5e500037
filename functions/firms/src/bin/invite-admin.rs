//! The Lambda function `invite-admin`.

fn main() -> std::process::ExitCode {
    vestibule_flow::serve(&flows_firms::invite_admin::flow())
}
