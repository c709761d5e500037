//! The Lambda function `recover-staff`.

fn main() -> std::process::ExitCode {
    vestibule_flow::serve(&flows_staff::recover_staff::flow())
}
