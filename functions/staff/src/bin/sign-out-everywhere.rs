//! The Lambda function `sign-out-everywhere`.

fn main() -> std::process::ExitCode {
    vestibule_flow::serve(&flows_staff::sign_out_everywhere::flow())
}
