//! The Lambda function `read-openapi`.

fn main() -> std::process::ExitCode {
    vestibule_runtime::serve(&read_openapi::flow())
}
