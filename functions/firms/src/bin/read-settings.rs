//! The Lambda function `read-settings`.

fn main() -> std::process::ExitCode {
    vestibule_runtime::serve(&flows_firms::read_settings::flow())
}
