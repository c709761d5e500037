//! The Lambda function `read-firm-report`.

fn main() -> std::process::ExitCode {
    vestibule_flow::serve(&flows_firms::read_firm_report::flow())
}
