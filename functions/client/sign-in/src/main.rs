//! The Lambda function `sign-in`.

fn main() -> std::process::ExitCode {
    vestibule_runtime::serve(&sign_in::flow())
}
