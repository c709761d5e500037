//! The Lambda function `deliver-sms`.

fn main() -> std::process::ExitCode {
    vestibule_runtime::serve(&flows_messaging::deliver_sms::flow())
}
