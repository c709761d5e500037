//! The Lambda function `deactivate-staff`.

fn main() -> std::process::ExitCode {
    vestibule_flow::serve(&flows_staff::deactivate_staff::flow())
}
