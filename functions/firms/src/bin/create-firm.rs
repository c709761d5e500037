//! The Lambda function `create-firm`.

fn main() -> std::process::ExitCode {
    vestibule_flow::serve(&flows_firms::create_firm::flow())
}
