//! The Lambda function `sign-in-staff`.

fn main() -> std::process::ExitCode {
    vestibule_flow::serve(&flows_staff::sign_in_staff::flow())
}
