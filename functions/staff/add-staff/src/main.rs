//! The Lambda function `add-staff`.

fn main() -> std::process::ExitCode {
    vestibule_runtime::serve(&add_staff::flow())
}
