//! The Lambda function `update-client`.

fn main() -> std::process::ExitCode {
    vestibule_runtime::serve(&update_client::flow())
}
