//! The Lambda function `read-staff-session`.

fn main() -> std::process::ExitCode {
    vestibule_runtime::serve(&flows_staff::read_staff_session::flow())
}
