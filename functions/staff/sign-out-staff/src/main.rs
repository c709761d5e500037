//! The Lambda function `sign-out-staff`.

fn main() -> std::process::ExitCode {
    vestibule_runtime::serve(&sign_out_staff::flow())
}
