//! The Lambda function `read-readiness`.

fn main() -> std::process::ExitCode {
    vestibule_runtime::serve(&flows_firms::read_readiness::flow())
}
