//! The Lambda function `read-version`.

fn main() -> std::process::ExitCode {
    vestibule_flow::serve(&flows_api::read_version::flow())
}
