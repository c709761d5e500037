//! The Lambda function `copy-link`.

fn main() -> std::process::ExitCode {
    vestibule_flow::serve(&flows_access::copy_link::flow())
}
