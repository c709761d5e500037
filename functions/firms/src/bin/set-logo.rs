//! The Lambda function `set-logo`.

fn main() -> std::process::ExitCode {
    vestibule_runtime::serve(&flows_firms::set_logo::flow())
}
