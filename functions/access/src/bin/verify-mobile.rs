//! The Lambda function `verify-mobile`.

fn main() -> std::process::ExitCode {
    vestibule_flow::serve(&flows_access::verify_mobile::flow())
}
