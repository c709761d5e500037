//! The Lambda function `read-settings`.

fn main() -> std::process::ExitCode {
    vestibule_runtime::serve(&read_settings::flow())
}
