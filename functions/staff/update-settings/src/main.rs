//! The Lambda function `update-settings`.

fn main() -> std::process::ExitCode {
    vestibule_runtime::serve(&update_settings::flow())
}
