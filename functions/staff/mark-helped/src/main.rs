//! The Lambda function `mark-helped`.

fn main() -> std::process::ExitCode {
    vestibule_runtime::serve(&mark_helped::flow())
}
