//! The Lambda function `record-delivery`.

fn main() -> std::process::ExitCode {
    vestibule_flow::serve(&flows_messaging::record_delivery::flow())
}
