//! The Lambda function `read-staff-session`.

fn main() -> std::process::ExitCode {
    vestibule_flow::serve(&flows_staff::read_staff_session::flow())
}
