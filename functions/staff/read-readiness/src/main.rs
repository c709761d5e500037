//! The Lambda function `read-readiness`.

fn main() -> std::process::ExitCode {
    vestibule_runtime::serve(&read_readiness::flow())
}
