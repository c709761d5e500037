//! The Lambda function `update-settings`.

fn main() -> std::process::ExitCode {
    vestibule_flow::serve(&flows_firms::update_settings::flow())
}
