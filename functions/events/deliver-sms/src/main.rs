//! The Lambda function `deliver-sms`.

fn main() -> std::process::ExitCode {
    vestibule_runtime::serve(&deliver_sms::flow())
}
