//! The Lambda function `read-settings`.

fn main() -> std::process::ExitCode {
    vestibule_flow::serve(&flows_firms::read_settings::flow())
}
