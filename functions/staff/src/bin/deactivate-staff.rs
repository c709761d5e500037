//! The Lambda function `deactivate-staff`.

fn main() -> std::process::ExitCode {
    vestibule_runtime::serve(&flows_staff::deactivate_staff::flow())
}
