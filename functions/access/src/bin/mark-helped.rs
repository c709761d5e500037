//! The Lambda function `mark-helped`.

fn main() -> std::process::ExitCode {
    vestibule_runtime::serve(&flows_access::mark_helped::flow())
}
