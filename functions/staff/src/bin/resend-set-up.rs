//! The Lambda function `resend-set-up`.

fn main() -> std::process::ExitCode {
    vestibule_flow::serve(&flows_staff::resend_set_up::flow())
}
