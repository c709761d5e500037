//! The Lambda function `copy-link`.

fn main() -> std::process::ExitCode {
    vestibule_runtime::serve(&copy_link::flow())
}
