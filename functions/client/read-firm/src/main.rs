//! The Lambda function `read-firm`.

fn main() -> std::process::ExitCode {
    vestibule_runtime::serve(&read_firm::flow())
}
