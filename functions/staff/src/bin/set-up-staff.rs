//! The Lambda function `set-up-staff`.

fn main() -> std::process::ExitCode {
    vestibule_flow::serve(&flows_staff::set_up_staff::flow())
}
