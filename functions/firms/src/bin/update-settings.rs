//! The Lambda function `update-settings`.

fn main() -> std::process::ExitCode {
    vestibule_runtime::serve(&flows_firms::update_settings::flow())
}
