//! The Lambda function `change-role`.

fn main() -> std::process::ExitCode {
    vestibule_runtime::serve(&change_role::flow())
}
