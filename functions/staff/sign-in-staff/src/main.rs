//! The Lambda function `sign-in-staff`.

fn main() -> std::process::ExitCode {
    vestibule_runtime::serve(&sign_in_staff::flow())
}
