//! The Lambda function `change-role`.

fn main() -> std::process::ExitCode {
    vestibule_flow::serve(&flows_staff::change_role::flow())
}
