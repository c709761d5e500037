//! The Lambda function `set-up-staff`.

fn main() -> std::process::ExitCode {
    vestibule_runtime::serve(&flows_staff::set_up_staff::flow())
}
