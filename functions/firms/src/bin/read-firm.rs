//! The Lambda function `read-firm`.

fn main() -> std::process::ExitCode {
    vestibule_flow::serve(&flows_firms::read_firm::flow())
}
