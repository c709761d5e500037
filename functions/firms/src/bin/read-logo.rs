//! The Lambda function `read-logo`.

fn main() -> std::process::ExitCode {
    vestibule_flow::serve(&flows_firms::read_logo::flow())
}
