//! The Lambda function `create-client`.

fn main() -> std::process::ExitCode {
    vestibule_runtime::serve(&create_client::flow())
}
