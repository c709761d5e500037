//! The Lambda function `reopen-firm`.

fn main() -> std::process::ExitCode {
    vestibule_flow::serve(&flows_firms::reopen_firm::flow())
}
