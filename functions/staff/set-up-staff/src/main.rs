//! The Lambda function `set-up-staff`.

fn main() -> std::process::ExitCode {
    vestibule_runtime::serve(&set_up_staff::flow())
}
