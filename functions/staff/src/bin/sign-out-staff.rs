//! The Lambda function `sign-out-staff`.

fn main() -> std::process::ExitCode {
    vestibule_flow::serve(&flows_staff::sign_out_staff::flow())
}
