//! The Lambda function `deliver-email`.

fn main() -> std::process::ExitCode {
    vestibule_runtime::serve(&deliver_email::flow())
}
