//! The Lambda function `choose-notices`.

fn main() -> std::process::ExitCode {
    vestibule_flow::serve(&flows_staff::choose_notices::flow())
}
