//! The Lambda function `forgot-password-staff`.

fn main() -> std::process::ExitCode {
    vestibule_flow::serve(&flows_staff::forgot_password_staff::flow())
}
