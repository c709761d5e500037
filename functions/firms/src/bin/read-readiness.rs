//! The Lambda function `read-readiness`.

fn main() -> std::process::ExitCode {
    vestibule_flow::serve(&flows_firms::read_readiness::flow())
}
