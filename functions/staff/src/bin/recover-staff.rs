//! The Lambda function `recover-staff`.

fn main() -> std::process::ExitCode {
    vestibule_runtime::serve(&flows_staff::recover_staff::flow())
}
