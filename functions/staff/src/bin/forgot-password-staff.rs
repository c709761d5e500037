//! The Lambda function `forgot-password-staff`.

fn main() -> std::process::ExitCode {
    vestibule_runtime::serve(&flows_staff::forgot_password_staff::flow())
}
