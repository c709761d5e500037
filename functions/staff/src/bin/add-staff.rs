//! The Lambda function `add-staff`.

fn main() -> std::process::ExitCode {
    vestibule_flow::serve(&flows_staff::add_staff::flow())
}
