//! The Lambda function `read-logo`.

fn main() -> std::process::ExitCode {
    vestibule_runtime::serve(&read_logo::flow())
}
