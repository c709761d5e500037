//! The Lambda function `renew-link`.

fn main() -> std::process::ExitCode {
    vestibule_runtime::serve(&flows_access::renew_link::flow())
}
