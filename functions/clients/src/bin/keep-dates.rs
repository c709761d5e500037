//! The Lambda function `keep-dates`.

fn main() -> std::process::ExitCode {
    vestibule_flow::serve(&flows_clients::keep_dates::flow())
}
