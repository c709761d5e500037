//! The Lambda function `resend-set-up`.

fn main() -> std::process::ExitCode {
    vestibule_runtime::serve(&resend_set_up::flow())
}
