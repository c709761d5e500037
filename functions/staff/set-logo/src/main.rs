//! The Lambda function `set-logo`.

fn main() -> std::process::ExitCode {
    vestibule_runtime::serve(&set_logo::flow())
}
