//! The Lambda function `read-version`.

fn main() -> std::process::ExitCode {
    vestibule_runtime::serve(&read_version::flow())
}
