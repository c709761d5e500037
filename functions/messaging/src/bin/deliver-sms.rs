//! The Lambda function `deliver-sms`.

fn main() -> std::process::ExitCode {
    vestibule_flow::serve(&flows_messaging::deliver_sms::flow())
}
