//! The Lambda function `open-invitation`.

fn main() -> std::process::ExitCode {
    vestibule_flow::serve(&flows_access::open_invitation::flow())
}
