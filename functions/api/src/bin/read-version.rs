//! The Lambda function `read-version`.

fn main() -> std::process::ExitCode {
    vestibule_runtime::serve(&flows_api::read_version::flow())
}
