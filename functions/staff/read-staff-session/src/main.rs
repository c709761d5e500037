//! The Lambda function `read-staff-session`.

fn main() -> std::process::ExitCode {
    vestibule_runtime::serve(&read_staff_session::flow())
}
