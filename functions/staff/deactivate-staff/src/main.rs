//! The Lambda function `deactivate-staff`.

fn main() -> std::process::ExitCode {
    vestibule_runtime::serve(&deactivate_staff::flow())
}
