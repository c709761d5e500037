//! The Lambda function `correct-email`.

fn main() -> std::process::ExitCode {
    vestibule_runtime::serve(&correct_email::flow())
}
