//! The Lambda function `list-staff`.

fn main() -> std::process::ExitCode {
    vestibule_runtime::serve(&list_staff::flow())
}
