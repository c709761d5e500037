//! The Lambda function `read-openapi`.

fn main() -> std::process::ExitCode {
    vestibule_flow::serve(&flows_api::read_openapi::flow())
}
