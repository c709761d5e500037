//! The Lambda function `set-logo`.

fn main() -> std::process::ExitCode {
    vestibule_flow::serve(&flows_firms::set_logo::flow())
}
