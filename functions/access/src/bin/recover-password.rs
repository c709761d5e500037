//! The Lambda function `recover-password`.

fn main() -> std::process::ExitCode {
    vestibule_flow::serve(&flows_access::recover_password::flow())
}
