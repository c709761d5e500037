//! The Lambda function `renew-link`.

fn main() -> std::process::ExitCode {
    vestibule_flow::serve(&flows_access::renew_link::flow())
}
