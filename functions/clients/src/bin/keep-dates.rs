//! The Lambda function `keep-dates`.

fn main() -> std::process::ExitCode {
    vestibule_runtime::serve(&flows_clients::keep_dates::flow())
}
