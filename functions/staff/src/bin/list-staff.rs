//! The Lambda function `list-staff`.

fn main() -> std::process::ExitCode {
    vestibule_flow::serve(&flows_staff::list_staff::flow())
}
