//! The Lambda function `add-staff`.

fn main() -> std::process::ExitCode {
    vestibule_runtime::serve(&flows_staff::add_staff::flow())
}
