//! The Lambda function `restore-client`.

fn main() -> std::process::ExitCode {
    vestibule_runtime::serve(&restore_client::flow())
}
