//! The Lambda function `read-firm`.

fn main() -> std::process::ExitCode {
    vestibule_runtime::serve(&flows_firms::read_firm::flow())
}
