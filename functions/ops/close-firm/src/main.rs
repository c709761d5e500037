//! The Lambda function `close-firm`.

fn main() -> std::process::ExitCode {
    vestibule_runtime::serve(&close_firm::flow())
}
