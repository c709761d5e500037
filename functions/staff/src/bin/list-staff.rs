//! The Lambda function `list-staff`.

fn main() -> std::process::ExitCode {
    vestibule_runtime::serve(&flows_staff::list_staff::flow())
}
