//! The Lambda function `create-firm`.

fn main() -> std::process::ExitCode {
    vestibule_runtime::serve(&create_firm::flow())
}
