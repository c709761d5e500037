//! The Lambda function `sign-in-staff`.

fn main() -> std::process::ExitCode {
    vestibule_runtime::serve(&flows_staff::sign_in_staff::flow())
}
