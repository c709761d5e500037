//! The Lambda function `set-password`.

fn main() -> std::process::ExitCode {
    vestibule_flow::serve(&flows_access::set_password::flow())
}
