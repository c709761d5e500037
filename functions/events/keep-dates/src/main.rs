//! The Lambda function `keep-dates`.

fn main() -> std::process::ExitCode {
    vestibule_runtime::serve(&keep_dates::flow())
}
