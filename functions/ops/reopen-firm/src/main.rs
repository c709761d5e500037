//! The Lambda function `reopen-firm`.

fn main() -> std::process::ExitCode {
    vestibule_runtime::serve(&reopen_firm::flow())
}
