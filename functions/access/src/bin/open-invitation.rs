//! The Lambda function `open-invitation`.

fn main() -> std::process::ExitCode {
    vestibule_runtime::serve(&flows_access::open_invitation::flow())
}
