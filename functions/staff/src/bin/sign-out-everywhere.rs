//! The Lambda function `sign-out-everywhere`.

fn main() -> std::process::ExitCode {
    vestibule_runtime::serve(&flows_staff::sign_out_everywhere::flow())
}
