//! The Lambda function `mark-helped`.

fn main() -> std::process::ExitCode {
    vestibule_flow::serve(&flows_access::mark_helped::flow())
}
