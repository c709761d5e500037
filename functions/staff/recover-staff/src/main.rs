//! The Lambda function `recover-staff`.

fn main() -> std::process::ExitCode {
    vestibule_runtime::serve(&recover_staff::flow())
}
