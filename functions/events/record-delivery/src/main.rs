//! The Lambda function `record-delivery`.

fn main() -> std::process::ExitCode {
    vestibule_runtime::serve(&record_delivery::flow())
}
