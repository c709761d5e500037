//! The Lambda function `close-firm`.

fn main() -> std::process::ExitCode {
    vestibule_flow::serve(&flows_firms::close_firm::flow())
}
