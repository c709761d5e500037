//! The Lambda function `change-role`.

fn main() -> std::process::ExitCode {
    vestibule_runtime::serve(&flows_staff::change_role::flow())
}
